"""Which clause of one plan is which of another: the same words first, then the likest, by words, heading and number."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.edits import Evened, evened
from index.models import Clause, Plan

_ALIKE = 0.5  # share of pairs of characters in common from which two clauses are taken for one
_ALIKE_IN_PLACE = 0.35  # under the same number
_ALIKE_NAMED = 0.2  # under the same heading


@dataclass(frozen=True)
class Compared:
    """A clause as it is compared: its words without the label, and its number in figures and letters alone."""

    clause: Clause
    words: Evened
    number: tuple[str, ...]

    @property
    def is_title(self) -> bool:
        """Whether it is the document's title, which is compared with the title alone."""
        return self.clause.kind == "title"

    @property
    def sort(self) -> tuple[bool, bool, bool]:
        """Only clauses of one sort are compared: titles, headings, numbered clauses, unnumbered paragraphs."""
        return (self.is_title, self.clause.kind == "heading", bool(self.clause.path))


def compared(plan: Plan) -> tuple[Compared, ...]:
    """The clauses of a plan that are the document's own: neither the page's furniture nor its line of dates."""
    own = [clause for clause in plan.citable if clause.kind != "dateline"]
    return tuple(Compared(clause, evened(plan.text, clause.body_start, clause.end), _number(clause.path)) for clause in own)


def _number(path: Sequence[str]) -> tuple[str, ...]:
    """A path without brackets, points and width: （六） and (六) are the same."""
    return tuple("".join(char for char in unicodedata.normalize("NFKC", label) if char.isalnum()) for label in path)


@dataclass(frozen=True)
class Matching:
    """The clauses of two plans; `pairs` gives for a position in the old that of the same clause in the new."""

    old: tuple[Compared, ...]
    new: tuple[Compared, ...]
    pairs: dict[int, int]

    def renumbered(self, i: int, j: int) -> bool:
        """Whether a clause has another number; a section renumbered as a whole takes its clauses along."""
        number, new_number = self.old[i].number, self.new[j].number
        if number[-1:] != new_number[-1:]:
            return True
        above, new_above = _parent(self.old, i), _parent(self.new, j)
        if above in self.pairs and new_above in self.pairs.values():
            return self.pairs[above] != new_above
        return number[:-1] != new_number[:-1]


def _parent(clauses: Sequence[Compared], at: int) -> int:
    """Position of the heading a clause stands under, -1 where there is none."""
    above = clauses[at].number[:-1]
    return next((i for i in range(at - 1, -1, -1) if above and clauses[i].number == above), -1)


def match(old: tuple[Compared, ...], new: tuple[Compared, ...]) -> Matching:
    """Pair the clauses of two plans; the same pairs when old and new are exchanged."""
    found = dict(_same_words(old, new))
    left_old = [i for i in range(len(old)) if i not in found]
    taken = set(found.values())
    left_new = [j for j in range(len(new)) if j not in taken]
    for _, _, _, i, j in sorted(_alike(old, new, left_old, left_new)):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return Matching(old, new, found)


def _same_words(old: Sequence[Compared], new: Sequence[Compared]) -> Iterator[tuple[int, int]]:
    """Clauses whose words are the same: under the same number first, the others in order."""
    by_words: dict[tuple[object, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, clauses in enumerate((old, new)):
        for at, clause in enumerate(clauses):
            by_words[clause.sort, clause.words.words][side].append(at)
    for olds, news in by_words.values():
        placed: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for j in reversed(news):
            placed[new[j].number].append(j)
        in_place = {i: placed[old[i].number].pop() for i in olds if placed[old[i].number]}
        yield from in_place.items()
        yield from zip((i for i in olds if i not in in_place), sorted(set(news) - set(in_place.values())), strict=False)


def _alike(
    old: Sequence[Compared], new: Sequence[Compared], left_old: list[int], left_new: list[int]
) -> Iterator[tuple[float, int, int, int, int]]:
    """Pairs that may be one clause: how unlike, how far apart, then where; two that share a side never tie."""
    grams = {j: _pairs_of_characters(new[j]) for j in left_new}
    holding: dict[str, list[int]] = defaultdict(list)
    for j, its in grams.items():
        for gram in its:
            holding[gram].append(j)
    for i in left_old:
        own = _pairs_of_characters(old[i])
        shared = Counter(j for gram in own for j in holding.get(gram, ()))
        for j, count in shared.items():
            likeness = 2 * count / (len(own) + len(grams[j]))
            in_place, named = old[i].number == new[j].number, _same_heading(old[i], new[j])
            enough = _ALIKE_NAMED if named else _ALIKE_IN_PLACE if in_place else _ALIKE
            if old[i].sort == new[j].sort and (likeness >= enough or old[i].is_title):
                yield -(likeness + 0.2 * named + 0.1 * in_place), abs(i - j), i + j, i, j


def _same_heading(one: Compared, other: Compared) -> bool:
    return bool(one.clause.heading) and one.clause.kind != "heading" and one.clause.heading == other.clause.heading


def _pairs_of_characters(clause: Compared) -> set[str]:
    words = f"^{clause.words.words}$"
    return {words[at : at + 2] for at in range(len(words) - 1)}
