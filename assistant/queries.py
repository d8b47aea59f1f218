"""A question as it is searched: the words of its matter, the vector of its text, and who puts in order what is found.

Made anew for every answer: each text is embedded once, and a service that fails is not asked again for the same answer.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from assistant.clock import Clock
from assistant.compose.asking import MakeQuery
from assistant.models import Caveat, Fallback, SearchedWith
from assistant.understand.understand import Part, Understood
from index.embedding import Embedding
from index.endpoint import EndpointFailed
from index.errors import EmbeddingError, RerankError
from index.reranking import Reranker
from index.search import Index, Query
from index.words import cut_for_search

_PATIENCE = 4.0  # seconds spent on reranking, after which an answer does without: many places are as many orders


class Queries:
    """Makes the queries of one answer, and knows which services were used and which could not be."""

    def __init__(self, index: Index, embedding: Embedding, reranker: Reranker | None = None, clock: Clock | None = None) -> None:
        self._index = index
        self._embedding = embedding
        self._reranker = reranker
        self._clock = clock or Clock()
        self._made: dict[tuple[str, tuple[str, ...]], Query] = {}
        self._vectors: dict[str, tuple[float, ...]] = {}
        self._failed: dict[str, Fallback] = {}
        self._used = SearchedWith()
        self._reranking = 0.0

    @property
    def fallbacks(self) -> tuple[Fallback, ...]:
        """The services that were configured and could not be used."""
        return tuple(self._failed.values())

    @property
    def searched_with(self) -> SearchedWith:
        """The models that took part in the search."""
        return self._used

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What the reader must know of the search."""
        if not {"embedding", "vectors"} & set(self._failed):
            return ()
        return (Caveat(code="keywords_only", text="向量检索暂时不可用，本次只按关键词查找，可能找不全。"),)

    def of(self, text: str, words: tuple[str, ...]) -> Query:
        """A text and words as they are searched."""
        reorder = (lambda texts: self._order(text, texts)) if self._reranker else None
        with self._clock.step("embed"):
            if text not in self._vectors:
                self._vectors[text] = self._vector(text)
            vector = () if "vectors" in self._failed else self._vectors[text]
            return Query(text=text, words=words, vector=vector, reorder=reorder, unheard=self._unheard)

    def of_parts(self, understood: Understood, also: Sequence[str] = ()) -> MakeQuery:
        """Makes the query of a part of this question; `also` are words to search by that nobody said."""

        def make(part: Part) -> Query:
            alone = len(understood.parts) == 1 or not part.topic.terms
            text = (re.sub(r"\s+", "", understood.matter) if alone else part.about) or understood.text
            words = tuple(dict.fromkeys([*search_words(part), *(word for said in also for word in cut_for_search(said))]))
            if (text, words) not in self._made:
                self._made[text, words] = self.of(text, words)
            return self._made[text, words]

        return make

    def _vector(self, text: str) -> tuple[float, ...]:
        """The vector of a text; empty where none can be had that fits the index, or the index cannot be searched by it."""
        if {"embedding", "vectors"} & set(self._failed):
            return ()
        try:
            vector = self._embedding.query(text)
            if self._index.dimensions not in (0, len(vector)):
                raise EmbeddingError("问题的向量与索引里的长短不同，请运行 fazhi index --rebuild。", "unreadable")
        except EmbeddingError as error:
            self._failed["embedding"] = Fallback(part="embedding", reason=error.reason)
            return ()
        except EndpointFailed as error:
            self._unheard(error.reason)
            return ()
        self._used = self._used.model_copy(update={"embedding": self._embedding.model})
        return tuple(float(x) for x in vector)

    def _unheard(self, reason: str) -> None:
        """The server with the vectors could not be used: this answer is searched by keywords."""
        self._failed["vectors"] = Fallback(part="vectors", reason=reason)
        self._used = self._used.model_copy(update={"embedding": ""})

    def _order(self, text: str, texts: Sequence[str]) -> tuple[int, ...]:
        """The order a reranker gives texts; nothing where it fails, or has been waited for long enough."""
        if self._reranker is None or "rerank" in self._failed:
            return ()
        started = time.perf_counter()
        try:
            if self._reranking > _PATIENCE:
                raise RerankError("重排用时太长。", "timeout")
            with self._clock.step("rerank"):
                order = self._reranker.order(text, texts)
        except RerankError as error:
            self._failed["rerank"] = Fallback(part="rerank", reason=error.reason)
            return ()
        self._reranking += time.perf_counter() - started
        self._used = self._used.model_copy(update={"reranker": self._reranker.model})
        return order


def search_words(part: Part) -> tuple[str, ...]:
    """The words of a matter and the words documents write for them, as keyword search takes them."""
    words = [word for term in part.topic.terms for said in (term.word, *term.alternatives) for word in cut_for_search(said)]
    return tuple(dict.fromkeys(words))
