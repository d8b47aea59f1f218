"""What the index room hands around: plans, their clauses, and what was read from them.

Offsets are counted in Unicode code points of `Plan.text`; `text[start:end]` is always the thing itself.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

READER_VERSION = "5"  # raise when the same file would be read into other clauses
BlockKind = Literal["title", "heading", "clause", "paragraph", "dateline", "furniture"]
PlanStatus = Literal["draft", "issued"]


def _described(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Outside, a model is described by its Chinese title; its docstring is for who reads the code."""
    schema.pop("description", None)
    if title := model.model_config.get("title"):
        schema.update(title=model.__name__, description=title)
    for told in schema.get("properties", {}).values():
        told.pop("title", None)  # the field's name again


class Frozen(BaseModel):
    """Base of every model: immutable, and unknown fields are an error; a class's `title` is what the outside is told of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, json_schema_extra=_described)


Start = Annotated[int, Field(description="在文件全文中的起点，按字符（Unicode 码点）从 0 数起", examples=[9769])]
End = Annotated[int, Field(description="在文件全文中的终点，不含这个位置上的字", examples=[9849])]
UnitName = Annotated[str, Field(description="条款里印出的单位名称", examples=["市司法局"])]
UnitRole = Annotated[str, Field(description="条款里印出的角色：牵头、责任、配合、负责……", examples=["责任"])]


class Span(Frozen):
    """A stretch of a plan's text, end exclusive."""

    start: Start
    end: End


class Fact(Span, title="全文写明的一项文件信息，以及写在哪里"):
    """Something the text says about the document itself, and where it says so."""

    field: str = Field(
        description="哪一项：title 标题、document_number 文号、issuer 印发机关、issued_on 成文日期、published_on 发布日期、period 期限、"
        "status 是否草案、based_on 依据的文件等，同一项可有多条",
        examples=["document_number"],
    )
    value: str = Field(description="读出的值；日期为 2022-03-10 这样的写法", examples=["市委发〔2022〕7号"])


class Unit(Span, title="条款里印出的一个单位，以及印在哪里"):
    """A unit (市司法局) printed as answerable for a clause; `role` as printed: 牵头, 责任, 配合 …"""

    name: UnitName
    role: UnitRole


class Deadline(Span, title="条款里印出的一个期限或周期，以及印在哪里"):
    """A time by which, or a rhythm in which, something is to be done.

    `date` is the last day meant (ISO); `recurrence` and `relative` keep the words where no date follows from them.
    """

    text: str = Field(description="印出的原话", examples=["2024年年底前"])
    date: str | None = Field(default=None, description="所指的最后一天；推不出日期时为空", examples=["2024-12-31"])
    recurrence: str | None = Field(default=None, description="周期的原话；不是周期时为空", examples=["每年一季度"])
    relative: str | None = Field(default=None, description="相对期限或持续要求的原话；不是时为空", examples=["印发之日起30日内"])


class Item(Span, title="段落里连着写的一项措施，以及写在哪里"):
    """A measure run on inside a paragraph (一是…二是…), label included."""

    label: str = Field(description="印出的序号", examples=["一是"])


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


class Oddity(Span, title="编号的一处异常，照印出的编号读，在此说明"):
    """Something irregular in the numbering, followed as printed and reported."""

    code: Literal["gap", "repeat", "backwards", "start"] = Field(
        description="哪一种：gap 缺号、repeat 重号、backwards 倒退、start 不从一开始", examples=["gap"]
    )
    text: str = Field(description="用一句话说明", examples=["“5.”之前缺1个编号"])


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
