"""A plan laid out for reading: its facts, an outline, and every block of its text in lines and segments."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from assistant.links import clause_link, original_link, plan_link, quote_link
from assistant.writing import has_ended
from index.models import BlockKind, Clause, Frozen, Plan, PlanHead, Span

_STATUS = {"draft": "征求意见稿", "issued": "正式印发"}


class Segment(Frozen):
    """Words in one style: `strong` are the printed label and heading, `marked` the words cited."""

    text: str
    strong: bool
    marked: bool


class ShownBlock(Frozen):
    """A block of the text in its lines; blank lines are left out."""

    clause_id: str
    kind: BlockKind
    depth: int
    lines: tuple[tuple[Segment, ...], ...]

    @property
    def is_marked(self) -> bool:
        """Whether words of this block are cited."""
        return any(segment.marked for line in self.lines for segment in line)


class Entry(Frozen):
    """A line of the outline."""

    href: str
    label: str
    heading: str
    depth: int


class Value(Frozen):
    """A fact's value, with a link to where the text says so if it does."""

    text: str
    href: str | None = None


class Row(Frozen):
    """A fact about the plan under its Chinese name."""

    name: str
    values: tuple[Value, ...]


class Reading(Frozen):
    """Everything the reader page shows of a plan."""

    title: str
    href: str
    is_draft: bool
    rows: tuple[Row, ...]
    outline: tuple[Entry, ...]
    blocks: tuple[ShownBlock, ...]


def reading(plan: Plan, cited: Span | None, today: date) -> Reading:
    """Lay a plan out, the words of `cited` marked."""
    return Reading(
        title=plan.title,
        href=plan_link(plan.plan_id),
        is_draft=plan.status == "draft",
        rows=facts(plan, today),
        outline=tuple(_entry(clause) for clause in plan.clauses if clause.path and clause.heading),
        blocks=tuple(block for clause in plan.clauses if (block := shown_block(plan, clause, cited)).lines),
    )


def shown_block(plan: Plan, clause: Clause, cited: Span | None) -> ShownBlock:
    """One block in lines; every character that is not white space is in exactly one segment."""
    strong = Span(start=clause.start, end=_head_end(plan, clause))
    lines = []
    at = clause.start
    for line in plan.words(clause).split("\n"):
        if line.strip():
            lines.append(_segments(plan.text, Span(start=at, end=at + len(line)), strong, cited))
        at += len(line) + 1
    return ShownBlock(clause_id=clause.clause_id, kind=clause.kind, depth=len(clause.path), lines=tuple(lines))


def facts(plan: Plan, today: date) -> tuple[Row, ...]:
    """The facts a reader looks for first; what the text does not say is left out."""
    said: dict[str, list[tuple[str | None, str]]] = {
        "地区": [(plan.province if plan.province == plan.place else plan.province + plan.place, "")],
        "类型": [(plan.kind, "")],
        "状态": [(_STATUS[plan.status], "status")],
        "文号": [(plan.document_number, "document_number")],
        "发文机关": [(name, "issuer") for name in plan.issuers],
        "成文日期": [(plan.issued_on, "issued_on")],
        "发布日期": [(plan.published_on, "published_on")],
        "施行日期": [(plan.effective_on, "effective_on")],
        "实施期限": [(period(plan, today), "period")],
        "依据": [(f"《{name}》", "based_on") for name in plan.based_on],
        "同时废止": [(f"《{name}》", "repeals") for name in plan.repeals],
        "读取说明": [(note, "") for note in plan.notes],
    }
    rows = [Row(name=name, values=_values(plan, values)) for name, values in said.items()]
    rows.append(Row(name="原件", values=(Value(text=plan.source, href=original_link(plan.plan_id)),)))
    return tuple(row for row in rows if row.values)


def period(plan: PlanHead, today: date) -> str | None:
    """The years a plan is for, and that they are over if they are."""
    if plan.period is None:
        return None
    first, last = plan.period.from_year, plan.period.to_year
    years = f"{first}年" if first == last else f"{first}—{last}年"
    return f"{years}（已届满）" if has_ended(plan, today) else years


def _values(plan: Plan, said: list[tuple[str | None, str]]) -> tuple[Value, ...]:
    return tuple(Value(text=text, href=_said_at(plan, field, text)) for text, field in said if text)


def _said_at(plan: Plan, field: str, text: str) -> str | None:
    spots = [fact for fact in plan.facts if fact.field == field]
    named = [fact for fact in spots if fact.value in text] or spots
    if not named:
        return None
    spot = named[0]
    return quote_link(plan.plan_id, plan.clause_at(spot.start).clause_id, spot.start, spot.end)


def _entry(clause: Clause) -> Entry:
    href = clause_link(clause.plan_id, clause.clause_id)
    return Entry(href=href, label=clause.path[-1], heading=clause.heading, depth=len(clause.path))


def _head_end(plan: Plan, clause: Clause) -> int:
    """Where the printed label and heading end."""
    if clause.kind in ("title", "heading"):
        return clause.end
    named = plan.text.startswith(clause.heading, clause.body_start)
    return clause.body_start + (len(clause.heading) if named else 0)


def _segments(text: str, line: Span, strong: Span, cited: Span | None) -> tuple[Segment, ...]:
    edges = {line.start, line.end}
    for span in (strong, cited):
        if span:
            edges |= {edge for edge in (span.start, span.end) if line.start < edge < line.end}
    cuts = sorted(edges)
    return tuple(
        Segment(text=text[start:end], strong=_within(start, strong), marked=_within(start, cited)) for start, end in pairwise(cuts)
    )


def _within(offset: int, span: Span | None) -> bool:
    return span is not None and span.start <= offset < span.end
