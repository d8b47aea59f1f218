"""The evidence for a question: sentences of the locked plans, scored by how much of what was asked they carry.

Coverage is the weighted share of the asked words found in a sentence (or, counting less, in its headings and its
clause); similarity is the cosine of its piece to the question, stretched over the band in which the embedding lives.
Where the question has no vector, coverage stands in for similarity. A reranker's first clauses are given a little ahead of
others in the order of sentences; coverage and similarity, by which evidence is judged, it does not move.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from assistant.understand.guard import is_said_to_a_machine
from assistant.understand.topic import Term, Topic
from index.models import Clause, Frozen, Plan, Span, Spot
from index.pieces import heading_words
from index.places import names_in
from index.search import DEPTH, READ, Index, Query, Ranking, fuse
from index.words import plain

UNITS_ONLY = re.compile(r"^[（(]?\s*(?:责任|牵头|配合|负责|主办|协办|参与|参加|实施)(?:单位|部门)\s*[:：]")
_ABOUT_ITSELF = ("title", "dateline")  # they name the document; its matter is elsewhere
_LONGEST_NAME = 16
_BEGINNINGS = 50_000  # of sentences looked at before: every question looks at the same ones
CANDIDATES = 16  # clauses looked into sentence by sentence
SURELY_READ = 4  # of them, those that a reranker puts first, wherever the search found them
COVERAGE_SHARE = 0.7
_WITHOUT_VECTOR = 0.9  # of coverage, where there is no cosine: words alone must say a little more
_READ_FIRST = 0.04  # for the clause that a reranker puts first, half of it for the second, a third for the third …
_LOWEST_COSINE, _BAND = 0.80, 0.12  # unrelated text lies near the lower end, near-identical at the upper
_IN_HEADING, _IN_CLAUSE, _BY_OTHER_WORD, _ABBREVIATED = 0.85, 0.5, 0.85, 0.55
_BY_OTHER_WORD_AT_HOME = 0.5  # the word itself is one the documents use: its alternatives mean less


class Hit(Frozen):
    """One sentence of a clause, with how much of the question it covers."""

    plan_id: str
    clause_id: str
    sentence: Span
    coverage: float
    similarity: float
    score: float
    unnamed: float = 0.0  # share of the matter whose names the clause and its headings do not have


class Evidence(Frozen):
    """Sentences found, best first."""

    hits: tuple[Hit, ...]
    agreed: str = ""  # the clause that keywords and vectors both put first

    @property
    def best(self) -> Hit | None:
        """The best sentence, None where nothing was found."""
        return self.hits[0] if self.hits else None

    def of(self, clause_id: str) -> tuple[Hit, ...]:
        """The sentences of one clause, best first."""
        return tuple(hit for hit in self.hits if hit.clause_id == clause_id)


def gather(index: Index, topic: Topic, query: Query, plan_ids: Sequence[str], only: Sequence[str] = ()) -> Evidence:
    """Score the sentences of the most promising clauses of these plans; `only` limits it to named clauses."""
    by_vector = index.vector_search(query, plan_ids, DEPTH)
    by_keyword = index.keyword_search(query, plan_ids, DEPTH)
    similar = {spot: _similarity(cosine) for spot, cosine in by_vector}
    floor = min(similar.values(), default=0.0)
    order = _in_order(index, fuse(by_keyword, by_vector))
    read = () if only else index.read_first(query, order)
    clause_ids = list(only) or list(dict.fromkeys([*read[:SURELY_READ], *order]))[:CANDIDATES]
    ahead = {clause_id: _READ_FIRST / rank for rank, clause_id in enumerate(read, start=1)}
    hits = [
        hit for clause_id in clause_ids for hit in _score(index, index.clauses[clause_id], topic, similar, floor, ahead.get(clause_id, 0.0))
    ]
    first = [ranking[0][0].clause_id for ranking in (by_keyword, by_vector) if ranking]
    agreed = first[0] if len(first) == 2 and first[0] == first[1] else ""
    return Evidence(hits=tuple(sorted(hits, key=lambda hit: -hit.score)), agreed=agreed)


def _in_order(index: Index, ranking: Ranking) -> list[str]:
    """The clauses found that say something of a matter, best first; no more documents are opened than are read."""
    plan_of = {spot.clause_id: spot.plan_id for spot, _ in reversed(ranking)}
    found = dict.fromkeys(spot.clause_id for spot, _ in ranking)
    of_matter = (clause_id for clause_id in found if index.clause_in(plan_of[clause_id], clause_id).kind not in _ABOUT_ITSELF)
    return list(islice(of_matter, READ))


def _similarity(cosine: float) -> float:
    return max(0.0, min(1.0, (cosine - _LOWEST_COSINE) / _BAND))


def _score(index: Index, clause: Clause, topic: Topic, similar: dict[Spot, float], floor: float, ahead: float) -> list[Hit]:
    plan = index.plan_of(clause)
    headings = plain(heading_words(plan, clause))
    ruling = provisions(plan, clause)
    whole = plain(" ".join(plan.words(sentence) for sentence in ruling))
    near = [(spot, likeness) for spot, likeness in similar.items() if spot.clause_id == clause.clause_id]
    hits = []
    for sentence in ruling:
        words = plain(plan.words(sentence))
        if UNITS_ONLY.match(words):
            continue  # says who answers for the clause, nothing about its matter
        found = [found_in(term, words, headings, whole) for term in topic.terms]
        coverage = sum(term.weight * share for term, share in zip(topic.terms, found, strict=True)) / topic.total
        unnamed = sum(term.weight for term, share in zip(topic.terms, found, strict=True) if term.names and not share) / topic.total
        standing_in = floor if similar else _WITHOUT_VECTOR * coverage
        similarity = next((likeness for spot, likeness in near if spot.start <= sentence.start < spot.end), standing_in)
        score = COVERAGE_SHARE * coverage + (1 - COVERAGE_SHARE) * similarity + ahead
        hits.append(
            Hit(
                plan_id=plan.plan_id,
                clause_id=clause.clause_id,
                sentence=sentence,
                coverage=coverage,
                similarity=similarity,
                score=score,
                unnamed=unnamed,
            )
        )
    return hits


def provisions(plan: Plan, clause: Clause) -> tuple[Span, ...]:
    """The sentences of a clause that rule something for its place: no order to a machine, nothing said of another place."""
    return tuple(
        s for s in clause.sentences if not is_said_to_a_machine(plan.words(s)) and not _is_of_another_place(plan.words(s), plan.place_code)
    )


def _is_of_another_place(words: str, code: str) -> bool:
    """Whether a sentence begins with the full name of a place that is neither the plan's own nor lies in it."""
    return _begins_elsewhere(words[:_LONGEST_NAME], code)


