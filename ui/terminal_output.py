"""What goes to standard output and standard error: UTF-8 whatever the locale, JSON alone where JSON is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from pydantic import BaseModel


def use_utf8() -> None:
    """Write UTF-8 even under the C locale; what cannot be encoded (half a surrogate) is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def sound(text: str) -> str:
    """A text that can be encoded: half surrogates from a broken terminal or a JSON escape are replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def say(text: str) -> None:
    """One line to standard output."""
    sys.stdout.write(f"{text}\n")


def complain(sentence: str) -> None:
    """One sentence to standard error."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def emit(model: BaseModel) -> None:
    """One model as one line of JSON, out at once."""
    say(model.model_dump_json(by_alias=True))
    sys.stdout.flush()


def emit_list(models: Iterable[BaseModel]) -> None:
    """Models as one JSON list."""
    say(f"[{','.join(model.model_dump_json(by_alias=True) for model in models)}]")
