"""Sentences of several places that say of the topic the same thing stand in one row.

Clauses are joined first, the likest pairs before others. Where one place has in one clause what another has in two, parts of
a clause and single sentences then go to the row whose other places have their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from assistant.comparison.likeness import Likeness, Pairs, pairs_of
from assistant.comparison.telling import Line, Lines

_ALIKE = 0.2  # from which two clauses are about one thing
_HEADING = 0.35  # what the likeness of headings adds
_BETTER, _CLEARLY_BETTER = 0.1, 0.15  # what a clause, or a sentence, must gain by leaving its row
_SAID_THERE = 0.4  # share of a sentence that another row must have
_BESIDE = 0.3  # from which a clause joins a row in which its place speaks already
_ROUNDS = 3


def aligned(told: Sequence[Lines]) -> list[Lines]:
    """Rows of lines, in the order in which the clauses were given; each line is in one row."""
    rows = _Rows(told)
    for _ in range(_ROUNDS):
        if not any([*rows.move_clauses(), *rows.move_sentences()]):
            break
    return rows.found()


class _Rows:
    """Which row each line is in; every step goes in the same order, so that the outcome is always the same."""

    def __init__(self, told: Sequence[Lines]) -> None:
        self._told = told
        self._lines = [line for lines in told for line in lines]
        self._likeness = Likeness(together(lines) for lines in told)
        self._headings = Likeness(_heading(lines) for lines in told)
        self._row = {line: row for row, group in enumerate(self._joined()) for at in group for line in told[at]}

    def found(self) -> list[Lines]:
        """The rows."""
        rows = dict.fromkeys(self._row[line] for line in self._lines)
        return [tuple(line for line in self._lines if self._row[line] == row) for row in rows]

    def move_clauses(self) -> list[bool]:
        """What is left of a clause in a row goes where it is more at home; tells which did."""
        moved = []
        for lines in self._told:
            for row in dict.fromkeys(self._row[line] for line in lines):
                left = tuple(line for line in lines if self._row[line] == row)
                moved.append(self._move(left, lines, self._alike, _ALIKE, _BETTER))
        return moved

    def move_sentences(self) -> list[bool]:
        """Single sentences go where their words stand; tells which did."""
        return [self._move((line,), lines, self._held, _SAID_THERE, _CLEARLY_BETTER) for lines in self._told for line in lines]

    def _move(
        self, lines: Lines, clause: Lines, alike: Callable[[Sequence[Line], Sequence[Line]], float], least: float, better: float
    ) -> bool:
        own, place = self._row[lines[0]], lines[0].place
        others: dict[int, list[Line]] = {}
        speaking = set()
        for line in self._lines:
            if line.place != place:
                others.setdefault(self._row[line], []).append(line)
            elif line not in clause:
                speaking.add(self._row[line])
        scores = {row: alike(lines, theirs) for row, theirs in others.items()}
        best = max(scores, key=lambda row: (scores[row], -row), default=own)
        reunited = any(self._row[line] == best for line in clause)
        needed = max(least, scores.get(own, 0.0) + (0.0 if reunited else better), _BESIDE if best in speaking else 0.0)
        if best == own or scores[best] < needed:
            return False
        self._row.update(dict.fromkeys(lines, best))
        return True

    def _joined(self) -> list[list[int]]:
        """Clauses in groups, each of different documents."""
        told = self._told
        scores = {
            (i, j): self._alike(told[i], told[j]) for i, j in combinations(range(len(told)), 2) if told[i][0].place != told[j][0].place
        }
        groups = [[i] for i in range(len(told))]
        headed = [any(line.under for line in lines) and len(lines) > 1 for lines in told]
        for pair in sorted(scores, key=lambda pair: (-sum(headed[i] for i in pair), -scores[pair], pair)):
            one, other = (next(group for group in groups if i in group) for i in pair)
            documents = [told[i][0].plan.plan_id for i in {*one, *other}]
            if one is not other and len(documents) == len(set(documents)) and _mean(scores, one, other) >= _ALIKE:
                groups.remove(other)
                one += other
        return sorted(sorted(group) for group in groups)

    def _alike(self, one: Sequence[Line], other: Sequence[Line]) -> float:
        headings = dict.fromkeys(line.clause.heading for line in other)
        by_heading = max(self._headings.of(_heading(one), pairs_of(heading)) for heading in headings)
        return self._likeness.of(together(one), together(other)) + _HEADING * by_heading

    def _held(self, one: Sequence[Line], other: Sequence[Line]) -> float:
        return self._likeness.held(together(one), together(other))


def together(lines: Iterable[Line]) -> Pairs:
    """The pairs of characters of all lines."""
    return frozenset().union(*(line.pairs for line in lines))


def _heading(lines: Sequence[Line]) -> Pairs:
    return pairs_of(lines[0].clause.heading)


def _mean(scores: dict[tuple[int, int], float], one: Sequence[int], other: Sequence[int]) -> float:
    found = [score for i in one for j in other if (score := scores.get((min(i, j), max(i, j)))) is not None]
    return sum(found) / len(found) if found else 0.0
