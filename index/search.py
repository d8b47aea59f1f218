"""A question becomes ranked clauses: keywords and vectors, locked to plans before ranking, fused by rank."""

from __future__ import annotations

import resource
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from threading import Lock
from typing import TypeVar

import numpy as np
from cachetools import LRUCache

from index.embedding import Vectors
from index.endpoint import EndpointFailed, Service
from index.held import HeldClauses, HeldPlans
from index.lexicon import Lexicon
from index.models import Clause, Frozen, Plan, PlanHead, Spot
from index.pieces import heading_words
from index.shards import Shard
from index.shelf import Shelf
from index.store import Generation
from index.versions import Versions

Ranking = list[tuple[Spot, float]]
Reorder = Callable[[Sequence[str]], Sequence[int]]  # texts → their positions, best first; nothing where that fails
Unheard = Callable[[str], None]  # told, with the reason, that the vectors could not be searched
DEPTH = 60  # pieces taken from each method before fusion
RRF_K = 10  # a sharp fusion: on a public benchmark k = 10 ranked better than the usual 60
READ = 20  # clauses that a reranker reads
Found = TypeVar("Found")
_WAIT = 3.0  # seconds for the server with the vectors, for one place
_TEXTS = 256  # places whose plain texts are kept, a third of a megabyte each
_LEXICONS = 64  # of places, or of several asked about together
_OPEN_AT_ONCE = 128  # shards at most: each takes 6 to 25 MB and six threads
_FILES_EACH, _FILES_OF_OTHERS, _FILES = 11, 300, 2048  # open files: of a shard, of everything else, asked for
_LONGEST_READ = 600  # characters of a clause that it is given
KEYWORDS_COUNT = 0.7  # against 1 of the vectors: between .5 and .7 the fusion ranked best there, at every k and every BM25 setting tried


