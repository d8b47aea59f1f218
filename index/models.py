"""What the index room hands around: plans, their clauses, and what was read from them.

Offsets are counted in Unicode code points of `Plan.text`; `text[start:end]` is always the thing itself.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

READER_VERSION = "4"  # raise when the same file would be read into other clauses
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


class Mark(Frozen):
    """From `start` on the text stands on this page (from 1) or in this paragraph of the original file.

    `confidence` is how sure the reading of characters from a picture is (0 to 1), None where nothing was recognised.
    """

    start: int
    page: int | None = None
    paragraph: int | None = None
    confidence: float | None = None


class PlanHead(Frozen):
    """What is known of a document without its text: enough to tell which documents a question is about."""

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
    effective_on: str | None = Field(default=None, description="from when it is in force (自…起施行), ISO date")
    expires_on: str | None = Field(default=None, description="the last day it is in force (有效期至…), ISO date")
    version_date: str | None = Field(default=None, description="the last day its wording was passed or amended (…通过, …修正), ISO date")
    repeals: tuple[str, ...] = Field(default=(), description="titles of the documents it ends (同时废止)")
    replaces: tuple[str, ...] = Field(default=(), description="files whose place it takes, as a person put it right (取代)")
    source: str
    form: str = Field(default="txt", description="the form of the file: txt, md, html, docx, doc, pdf, scan …")
    sha256: str
    words_digest: str = Field(default="", description="the same for the same words, whatever the layout and the page around them")
    clause_count: int = Field(default=0, description="clauses that answers may rest on")

    @property
    def label(self) -> str:
        """How the document is called in a sentence about its place: 方案, 报告, 意见 …"""
        return next((word for word in ("方案", "报告") if word in self.kind), self.kind)


class Plan(PlanHead):
    """One government document of one place, read into clauses."""

    text: str
    clauses: tuple[Clause, ...]
    facts: tuple[Fact, ...]
    oddities: tuple[Oddity, ...]
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = Field(default=(), description="sentences for the reader about what the reading left out or is unsure of")

    @property
    def head(self) -> PlanHead:
        """The same document without its text."""
        return PlanHead.model_construct(**{name: getattr(self, name) for name in PlanHead.model_fields})

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

    def mark_at(self, offset: int) -> Mark | None:
        """Where in the original file the character at `offset` stands, None where its form has no such places."""
        at = bisect_right(self.marks, offset, key=lambda mark: mark.start) - 1
        return self.marks[at] if at >= 0 else None


class Spot(NamedTuple):
    """Where a piece stands: a stretch of a clause of a plan."""

    plan_id: str
    clause_id: str
    start: int
    end: int


class Piece(Frozen):
    """Whole sentences of one clause, searched as one; `context` is the heading path put before them."""

    plan_id: str
    clause_id: str
    place: str
    start: int
    end: int
    context: str
    words: str

    @property
    def searched_text(self) -> str:
        """What is embedded: the heading path, then the words."""
        return f"{self.context}。{self.words}" if self.context and not self.words.startswith(self.context) else self.words
