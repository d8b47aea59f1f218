"""A file becomes documents: its text taken out, in a process of its own where that is delicate; what was put right by hand laid over it."""

from __future__ import annotations

from pathlib import Path

from index.clauses import plans_from_text
from index.corrections import Corrections, corrections_beside
from index.forms.apart import read_apart
from index.forms.kinds import kind_of
from index.forms.models import Limits, Read
from index.forms.reading import check_size, read_file
from index.models import Plan


def read_documents(path: Path, source: str) -> tuple[Plan, ...]:
    """The documents in a file, in order; raises FazhiError with one sentence for the reader."""
    corrections = corrections_beside(path)
    return documents_of(words_of(path), source, corrections)


def words_of(path: Path, limits: Limits | None = None) -> Read:
    """What a file says; raises UnreadableFile."""
    return read_file(path, limits) if _is_text(path, limits or Limits()) else read_apart(path, limits)


def documents_of(read: Read, source: str, corrections: Corrections) -> tuple[Plan, ...]:
    """The documents in what a file says; raises NotAPlan where one has no place."""
    return plans_from_text(read.text, source, read.sha256, corrections, form=read.form, marks=read.marks, notes=read.notes)


def _is_text(path: Path, limits: Limits) -> bool:
    """Whether a file is plain text, which needs no parser; one that only says so is not."""
    check_size(path, limits)
    with path.open("rb") as file:
        return kind_of(file.read(1 << 16), path.name) == "text"
