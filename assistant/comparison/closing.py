"""What a table must not lack and not have: a clause missed in nearly the same words, and rows only of words near the topic."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from assistant.comparison.likeness import Likeness, Pairs, pairs_of
from assistant.comparison.naming import literal, says_half
from assistant.comparison.telling import Line, Lines, lines_of, ruling
from assistant.understand.topic import Topic
from index.models import Plan, Span

_SAID = 0.6  # share of what another place says that a sentence must have, for its place not to be silent in the row
_SAME = 0.5  # likeness from which a sentence beside those found says what another place says
_SAME_HEADING = 0.7  # share of pairs of characters from which two headings are one
Key = tuple[str, str]  # a clause of a plan
_OPENS = re.compile(r"[：:]\s*$")


def to_the_point(rows: Sequence[Lines]) -> list[Lines]:
    """Without the rows in which places that say the topic's very words elsewhere say only others (检查 where 督查 is the topic)."""
    at_home = {line.place for row in rows for line in row if line.under}
    return [row for row in rows if any(line.under or line.place not in at_home for line in row)]


def closed(rows: Sequence[Lines], plans: Sequence[Plan], topics: Sequence[Topic]) -> list[Lines]:
    """The same rows with what was missed in these documents."""
    very = [literal(topic) for topic in topics]
    lines = [line for plan in plans for line in _lines_of(plan, very)]
    likeness = Likeness(line.pairs for line in lines)
    sizes = Counter(map(_key, lines))
    near = {line.clause.heading for line in lines if any(says_half(topic, line.clause.heading) for topic in topics)}
    told = {_spot(line) for row in rows for line in row}
    return [_closed(row, lines, likeness, sizes, near, told) for row in rows]


def _lines_of(plan: Plan, topics: Sequence[Topic]) -> Iterator[Line]:
    for clause in plan.citable:
        yield from lines_of(plan, clause, [s for s in ruling(plan, clause) if not _OPENS.search(plan.words(s))], topics)


def _closed(
    row: Lines, lines: Sequence[Line], likeness: Likeness, sizes: Counter[Key], near: Set[str], told: Set[tuple[str, Span]]
) -> Lines:
    """Of a place that speaks in the row, more of the clauses it speaks in; of one that is silent, any clause that says the same."""
    here = Counter(map(_key, row))
    headings = {pairs_of(line.clause.heading) for line in row if here[_key(line)] >= sizes[_key(line)]}
    speaking = {line.place for line in row}
    added = []
    for line in lines:
        others = [other for other in row if other.place != line.place]
        if _key(line) in here:
            belongs = _spot(line) not in told and any(likeness.of(line.pairs, other.pairs) >= _SAME for other in others)
        elif line.place in speaking:
            belongs = False
        else:
            said = any(likeness.held(other.pairs, line.pairs) >= _SAID for other in others if other.names)
            belongs = said or (line.clause.heading in near and _is_one_of(line.clause.heading, headings))
        added += [line] * belongs
    return (*row, *added)


def _spot(line: Line) -> tuple[str, Span]:
    return (line.plan.plan_id, line.sentence)


def _key(line: Line) -> Key:
    return (line.plan.plan_id, line.clause.clause_id)


def _is_one_of(heading: str, headings: Iterable[Pairs]) -> bool:
    """Whether a heading is nearly one of those of clauses that are in a row as a whole."""
    own = pairs_of(heading)
    return len(own) > 2 and any(2 * len(own & other) >= _SAME_HEADING * (len(own) + len(other)) for other in headings)
