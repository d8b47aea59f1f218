"""A file becomes documents: its text taken out, in a process of its own where that is delicate; what was put right by hand laid over it."""

from __future__ import annotations

from pathlib import Path

from index.clauses import plans_from_text
from index.corrections import corrections_beside
from index.forms.apart import read_apart
from index.forms.kinds import kind_of
from index.forms.models import Limits
from index.forms.reading import check_size, read_file
from index.models import Plan


def read_documents(path: Path, source: str) -> tuple[Plan, ...]:
    """The documents in a file, in order; raises FazhiError with one sentence for the reader."""
    corrections = corrections_beside(path)
    read = read_file(path) if _is_text(path) else read_apart(path)
    return plans_from_text(read.text, source, read.sha256, corrections, form=read.form, marks=read.marks, notes=read.notes)


def _is_text(path: Path) -> bool:
    """Whether a file is plain text, which needs no parser; one that only says so is not."""
    check_size(path, Limits())
    with path.open("rb") as file:
        return kind_of(file.read(1 << 16), path.name) == "text"
