"""Lines and blocks: what a text is cut into while its structure is read."""

from __future__ import annotations

from dataclasses import dataclass

from index.furniture import is_dateline, is_furniture
from index.models import BlockKind
from index.numbering import Label


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `column` is what its column is for: task, deadline, unit:牵头, or nothing known."""

    column: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """A row of a table: its filled cells without its number, and where they begin; a header has none."""

    cells: tuple[Cell, ...] = ()
    label: str = ""
    body_start: int = 0
    heading: str = ""
    header: bool = False


@dataclass(frozen=True)
class Block:
    """A part of the text; `body_start` is where the words after the printed label begin."""

    kind: BlockKind
    start: int
    end: int
    body_start: int
    path: tuple[str, ...] = ()
    heading: str = ""
    status: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Line:
    """A line of the text: `words` without the space around it, and the number it begins with if that counts."""

    start: int
    end: int
    words: str
    label: Label | None = None
    page: bool = False  # part of the page or of a table of contents, whatever it says
    row: Row | None = None
    heading: bool = False  # a heading without a number
    lead: int = 0  # white space before its words
    note: bool = False  # tells when the document was passed, and stands apart from its title


def begin(kind: BlockKind, at: int, *, body_start: int | None = None, path: tuple[str, ...] = (), status: str = "") -> Block:
    """A block that lasts until the next one is begun."""
    return Block(kind, at, at, at if body_start is None else body_start, path, status=status)


def page_part(line: Line) -> Block | None:
    """The block a line begins where it belongs to the page and not to the document."""
    if line.page or (line.row and line.row.header):
        return begin("furniture", line.start)
    if is_dateline(line.words):
        return begin("dateline", line.start)
    return begin("furniture", line.start) if is_furniture(line.words) else None
