"""The settings for a command; a wrong one is told in one sentence that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings


def settings() -> Settings:
    """Read the settings; raises FazhiError."""
    from pydantic import ValidationError

    from assistant.settings import Settings
    from index.errors import FazhiError

    try:
        return Settings()
    except ValidationError as error:
        said = "；".join(_said(part) for part in error.errors())
        raise FazhiError(f"{said}，请对照 README 的设置表改正。") from error


def _said(part) -> str:  # type: ignore[no-untyped-def]
    """The name of a setting and, where it was said in the reader's language, what it should be."""
    name = f"设置 FAZHI_{str(part['loc'][0]).upper()} 的值不对"
    return f"{name}，{part['ctx']['error']}" if part["type"] == "value_error" else name
