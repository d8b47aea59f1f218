"""A question becomes ranked clauses: keywords and vectors, locked to plans before ranking, fused by rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from index.embedding import Embedding, Vectors
from index.errors import IndexMissing
from index.keywords import KeywordIndex
from index.models import Clause, Frozen, Piece, Plan
from index.pieces import pieces_of
from index.store import Generation
from index.vectors import VectorStore

Ranking = list[tuple[int, float]]
Reorder = Callable[[Sequence[str]], Sequence[int]]  # texts → their positions, best first; nothing where that fails
DEPTH = 60  # pieces taken from each method before fusion
RRF_K = 10  # a sharp fusion: on a public benchmark k = 10 ranked better than the usual 60
READ = 20  # clauses that a reranker reads
_LONGEST_READ = 600  # characters of a clause that it is given
KEYWORDS_COUNT = 0.7  # against 1 of the vectors: between .5 and .7 the fusion ranked best there, at every k and every BM25 setting tried


class Query(Frozen):
    """A question as it is searched: its words, its vector (empty where none could be had), and who puts in order what is found."""

    text: str
    words: tuple[str, ...]
    vector: tuple[float, ...]
    reorder: Reorder | None = None

    @cached_property
    def array(self) -> Vectors:
        """The vector as numpy wants it."""
        return np.asarray(self.vector, dtype=np.float32)


class RankedClause(Frozen):
    """A clause found, with its fused score and the best cosine of its pieces (-1 where vectors did not see it)."""

    plan_id: str
    clause_id: str
    score: float
    cosine: float


class Index:
    """One published generation, loaded: plans by id, clauses by id, and the two ways of searching them."""

    def __init__(self, generation: Generation, chroma_url: str = "") -> None:
        manifest = generation.manifest()
        self.name = generation.name
        self.embedding_model = manifest.embedding_model
        self.plans: dict[str, Plan] = {plan.plan_id: plan for plan in generation.plans()}
        self.pieces: tuple[Piece, ...] = tuple(piece for plan in self.plans.values() for piece in pieces_of(plan))
        self.clauses: dict[str, Clause] = {clause.clause_id: clause for plan in self.plans.values() for clause in plan.clauses}
        self._positions: dict[str, list[int]] = {}
        for position, piece in enumerate(self.pieces):
            self._positions.setdefault(piece.clause_id, []).append(position)
        self._keywords = KeywordIndex(self.pieces)
        self._vectors = VectorStore(chroma_url or generation.vectors, manifest.collection)

    def plan_of(self, clause: Clause) -> Plan:
        """The plan a clause belongs to."""
        return self.plans[clause.plan_id]

    def positions_of(self, clause_id: str) -> list[int]:
        """Where in the piece list a clause's pieces stand."""
        return self._positions.get(clause_id, [])

    def rarity(self, word: str) -> float:
        """Inverse document frequency of a word over all pieces, highest for a word no document has."""
        return self._keywords.rarity(word)

    @cached_property
    def dimensions(self) -> int:
        """How long a question's vector must be; 0 where there is nothing to compare it with."""
        return self._vectors.dimensions() if self.pieces else 0

    def keyword_search(self, query: Query, plan_ids: Sequence[str], limit: int) -> Ranking:
        """Pieces by BM25 over the question's words."""
        return self._keywords.best(query.words, plan_ids, limit)

    def vector_search(self, query: Query, plan_ids: Sequence[str], limit: int) -> Ranking:
        """Pieces by cosine to the question's vector; none without one."""
        return self._vectors.nearest(query.array, plan_ids, limit) if query.vector else []

    def search(self, query: Query, plan_ids: Sequence[str], limit: int = 10) -> list[RankedClause]:
        """Clauses of these plans, best first; an unknown plan yields nothing."""
        known = [plan_id for plan_id in plan_ids if plan_id in self.plans]
        by_vector = self.vector_search(query, known, DEPTH)
        fused = fuse(self.keyword_search(query, known, DEPTH), by_vector)
        found = self._clauses(fused, dict(by_vector))
        read = self.read_first(query, [clause.clause_id for clause in found])
        if not read:
            return found[:limit]
        by_id = {clause.clause_id: clause for clause in found}
        reordered = [*(by_id[clause_id] for clause_id in read), *found[len(read) :]]
        # A score says no more than the rank: scores stay in falling order whoever ranked.
        return [clause.model_copy(update={"score": rank.score}) for clause, rank in zip(reordered, found, strict=True)][:limit]

    def read_first(self, query: Query, clause_ids: Sequence[str]) -> tuple[str, ...]:
        """The first of these clauses, put in order by who reads them beside the question; nothing where nobody does."""
        first = clause_ids[:READ]
        if query.reorder is None or len(first) < 2:
            return ()
        return tuple(first[position] for position in query.reorder([self._read_text(clause_id) for clause_id in first]))

    def _read_text(self, clause_id: str) -> str:
        """The words of a clause under its headings."""
        clause = self.clauses[clause_id]
        headings = next((self.pieces[position].context for position in self.positions_of(clause_id)), "")
        words = " ".join(self.plan_of(clause).words(clause).split())
        return (f"{headings}。{words}" if headings else words)[:_LONGEST_READ]

    def _clauses(self, fused: Ranking, cosines: dict[int, float]) -> list[RankedClause]:
        best: dict[str, tuple[float, float, str]] = {}
        for position, score in fused:
            piece = self.pieces[position]
            before = best.get(piece.clause_id, (0.0, -1.0, piece.plan_id))
            best[piece.clause_id] = (max(before[0], score), max(before[1], cosines.get(position, -1.0)), piece.plan_id)
        found = [
            RankedClause(plan_id=plan_id, clause_id=clause_id, score=score, cosine=cosine)
            for clause_id, (score, cosine, plan_id) in best.items()
        ]
        return sorted(found, key=lambda clause: -clause.score)


def fuse(by_keyword: Ranking, by_vector: Ranking, k: int = RRF_K) -> Ranking:
    """Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009), weighted: the sum of weight / (k + rank), best first."""
    scores: dict[int, float] = {}
    for ranking, weight in ((by_keyword, KEYWORDS_COUNT), (by_vector, 1.0)):
        for rank, (position, _) in enumerate(ranking, start=1):
            scores[position] = scores.get(position, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


class CurrentIndex:
    """The index that is published now; a new generation is taken up at the next question."""

    def __init__(self, current: Callable[[], Generation | None], embedding: Embedding, chroma_url: str = "") -> None:
        self._current = current
        self._embedding = embedding
        self._chroma_url = chroma_url
        self._loaded: Index | None = None

    def get(self) -> Index:
        """The loaded index; raises IndexMissing where there is none, or none made with this embedding."""
        generation = self._current()
        if generation is None:
            raise IndexMissing("还没有索引，请先运行 fazhi index。")
        if self._loaded is None or self._loaded.name != generation.name:
            if not generation.manifest().made_for(self._embedding.model, self._chroma_url):
                raise IndexMissing("索引是用别的向量模型、向量库或别的版本建的，请运行 fazhi index 重建。")
            self._loaded = Index(generation, self._chroma_url)
        return self._loaded
