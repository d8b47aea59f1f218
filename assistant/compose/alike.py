"""Places that are compared: of sentences about as near, those that the other places have in nearly the same words come first.

Plans of different places carry out the same national outline, so what answers a question in one of them has, as a rule,
a counterpart in the others; a sentence without one is more often beside the point.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import Evidence, Hit
from index.search import Index
from index.words import plain

_ALIKE = 0.12  # what a sentence gains where another place's best sentence has the same words
_NEAR = 0.8  # a sentence further from the question than this share of the best gains nothing
_LOOKED_AT = 8  # sentences of each place that are laid side by side


def leaning(index: Index, evidence: Evidence, others: Sequence[Evidence]) -> Evidence:
    """The same sentences, leaning towards what the other places say."""
    theirs = [
        [(_pairs(index, hit), hit.score / other.hits[0].score) for hit in other.hits[:_LOOKED_AT]] for other in others if _speaks(other)
    ]
    if not theirs or not _speaks(evidence):
        return evidence
    least = _NEAR * evidence.hits[0].score
    near = [_lifted(hit, _pairs(index, hit), theirs) if hit.score >= least else hit for hit in evidence.hits[:_LOOKED_AT]]
    hits = sorted((*near, *evidence.hits[_LOOKED_AT:]), key=lambda hit: -hit.score)
    return evidence.model_copy(update={"hits": tuple(hits)})


def _speaks(evidence: Evidence) -> bool:
    return bool(evidence.hits) and evidence.hits[0].score > 0


def _lifted(hit: Hit, own: frozenset[str], theirs: list[list[tuple[frozenset[str], float]]]) -> Hit:
    shared = [max(_overlap(own, pairs) * share for pairs, share in place) for place in theirs]
    return hit.model_copy(update={"score": hit.score + _ALIKE * sum(shared) / len(shared)})


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of pairs of characters that two sentences have in common."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _pairs(index: Index, hit: Hit) -> frozenset[str]:
    words = plain(index.plans[hit.plan_id].words(hit.sentence)).strip()
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))
