"""Files that are there whole or not at all, whatever is killed."""

from __future__ import annotations

import os
from pathlib import Path


def replace(path: Path, words: str) -> None:
    """Write a file anew in one atomic step that survives a power cut."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(words, encoding="utf-8")
    sync(fresh)
    os.replace(fresh, path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Have what was written of a file or folder on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
