"""The README's table names exactly the settings there are."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.settings import Settings

README = Path(__file__).resolve().parent.parent / "README.md"


def named_in_table(markdown: str) -> list[str]:
    """Names in the first column of table rows, `FAZHI_…` each, as often as they stand there."""
    first_cells = re.findall(r"^\|([^|]*)\|", markdown, re.MULTILINE)
    return [name for cell in first_cells for name in re.findall(r"FAZHI_[A-Z_]+", cell)]


def test_the_readme_describes_every_setting_once_and_no_other() -> None:
    existing = [f"FAZHI_{name.upper()}" for name in Settings.model_fields]
    assert sorted(named_in_table(README.read_text(encoding="utf-8"))) == sorted(existing)


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_keys_are_not_shown() -> None:
    shown = repr(Settings(api_keys="geheim", embedding_key="geheim"))
    assert "geheim" not in shown
