"""Right sentences beside the wrong evidence: the clause most like their own that does not say them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from eval.planted.chance import some
from eval.planted.pairs import plain
from eval.planted.passages import Passage

_SAME = 0.5
_LONG = 20


def citation_moved(passages: list[Passage], rng: Random) -> Iterator[tuple[Passage, Passage, str]]:
    """A passage, another in its place as evidence, and a sentence that only the first says."""
    grams = [bigrams(passage.text) for passage in passages]
    for number, passage in enumerate(passages):
        near = _near(passages, grams, number)
        said = [sentence for sentence in passage.sentences if len(sentence) >= _LONG and not _quoted_elsewhere(sentence)]
        for sentence in some(said, 3, rng):
            words = bigrams(sentence)
            for other in near:
                if len(words & grams[other]) < _SAME * len(words):
                    yield passage, passages[other], sentence
                    break


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, punctuation left out."""
    words = plain(text)
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))


def _near(passages: list[Passage], grams: list[frozenset[str]], number: int) -> list[int]:
    """The five passages most like one: among all plans, or of the same law."""
    mine = passages[number]
    others = [i for i, passage in enumerate(passages) if i != number and (mine.place or passage.heading == mine.heading)]
    return sorted(others, key=lambda i: -len(grams[i] & grams[number]) / (len(grams[i] | grams[number]) or 1))[:5]


def _quoted_elsewhere(sentence: str) -> bool:
    """Whether a sentence is so general that any clause may be said to mean it."""
    return ("法治政府建设" in sentence or "追究刑事责任" in sentence) and len(sentence) < 40
