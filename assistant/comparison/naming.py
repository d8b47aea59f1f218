"""Whether words name a topic: by its own words, all of them where it is short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from assistant.evidence import abbreviates, found_in
from assistant.understand.topic import Term, Topic, read_topic
from assistant.understand.understand import Part
from index.lexicon import Lexicon
from index.words import cut_for_search, part_of_speech, plain, segments

_SHORT, _MOST = 3, 0.8  # words of a matter that is named whole or not at all; share of a longer one that must be named
_BY_ITSELF = 0.6  # how far a word must be there: itself …
_BY_ANY_WORD = 0.4  # … or in short (环保), or by another word for it (突发事件 for 应急)
_AND = re.compile(r"[、和与及，,]")
_TELLING = 1.5  # the weight of a word that says what a sentence is about
_RARE = 2.5  # the rarity from which a part of such a word says it too


def matter_of(part: Part) -> Topic:
    """The topic of a part; of what is asked in a question (什么时候完成), not what is only done with the matter."""
    topic = part.topic
    telling = tuple(term for term in topic.terms if part_of_speech(term.word) != "v")
    asks = bool(part.intents) and 2 * _weight(telling) >= topic.total
    return topic.model_copy(update={"terms": telling}) if asks else topic


def names(topic: Topic, words: str, headings: str = "") -> bool:
    """Whether words, under their headings, name a matter."""
    words, headings = plain(words), plain(headings)
    enough = _BY_ANY_WORD if len(topic.terms) == 1 else _BY_ITSELF
    named = [term for term in topic.terms if found_in(term, words, headings, "") >= enough and _is_word(term, words, headings)]
    return len(named) == len(topic.terms) if len(topic.terms) <= _SHORT else _weight(named) >= _MOST * topic.total


def says_half(topic: Topic, words: str) -> bool:
    """Whether words say so much of a matter that they may be another wording for it."""
    return 2 * _weight([term for term in topic.terms if plain(term.word) in plain(words)]) >= topic.total


def _weight(terms: Sequence[Term]) -> float:
    return sum(term.weight for term in terms)


def literal(topic: Topic) -> Topic:
    """The same matter without the other words for it."""
    return topic.model_copy(update={"terms": tuple(term.model_copy(update={"alternatives": ()}) for term in topic.terms)})


def _is_word(term: Term, *texts: str) -> bool:
    """Whether a term, or what stands for it, is there as a word: 立法 is not in 成立法治政府."""
    said = [plain(word) for word in (term.word, *term.alternatives)]
    stands = any(word in text and _stands(word, text) for word in said for text in texts)
    return stands or any(abbreviates(term.word, text) and not any(word in text for word in said) for text in texts)


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a text without cutting two others: it begins or ends where a word does, or is part of one."""
    edges = {0, *accumulate(map(len, segments(text)))}
    for at in (match.start() for match in re.finditer(re.escape(word), text)):
        end = at + len(word)
        if at in edges or end in edges or not any(at < edge < end for edge in edges):
            return True
    return False


def beside(topic: Topic, heading: str, lexicon: Lexicon) -> set[str]:
    """The words of what a heading names beside the topic (应诉 where it names 行政复议和行政应诉)."""
    parts = _AND.split(heading)
    own = "".join(part for part in parts if names(topic, part))
    others = [term for part in parts if own and not names(topic, part) for term in read_topic(part, lexicon).terms]
    return {word for term in others if term.weight >= _TELLING for word in _parts(term.word, lexicon) if word not in own}


def _parts(word: str, lexicon: Lexicon) -> list[str]:
    """A word, and what of it is rare enough to stand for it (应诉 for 行政应诉)."""
    return [word, *(part for part in cut_for_search(word) if lexicon.rarity(part) >= _RARE)]
