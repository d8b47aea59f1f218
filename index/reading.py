"""A file's text and digest, for callers that need no more of it."""

from __future__ import annotations

from pathlib import Path

from index.forms.reading import read_file


def read_text(path: Path) -> tuple[str, str]:
    """The text of a file and the sha256 of its bytes; the line ends of a text file stay as they are."""
    read = read_file(path)
    return read.text, read.sha256
