"""How much two clauses say the same: shared pairs of characters, of which those that few clauses have count most."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from index.words import plain

Pairs = frozenset[str]
_FAR = 12  # of what has less than one part in so many in common, nothing more is asked


def pairs_of(text: str) -> frozenset[str]:
    """Neighbouring characters of a text, without punctuation and white space."""
    chars = [char for char in plain(text) if char.isalnum()]
    return frozenset(a + b for a, b in pairwise(chars))


class Likeness:
    """Compares texts among which some words are everywhere: they tell nothing of which belongs to which."""

    def __init__(self, texts: Iterable[Pairs]) -> None:
        known = list(texts)
        having = Counter(pair for pairs in known for pair in pairs)
        self._rare = math.log(1 + len(known)) if known else 1.0
        self._weights = {pair: math.log(1 + len(known) / count) for pair, count in having.items()}
        self._whole: dict[Pairs, float] = {}

    def of(self, one: Pairs, other: Pairs) -> float:
        """Between the share of both and the share of the shorter that they have in common, 0 to 1."""
        common = one & other
        if len(common) * _FAR < min(len(one), len(other)) or not common:
            return 0.0
        shared, mine, theirs = self._weight(common), self._all(one), self._all(other)
        return (2 * shared / (mine + theirs) + shared / min(mine, theirs)) / 2

    def held(self, one: Pairs, other: Pairs) -> float:
        """The share of the first that the other has."""
        common = one & other
        return self._weight(common) / self._all(one) if len(common) * _FAR >= len(one) and common else 0.0

    def _all(self, pairs: Pairs) -> float:
        if pairs not in self._whole:
            self._whole[pairs] = self._weight(pairs)
        return self._whole[pairs]

    def _weight(self, pairs: Pairs) -> float:
        return math.fsum(self._weights.get(pair, self._rare) for pair in pairs)  # the same in whatever order
