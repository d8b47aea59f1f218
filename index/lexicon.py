"""The words of the documents held: of some places, or of all; how rare each is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from index.words import plain


class Lexicon:
    """How many of `pieces` pieces have each word; a word's rarity does not depend on other places' documents."""

    def __init__(self, frequency: Mapping[str, int], pieces: int) -> None:
        self._frequency = frequency
        self._pieces = pieces

    @classmethod
    def joined(cls, lexicons: Iterable[Lexicon]) -> Lexicon:
        """One of several."""
        lexicons = list(lexicons)
        if len(lexicons) == 1:
            return lexicons[0]
        total: Counter[str] = Counter()
        for lexicon in lexicons:
            total.update(lexicon._frequency)
        return cls(total, sum(lexicon._pieces for lexicon in lexicons))

    def rarity(self, word: str) -> float:
        """Inverse document frequency, highest for a word no piece has."""
        return math.log((self._pieces + 1) / (self._frequency.get(plain(word), 0) + 0.5))

    def knows(self, word: str) -> bool:
        """Whether any piece has the word."""
        return self._frequency.get(plain(word), 0) > 0

    @cached_property
    def words(self) -> frozenset[str]:
        """All words."""
        return frozenset(self._frequency)
