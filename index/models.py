"""What the index room hands around: plans, their clauses, and what was read from them.

Offsets are counted in Unicode code points of `Plan.text`; `text[start:end]` is always the thing itself.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

READER_VERSION = "2"  # raise when the same file would be read into other clauses
BlockKind = Literal["title", "heading", "clause", "paragraph", "dateline", "furniture"]
PlanStatus = Literal["draft", "issued"]


class Frozen(BaseModel):
    """Base of every model: immutable, and unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Span(Frozen):
    """A stretch of a plan's text, end exclusive."""

    start: int
    end: int


class Fact(Span):
    """Something the text says about the document itself, and where it says so."""

    field: str
    value: str


class Unit(Span):
    """A unit (市司法局) printed as answerable for a clause; `role` as printed: 牵头, 责任, 配合 …"""

    name: str
    role: str


class Deadline(Span):
    """A time by which, or a rhythm in which, something is to be done.

    `date` is the last day meant (ISO); `recurrence` and `relative` keep the words where no date follows from them.
    """

    text: str
    date: str | None = None
    recurrence: str | None = None
    relative: str | None = None


class Item(Span):
    """A measure run on inside a paragraph (一是…二是…), label included."""

    label: str


class Clause(Frozen):
    """The smallest numbered unit, a bare heading, or an unnumbered paragraph; its span tiles the plan's text."""

    clause_id: str
    plan_id: str
    kind: BlockKind
    path: tuple[str, ...]
    heading: str
    start: int
    end: int
    digest: str
    body_start: int = Field(description="where the words after the printed label begin")
    sentences: tuple[Span, ...]
    items: tuple[Item, ...] = ()
    responsible_units: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


class Period(Frozen):
    """First and last year a plan is for."""

    from_year: int = Field(alias="from")
    to_year: int = Field(alias="to")


class Oddity(Span):
    """Something irregular in the numbering, followed as printed and reported."""

    code: Literal["gap", "repeat", "backwards", "start"]
    text: str


class Plan(Frozen):
    """One government document of one place, read into clauses."""

    plan_id: str
    title: str
    place: str
    place_code: str
    province: str
    level: str
    kind: str
    period: Period | None
    status: PlanStatus
    document_number: str | None
    issued_on: str | None
    published_on: str | None
    issuers: tuple[str, ...]
    based_on: tuple[str, ...]
    source: str
    sha256: str
    text: str
    clauses: tuple[Clause, ...]
    facts: tuple[Fact, ...]
    oddities: tuple[Oddity, ...]

    def words(self, span: Span | Clause) -> str:
        """The text of a span of this plan."""
        return self.text[span.start : span.end]

    @property
    def citable(self) -> tuple[Clause, ...]:
        """Clauses that answers may rest on: everything but page furniture."""
        return tuple(clause for clause in self.clauses if clause.kind != "furniture")

    def clause_at(self, offset: int) -> Clause:
        """The clause whose span holds `offset`."""
        return next(clause for clause in self.clauses if clause.start <= offset < clause.end)

    @property
    def label(self) -> str:
        """How the document is called in a sentence about its place: 方案, 报告, 意见 …"""
        return next((word for word in ("方案", "报告") if word in self.kind), self.kind)


class Piece(Frozen):
    """Whole sentences of one clause, searched as one; `context` is the heading path put before them."""

    plan_id: str
    clause_id: str
    place: str
    start: int
    end: int
    context: str
    words: str
