"""What the reading of files hands around: what a file says, the limits of reading it, and what a folder holds."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from index.models import Frozen, Mark

Form = Literal["txt", "md", "html", "docx", "doc", "wps", "pdf", "scan"]


class Read(Frozen):
    """What a file says: `text` is the ground of citations, `sha256` is of the original file's bytes.

    Outside txt and md, which stay as they are, a paragraph is one line, and a table's row is one line with tabs between its cells.
    `marks` ascend; `notes` are sentences for the reader about what was left out or is uncertain.
    """

    text: str
    sha256: str
    form: Form
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()


class Limits(Frozen):
    """How far the reading of one file may go; `seconds` and `memory` (bytes of address space) hold for a process of its own."""

    seconds: float = 900.0
    memory: int = 6 << 30
    file_bytes: int = 100 << 20
    characters: int = 3_000_000
    pages: int = 1000
    scanned_pages: int = 100


class Document(Frozen):
    """A file that may be read, and what it is called where it was found (a path inside the folder or archive)."""

    path: Path
    name: str


class Found(Frozen):
    """The documents of a folder or an archive, and a sentence for each entry that cannot be one."""

    documents: tuple[Document, ...]
    failures: tuple[str, ...] = ()
