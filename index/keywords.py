"""Keyword search: BM25 over the jieba words of one place's pieces, kept on disk beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np

from index.models import Piece
from index.words import cut_for_search

_K1, _B = 1.2, 0.5


class KeywordIndex:
    """BM25 over pieces; positions are those of the piece list."""

    def __init__(self, bm25: bm25s.BM25 | None) -> None:
        self._bm25 = bm25

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> KeywordIndex:
        """Made of pieces: their words under their headings."""
        words = [cut_for_search(f"{piece.context} {piece.words}") for piece in pieces]
        if not any(words):
            return cls(None)
        bm25 = bm25s.BM25(k1=_K1, b=_B)
        bm25.index(words, show_progress=False)
        return cls(bm25)

    def save(self, folder: Path) -> None:
        """Put it into a folder; nothing where there is no word."""
        if self._bm25 is not None:
            self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> KeywordIndex:
        """Read what `save` put there; scores stay on disk until they are asked for."""
        return cls(bm25s.BM25.load(str(folder), mmap=True) if folder.exists() else None)

    def frequencies(self) -> dict[str, int]:
        """In how many pieces each word stands."""
        if self._bm25 is None:
            return {}
        counts = np.diff(self._bm25.scores["indptr"])
        return {word: int(counts[at]) for word, at in self._bm25.vocab_dict.items() if word and counts[at]}

    def best(self, words: Sequence[str], allowed: np.ndarray, limit: int) -> list[tuple[int, float]]:
        """Positions of the best pieces where `allowed` (bool, one for each piece), with their score; none without a shared word."""
        known = [word for word in words if self._bm25 is not None and word in self._bm25.vocab_dict]
        if self._bm25 is None or not known or not allowed.any():
            return []
        scores = self._bm25.get_scores(known, weight_mask=allowed.astype(np.float32))
        order = np.argsort(-scores, kind="stable")[:limit]
        return [(int(position), float(scores[position])) for position in order if scores[position] > 0 and allowed[position]]
