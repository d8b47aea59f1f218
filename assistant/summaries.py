"""Plans and clauses as they are told to the outside (commands, HTTP, page): facts, counts and words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from assistant.fields import ClauseId, Digest, Heading, Path, Place, PlanId, PlanKind, PlanTitle
from index.models import BlockKind, Clause, Deadline, End, Fact, Frozen, Item, Oddity, Plan, PlanHead, PlanStatus, Start, Unit
from index.versions import Versions

Kind = Annotated[
    BlockKind,
    Field(
        description="哪一种：clause 有编号的条款、heading 只有标题的一级、paragraph 没有编号的段落、title 文件标题、dateline 日期和落款、"
        "furniture 网页残留（不作依据）",
        examples=["clause"],
    ),
]


class Told(Frozen):
    """Base of what is told to the outside; field names are those of the contract (`from`, not `from_year`)."""

    model_config = ConfigDict(serialize_by_alias=True)


class Years(Told, title="文件的实施期限或所报告的年度"):
    """First and last year a plan is for, told as `from` and `to`."""

    from_year: int = Field(alias="from", description="第一年", examples=[2021])
    to_year: int = Field(alias="to", description="最后一年；只有一年时与 from 相同", examples=[2025])


class PlanSummary(Told, title="一份文件的基本信息"):
    """The facts of a plan; `clauses` counts what answers may rest on, `sha256` is of the file.

    `superseded_by` is the id of what has taken its place or ended it by today, None also where only the document itself was asked for.
    """

    plan_id: PlanId
    title: PlanTitle
    place: Place
    province: str = Field(description="所在的省、自治区、直辖市", examples=["甘肃省"])
    level: str = Field(description="地区的级别：省级、地级、县级", examples=["地级"])
    kind: PlanKind
    period: Years | None = Field(description="实施期限或所报告的年度；没有写明时为空")
    status: PlanStatus = Field(description="draft 征求意见稿或草案；issued 正式印发", examples=["issued"])
    document_number: str | None = Field(description="文号；没有印出时为空", examples=["市委发〔2022〕7号"])
    issued_on: str | None = Field(description="成文日期；没有印出时为空", examples=["2022-03-10"])
    published_on: str | None = Field(description="发布日期；没有印出时为空", examples=["2022-04-10"])
    issuers: tuple[str, ...] = Field(description="印发机关；没有印出时为空", examples=[["中共张掖市委", "张掖市人民政府"]])
    clauses: int = Field(description="可以作依据的条款有几条", examples=[59])
    sha256: str = Field(description="文件（原件）的 SHA-256", examples=["e317adbd65bc2d9149d3d45ca3fc64f1917eec4bec0cd3e19be79c5427f52574"])
    based_on: tuple[str, ...] = Field(description="文中写明所依据的文件", examples=[["法治政府建设实施纲要(2021—2025年)"]])
    source: str = Field(description="文件名", examples=["张掖市法治政府建设实施方案-2021-2025.txt"])
    form: str = Field(description="文件的格式：txt、md、html、docx、doc、wps、pdf、scan（扫描件）……", examples=["txt"])
    effective_on: str | None = Field(description="从哪一天起施行；没有写明时为空", examples=["2022-03-10"])
    expires_on: str | None = Field(description="有效期的最后一天；没有写明时为空", examples=["2026-12-31"])
    version_date: str | None = Field(description="最近一次通过或修正的日期；没有写明时为空", examples=["2023-09-27"])
    repeals: tuple[str, ...] = Field(description="它同时废止的文件的标题", examples=[["张掖市行政复议工作办法"]])
    superseded_by: str | None = Field(
        default=None,
        description="到今天为止取代或废止了它的文件的编号；没有时为空，只读一份文件时总是空（要看它，请读 /v1/plans）",
        examples=["zhangye-2026-2030-7b1f0c"],
    )


class ClauseSummary(Told, title="一个条款"):
    """A clause with its words; `text` is the plan's text from `start` to `end`, unchanged."""

    clause_id: ClauseId
    plan_id: PlanId
    kind: Kind
    path: Path
    heading: Heading
    start: Start
    end: End
    digest: Digest
    text: str = Field(
        description="条款的全文，一字不改：等于文件全文从 start 到 end 的字",
        examples=["(二十九)加强对行政执法制约和监督。加强行政执法监督机制和能力建设,……(责任单位:市司法局及市政府其他部门,各县区政府)\n"],
    )
    items: tuple[Item, ...] = Field(description="段落里连着写的各项措施（一是……二是……）；没有时为空")
    responsible_units: tuple[Unit, ...] = Field(description="印出的单位；没有印出时为空")
    deadlines: tuple[Deadline, ...] = Field(description="印出的期限和周期；没有印出时为空")


