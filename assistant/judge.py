"""Whether the evidence suffices: a calibrated rule over how much of what was asked is covered, by words and by meaning.

support = COVERED x coverage + (1 - COVERED) x similarity - GONE x (share of the matter that no document of the place names)
          + AGREED where keywords and vectors put the same clause first + PHRASED where it has the phrase asked about

The constants were fitted on the answerable and unanswerable development cases of `eval/cases` (docs/evidence.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import Hit
from assistant.understand.topic import Topic
from assistant.values import normal
from index.models import Frozen
from index.words import plain

COVERED = 0.4
GONE = 0.2
AGREED = 0.05
PHRASED = 0.2
_MOSTLY_GONE = 0.7  # so much of the matter, named neither in any document of the place nor in the clause, is missing whatever is near
_TOO_MUCH_UNNAMED = 0.3  # 有没有…: this much of the matter may at most be named nowhere in the clause
_TOO_MUCH_UNNAMED_FOR_ITS_KIND = 0.5  # numbers and units stand everywhere: what they are of must be named
_LEAST_FOR_UNITS = 0.3  # and units are printed after nearly every clause
_FEW_WORDS, _NEAR = 1 / 3, 0.6  # who says so little of what was asked, and does not name so much of it, must be this near in meaning
ENOUGH = 0.44
ENOUGH_WITH_THE_KIND = 0.32  # the sentence has the kind of answer asked for (a date, a number, a unit)
ENOUGH_TO_EXIST = 0.5  # 有没有…: the matter itself must be there


def support(hit: Hit, gone: float, *, agreed: bool = False, phrased: bool = False) -> float:
    """How well a sentence supports an answer, about 0 to 1."""
    by_words_and_meaning = COVERED * hit.coverage + (1 - COVERED) * hit.similarity
    return by_words_and_meaning - GONE * gone + AGREED * agreed + PHRASED * phrased


def share_gone(topic: Topic, texts: Sequence[str]) -> float:
    """The share of the matter whose names no document of the place has, in any of the words for it."""
    gone = sum(
        term.weight
        for term in topic.terms
        if term.names and not any(plain(word) in text for text in texts for word in (term.word, *term.alternatives))
    )
    return gone / topic.total if topic.terms else 0.0


def phrases_gone(topic: Topic, texts: Sequence[str]) -> tuple[str, ...]:
    """Phrases in quotation marks that no document of the place has."""
    if not topic.quoted:
        return ()
    evened = [normal(text) for text in texts]
    return tuple(phrase for phrase in topic.quoted if not any(normal(phrase) in text for text in evened))


class Gone(Frozen):
    """What of a matter no document of the place has: the share of it that names, and phrases in quotation marks."""

    share: float
    phrases: tuple[str, ...]


def gone_from(topic: Topic, texts: Sequence[str]) -> Gone:
    """What of a matter is not there; `texts` are those of all documents asked, as index.words.plain gives them."""
    return Gone(share=share_gone(topic, texts), phrases=phrases_gone(topic, texts))


def suffices(
    hit: Hit,
    words: str,
    topic: Topic,
    gone: Gone,
    *,
    has_kind: bool,
    exists: bool,
    agreed: bool = False,
    of_units: bool = False,
    of_number: bool = False,
) -> bool:
    """Whether a sentence, whose `words` these are, answers.

    `has_kind` where it has the date, number or unit asked for, `exists` for 有没有,
    `of_units` for 谁负责, `of_number` for 多少.
    """
    if topic.is_empty and not has_kind:
        return False  # nothing was asked that could be compared
    if gone.share >= _MOSTLY_GONE and hit.unnamed >= _MOSTLY_GONE and not has_kind:
        return False
    if exists and (gone.phrases or hit.unnamed >= _TOO_MUCH_UNNAMED):
        return False
    if not has_kind and hit.coverage < _FEW_WORDS and hit.unnamed >= _TOO_MUCH_UNNAMED and hit.similarity < _NEAR:
        return False
    if (of_units or of_number) and hit.unnamed >= _TOO_MUCH_UNNAMED_FOR_ITS_KIND:
        return False
    if of_units and topic.terms and hit.coverage < _LEAST_FOR_UNITS:
        return False
    needed = ENOUGH_TO_EXIST if exists else ENOUGH_WITH_THE_KIND if has_kind else ENOUGH
    phrased = any(normal(phrase) in normal(words) for phrase in topic.quoted)
    return support(hit, gone.share, agreed=agreed, phrased=phrased) >= needed