class Query(Frozen):
    """A question as it is searched: its words, its vector (empty where none could be had), and who puts in order what is found.

    `unheard` is told where the server with the vectors could not be used; then nothing is found by them.
    """

    text: str
    words: tuple[str, ...]
    vector: tuple[float, ...]
    reorder: Reorder | None = None
    unheard: Unheard = lambda reason: None

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
    """One published generation: what is known of every document, and, opened when asked for, their texts and shards."""

    def __init__(self, generation: Generation, chroma_url: str = "") -> None:
        manifest = generation.manifest()
        self._generation = generation
        self.name = generation.name
        self.embedding_model = manifest.embedding_model
        held = generation.held()
        self.heads: dict[str, PlanHead] = {one.head.plan_id: one.head for one in held}
        plans = HeldPlans(generation, held)
        self.plans: Mapping[str, Plan] = plans
        self.clauses: Mapping[str, Clause] = HeldClauses(plans)
        self._shards = Shelf(lambda name: generation.shard(name, chroma_url), _open_at_once())
        self._all_shards = manifest.shards
        self._server = Service(_WAIT) if chroma_url else None
        self._shard_of = {plan_id: shard for shard in manifest.shards for plan_id in shard.plan_ids}
        self._lexicons: LRUCache[tuple[str, ...], Lexicon] = LRUCache(_LEXICONS)
        self._texts: LRUCache[str, dict[str, str]] = LRUCache(_TEXTS)
        self._lock = Lock()

    def plan_of(self, clause: Clause) -> Plan:
        """The plan a clause belongs to."""
        return self.plans[clause.plan_id]

    def clause_in(self, plan_id: str, clause_id: str) -> Clause:
        """A clause of a plan that is known: quicker than by its id alone."""
        return next(clause for clause in self.plans[plan_id].clauses if clause.clause_id == clause_id)

    def plain_texts(self, plan_ids: Sequence[str]) -> list[str]:
        """The texts of these plans as `index.words.plain` gives them, without opening the plans or what is searched of them."""
        wanted = set(plan_ids)
        shards = dict.fromkeys(self._shard_of[plan_id].name for plan_id in plan_ids if plan_id in self._shard_of)
        return [text for name in shards for plan_id, text in self._texts_of(name).items() if plan_id in wanted]

    def _texts_of(self, shard: str) -> dict[str, str]:
        with self._lock:
            if shard not in self._texts:
                self._texts[shard] = self._generation.plain_texts(shard)
            return self._texts[shard]

    def lexicon(self, places: Sequence[str] = ()) -> Lexicon:
        """The words of the documents of these places (by name), of all where none is named or held."""
        codes = {head.place_code for head in self.heads.values() if head.place in places}
        shards = tuple(shard.name for shard in self._all_shards if not codes or shard.place_code in codes)
        with self._lock:
            if shards not in self._lexicons:
                self._lexicons[shards] = Lexicon.joined(self._generation.lexicon(name) for name in shards)
            return self._lexicons[shards]

    @cached_property
    def versions(self) -> Versions:
        """Which documents are versions of one another; built when first asked for."""
        return Versions(self.heads.values())

    @cached_property
    def dimensions(self) -> int:
        """How long a question's vector must be; 0 where there is nothing to compare it with. Raises EndpointFailed."""
        filled = next((shard for shard in self._all_shards if shard.pieces), None)
        if filled is None:
            return 0
        with self._shards.lent(filled.name) as shard:
            return self._served(lambda: shard.dimensions)

    def keyword_search(self, query: Query, plan_ids: Sequence[str], limit: int) -> Ranking:
        """Spots by BM25 over the question's words."""
        return self._in_shards(plan_ids, limit, lambda shard: shard.by_keyword(query.words, plan_ids, limit))

    def vector_search(self, query: Query, plan_ids: Sequence[str], limit: int) -> Ranking:
        """Spots by cosine to the question's vector; none without one."""
        if not query.vector:
            return []
        try:
            return self._in_shards(plan_ids, limit, lambda shard: self._served(lambda: shard.by_vector(query.array, plan_ids, limit)))
        except EndpointFailed as error:
            query.unheard(error.reason)
            return []

    def _served(self, work: Callable[[], Found]) -> Found:
        """Work that a server has a part in, where the vectors are on one: not waited for for long, nor asked once it keeps failing."""
        return self._server.call(work) if self._server else work()

    def _in_shards(self, plan_ids: Sequence[str], limit: int, look: Callable[[Shard], Ranking]) -> Ranking:
        """The best of all shards that hold these plans; a plan is looked for in its own place's shard and nowhere else."""
        names = dict.fromkeys(self._shard_of[plan_id].name for plan_id in plan_ids if plan_id in self._shard_of)
        found: Ranking = []
        for name in names:
            with self._shards.lent(name) as shard:
                found += look(shard)
        return found if len(names) == 1 else sorted(found, key=lambda pair: -pair[1])[:limit]

    def search(self, query: Query, plan_ids: Sequence[str], limit: int = 10) -> list[RankedClause]:
        """Clauses of these plans, best first; an unknown plan yields nothing."""
        by_vector = self.vector_search(query, plan_ids, DEPTH)
        fused = fuse(self.keyword_search(query, plan_ids, DEPTH), by_vector)
        found = _clauses(fused, dict(by_vector))
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
        plan = self.plan_of(clause)
        headings = heading_words(plan, clause)
        words = " ".join(plan.words(clause).split())
        return (f"{headings}。{words}" if headings else words)[:_LONGEST_READ]

    def close(self) -> None:
        """Let go of the shards."""
        self._shards.close()


def _clauses(fused: Ranking, cosines: dict[Spot, float]) -> list[RankedClause]:
    best: dict[str, tuple[float, float, str]] = {}
    for spot, score in fused:
        before = best.get(spot.clause_id, (0.0, -1.0, spot.plan_id))
        best[spot.clause_id] = (max(before[0], score), max(before[1], cosines.get(spot, -1.0)), spot.plan_id)
    found = [
        RankedClause(plan_id=plan_id, clause_id=clause_id, score=score, cosine=cosine)
        for clause_id, (score, cosine, plan_id) in best.items()
    ]
    return sorted(found, key=lambda clause: -clause.score)


def fuse(by_keyword: Ranking, by_vector: Ranking, k: int = RRF_K) -> Ranking:
    """Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009), weighted: the sum of weight / (k + rank), best first."""
    scores: dict[Spot, float] = {}
    for ranking, weight in ((by_keyword, KEYWORDS_COUNT), (by_vector, 1.0)):
        for rank, (spot, _) in enumerate(ranking, start=1):
            scores[spot] = scores.get(spot, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def _open_at_once() -> int:
    """How many shards may be open: as many as the files this process may have open allow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < _FILES <= hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, hard))
        soft = _FILES
    return max(1, min(_OPEN_AT_ONCE, (soft - _FILES_OF_OTHERS) // _FILES_EACH))
