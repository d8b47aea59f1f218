"""Keyword search: BM25 over jieba words, locked to plans before ranking."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import bm25s
import numpy as np

from index.models import Piece
from index.words import cut_for_search, plain


class KeywordIndex:
    """BM25 over pieces; positions are those of the piece list."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._plans = np.array([piece.plan_id for piece in pieces])
        words = [cut_for_search(f"{piece.context} {piece.words}") for piece in pieces]
        self._frequency = Counter(word for piece_words in words for word in set(piece_words))
        self._bm25 = bm25s.BM25(k1=1.2, b=0.5)
        self._empty = not any(words)
        if not self._empty:
            self._bm25.index(words, show_progress=False)

    def rarity(self, word: str) -> float:
        """Inverse document frequency, highest for a word no piece has."""
        return math.log((len(self._plans) + 1) / (self._frequency[plain(word)] + 0.5))

    def best(self, words: Sequence[str], plan_ids: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """Positions of the best pieces of these plans with their score, best first; none without a shared word."""
        allowed = np.isin(self._plans, list(plan_ids)) if plan_ids else np.zeros(len(self._plans), dtype=bool)
        known = [word for word in words if word in self._bm25.vocab_dict] if not self._empty else []
        if not known or not allowed.any():
            return []
        scores = self._bm25.get_scores(known, weight_mask=allowed.astype(np.float32))
        order = np.argsort(-scores, kind="stable")[:limit]
        return [(int(position), float(scores[position])) for position in order if scores[position] > 0 and allowed[position]]