@lru_cache(_BEGINNINGS)
def _begins_elsewhere(beginning: str, code: str) -> bool:
    named = next((name for name in names_in(beginning) if name.start == 0 and name.full), None)
    return named is not None and not any(place.code == code or code in place.parents for place in named.places)


def found_in(term: Term, sentence: str, headings: str, clause: str) -> float:
    """How far a word is there: 1 in the sentence itself, less in its headings, its clause, or by another word."""
    best = 0.0
    by_other = _BY_OTHER_WORD_AT_HOME if term.at_home else _BY_OTHER_WORD
    for word, worth in ((term.word, 1.0), *((other, by_other) for other in term.alternatives)):
        word = plain(word)
        if word in sentence:
            best = max(best, worth)
        elif word in headings:
            best = max(best, worth * _IN_HEADING)
        elif word in clause:
            best = max(best, worth * _IN_CLAUSE)
    if best < _ABBREVIATED and abbreviates(term.word, sentence):
        best = _ABBREVIATED
    return best


def abbreviates(word: str, text: str) -> bool:
    """Whether a word's characters stand in order within a short stretch: 听审 for 旁听庭审, 环保 for 环境保护."""
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word):
        return False
    return bool(re.search("[\u4e00-\u9fff]{0,2}".join(word), text))
