"""A clause is searched in pieces: whole sentences, each with its heading path before it."""

from __future__ import annotations

from collections.abc import Iterator

from index.models import Clause, Piece, Plan, Span

_ENOUGH = 50  # characters after which a piece is closed: about one official sentence


def pieces_of(plan: Plan) -> tuple[Piece, ...]:
    """All pieces of a plan in order; furniture has none."""
    headings = _headings(plan)
    return tuple(piece for clause in plan.citable for piece in _pieces(plan, clause, _context(clause, headings)))


def heading_words(plan: Plan, clause: Clause) -> str:
    """The headings from the nearest section down to the clause, without the labels."""
    return _context(clause, _headings(plan))


def _headings(plan: Plan) -> dict[tuple[str, ...], str]:
    return {clause.path: clause.heading for clause in plan.clauses if clause.path}


def _context(clause: Clause, headings: dict[tuple[str, ...], str]) -> str:
    if not clause.path:
        return clause.heading
    named = [headings.get(clause.path[: i + 1], "") for i in range(len(clause.path))]
    return " ".join(heading for heading in named if heading)


def _pieces(plan: Plan, clause: Clause, context: str) -> Iterator[Piece]:
    for span in _grouped(plan, clause):
        words = plan.words(span)
        yield Piece(
            plan_id=plan.plan_id,
            clause_id=clause.clause_id,
            place=plan.place,
            start=span.start,
            end=span.end,
            context=context,
            words=words,
        )


def _grouped(plan: Plan, clause: Clause) -> Iterator[Span]:
    """Sentences joined until there is enough to search by; a measure (二是…) begins a new piece."""
    item_starts = {item.start for item in clause.items}
    start: int | None = None
    end = 0
    for sentence in clause.sentences:
        if start is not None and (end - start >= _ENOUGH or sentence.start in item_starts):
            yield Span(start=start, end=end)
            start = None
        start = sentence.start if start is None else start
        end = sentence.end
    if start is not None:
        yield Span(start=start, end=end)