class Block(Told, title="全文中的一段；各段依次相接，盖住全文，不重不漏"):
    """A stretch of a plan's text; the blocks of a plan cover it exactly once, in order, page furniture included."""

    kind: Kind
    start: Start
    end: End
    path: Path
    heading: Heading
    clause_id: ClauseId


class PlanDetail(PlanSummary, title="一份文件：基本信息、全文和各段"):
    """A whole plan: its facts with where they were read, its text, and the blocks that tile it."""

    text: str = Field(description="文件全文；所有的起点和终点都在这里面数", examples=["张掖市法治政府建设实施方案(2021-2025年)\n……"])
    blocks: tuple[Block, ...] = Field(description="全文分成的各段，依次排列")
    facts: tuple[Fact, ...] = Field(description="全文写明的文件信息，以及写在哪里")
    oddities: tuple[Oddity, ...] = Field(description="编号的异常；没有时为空")


_OF_PLAN = (
    *("plan_id", "title", "place", "province", "level", "kind", "status", "document_number", "issued_on", "published_on"),
    *("effective_on", "expires_on", "version_date", "issuers", "sha256", "based_on", "repeals", "source", "form"),
)
_OF_BLOCK = ("kind", "start", "end", "path", "heading", "clause_id")
_OF_CLAUSE = (*_OF_BLOCK, "plan_id", "digest", "items", "responsible_units", "deadlines")


def plan_summary(plan: PlanHead) -> PlanSummary:
    """The facts of a plan without its text."""
    return PlanSummary(clauses=plan.clause_count, period=_years(plan), **{name: getattr(plan, name) for name in _OF_PLAN})


def plan_summaries(heads: Iterable[PlanHead], versions: Versions, as_of: date) -> list[PlanSummary]:
    """The facts of plans, and what has taken their place by a day."""

    def told(head: PlanHead) -> PlanSummary:
        newer = versions.superseded_by(head.plan_id, as_of) or versions.ended_by(head.plan_id, as_of)
        return plan_summary(head).model_copy(update={"superseded_by": newer.plan_id if newer else None})

    return [told(head) for head in heads]


def plan_detail(plan: Plan) -> PlanDetail:
    """The facts of a plan with its text and blocks."""
    blocks = tuple(Block(**{name: getattr(clause, name) for name in _OF_BLOCK}) for clause in plan.clauses)
    facts = {name: getattr(plan, name) for name in (*_OF_PLAN, "text", "facts", "oddities")}
    return PlanDetail(clauses=plan.clause_count, period=_years(plan), blocks=blocks, **facts)


def clause_summary(plan: Plan, clause: Clause) -> ClauseSummary:
    """A clause of this plan with its words."""
    return ClauseSummary(text=plan.words(clause), **{name: getattr(clause, name) for name in _OF_CLAUSE})


def clause_summaries(plan: Plan) -> tuple[ClauseSummary, ...]:
    """Every clause of a plan in order, page furniture left out."""
    return tuple(clause_summary(plan, clause) for clause in plan.citable)


def _years(plan: PlanHead) -> Years | None:
    return Years.model_validate({"from": plan.period.from_year, "to": plan.period.to_year}) if plan.period else None
