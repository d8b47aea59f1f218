"""A plan laid out for reading: its facts, an outline, and every block of its text in lines and segments."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from urllib.parse import quote

from assistant.links import plan_link
from index.models import BlockKind, Clause, Frozen, Plan, Span
from ui.documents.citing import citation_of, place_in
from ui.documents.facts import Row, brief, facts

_CITED = ("heading", "clause", "paragraph")  # what a memo cites of its own accord


class Segment(Frozen):
    """Words in one style: `strong` are the printed label and heading, `marked` the words cited."""

    text: str
    strong: bool
    marked: bool


class ShownBlock(Frozen):
    """A block of the text in its lines; blank lines are left out.

    `citation` is what is copied of it (empty where nobody would cite it), `number` its printed numbers from the top down.
    """

    clause_id: str
    kind: BlockKind
    depth: int
    number: str
    citation: str
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


class Reading(Frozen):
    """Everything the reader page shows of a plan."""

    title: str
    href: str
    brief: str
    rows: tuple[Row, ...]
    outline: tuple[Entry, ...]
    blocks: tuple[ShownBlock, ...]


def reading(plan: Plan, cited: Span | None, today: date) -> Reading:
    """Lay a plan out, the words of `cited` marked."""
    return Reading(
        title=plan.title,
        href=plan_link(plan.plan_id),
        brief=brief(plan, today),
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
    return ShownBlock(
        clause_id=clause.clause_id,
        kind=clause.kind,
        depth=len(clause.path),
        number=place_in(plan, clause),
        citation=citation_of(plan, clause, cited) if clause.kind in _CITED or _is_cited(clause, cited) else "",
        lines=tuple(lines),
    )


def _is_cited(clause: Clause, cited: Span | None) -> bool:
    return cited is not None and clause.kind != "furniture" and cited.start < clause.end and clause.start < cited.end


def _entry(clause: Clause) -> Entry:
    """A fragment alone: going through the outline never loads the page anew."""
    return Entry(href=f"#{quote(clause.clause_id, safe='')}", label=clause.path[-1], heading=clause.heading, depth=len(clause.path))


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
