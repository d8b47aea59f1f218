"""Plans and clauses as they are told to the outside (commands, HTTP, page): facts, counts and words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import ConfigDict, Field

from index.models import BlockKind, Clause, Deadline, Fact, Frozen, Item, Oddity, Plan, PlanHead, PlanStatus, Unit
from index.versions import Versions


class Told(Frozen):
    """Base of what is told to the outside; field names are those of the contract (`from`, not `from_year`)."""

    model_config = ConfigDict(serialize_by_alias=True)


class Years(Told):
    """First and last year a plan is for, told as `from` and `to`."""

    from_year: int = Field(alias="from")
    to_year: int = Field(alias="to")


class PlanSummary(Told):
    """The facts of a plan; `clauses` counts what answers may rest on, `sha256` is of the file.

    `superseded_by` is the id of what has taken its place or ended it by today, None also where only the document itself was asked for.
    """

    plan_id: str
    title: str
    place: str
    province: str
    level: str
    kind: str
    period: Years | None
    status: PlanStatus
    document_number: str | None
    issued_on: str | None
    published_on: str | None
    issuers: tuple[str, ...]
    clauses: int
    sha256: str
    based_on: tuple[str, ...]
    source: str
    form: str
    effective_on: str | None
    expires_on: str | None
    version_date: str | None
    repeals: tuple[str, ...]
    superseded_by: str | None = None


class ClauseSummary(Told):
    """A clause with its words; `text` is the plan's text from `start` to `end`, unchanged."""

    clause_id: str
    plan_id: str
    kind: BlockKind
    path: tuple[str, ...]
    heading: str
    start: int
    end: int
    digest: str
    text: str
    items: tuple[Item, ...]
    responsible_units: tuple[Unit, ...]
    deadlines: tuple[Deadline, ...]


class Block(Told):
    """A stretch of a plan's text; the blocks of a plan cover it exactly once, in order, page furniture included."""

    kind: BlockKind
    start: int
    end: int
    path: tuple[str, ...]
    heading: str
    clause_id: str


class PlanDetail(PlanSummary):
    """A whole plan: its facts with where they were read, its text, and the blocks that tile it."""

    text: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    oddities: tuple[Oddity, ...]


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
