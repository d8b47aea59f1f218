"""What a comparison is made of: columns of places, rows of aligned clauses, and words told apart into shared and own."""

from __future__ import annotations

from assistant.models import Caveat, Citation, UnitNamed
from index.models import Deadline, Frozen


class Segment(Frozen):
    """Words of a quote; `shared` where another place's cell of the row has them too. The segments of a quote rebuild it."""

    text: str
    shared: bool


class Passage(Frozen):
    """Whole sentences of one clause, with what is printed for them."""

    citation: Citation
    segments: tuple[Segment, ...]
    deadlines: tuple[Deadline, ...] = ()
    units: tuple[UnitNamed, ...] = ()

    @property
    def is_shared(self) -> bool:
        """Whether every word of it stands in another place's cell as well."""
        return all(segment.shared for segment in self.segments)


class Cell(Frozen):
    """What one place says in a row; nothing where it says nothing of the kind."""

    place: str
    passages: tuple[Passage, ...] = ()


class Row(Frozen):
    """One matter, a cell for each column in the order of the columns."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def is_compared(self) -> bool:
        """Whether several places say something, so that there are shared words and own ones."""
        return sum(bool(cell.passages) for cell in self.cells) > 1


class Document(Frozen):
    """A document that was looked into."""

    plan_id: str
    title: str


class Column(Frozen):
    """A place, the documents of it that were looked into (none where none of the kind is held), and what must be known of them.

    `left_out` are the reports of the place, which tell what was done and rule nothing, unless reports are asked for.
    """

    place: str
    documents: tuple[Document, ...]
    caveats: tuple[Caveat, ...] = ()
    left_out: tuple[Document, ...] = ()


class Comparison(Frozen):
    """The whole table; `topic` as it was typed, without personal data, `notes` one sentence each for what the reader must know."""

    topic: str
    as_of: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The places compared, in order."""
        return tuple(column.place for column in self.columns)
