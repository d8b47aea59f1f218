"""What a question asks, as far as a card needs it: how much of it words say, and the kinds of answer wanted."""

from __future__ import annotations

import re

from assistant.locate import held_places
from assistant.models import Answer
from assistant.understand.understand import Understood, understand
from assistant.values import states, unit_asked
from index.search import Index
from index.words import plain

_TIME = re.compile(r"(?:19|20)\d\d年|[年月季]度?(?:底|末|初|内)|每(?:个|半)?[年月季周]|(?:工作)?日(?:之?内|以内)|\d+月|季度")
_RHYTHM = re.compile(r"每|定期|次|期")
_WORTH_OF_A_KIND = 0.75  # of the matter's weight: a date counts where a date is asked for
_WORTH_OF_A_LIST = 0.3
_WORTH_OF_A_PHRASE = 0.5  # one put in quotation marks


def heard(answer: Answer, index: Index) -> Understood:
    """The question as it was understood, with the conversation."""
    heads = list(index.heads.values())
    return understand(answer.standalone_question, held_places(heads), heads, index.lexicon)


class Wanted:
    """Measures how much words say of what was asked."""

    def __init__(self, understood: Understood) -> None:
        terms = [term for part in understood.parts for term in part.topic.terms]
        self._terms = {term.word: (term.weight, tuple(map(plain, (term.word, *term.alternatives)))) for term in terms}
        self._quoted = tuple(plain(words) for part in understood.parts for words in part.topic.quoted)
        self._total = sum(weight for weight, _ in self._terms.values()) or 1.0
        self.intents = understood.intents
        self._unit = unit_asked(understood.text) or ""

    def worth(self, words: str) -> float:
        """The share of the matter these words say, and more where they are the kind of answer asked for."""
        return self.matter(words) + self._of_a_kind(plain(words))

    def matter(self, words: str) -> float:
        """The share of the matter these words say."""
        text = plain(words)
        share = sum(weight for weight, spellings in self._terms.values() if any(s in text for s in spellings)) / self._total
        return share + _WORTH_OF_A_PHRASE * sum(quoted in text for quoted in self._quoted)

    def _of_a_kind(self, text: str) -> float:
        if "deadline" in self.intents and _TIME.search(text):
            return _WORTH_OF_A_KIND
        if "frequency" in self.intents and _RHYTHM.search(text):
            return _WORTH_OF_A_KIND
        if "number" in self.intents and states(text, self._unit):
            return _WORTH_OF_A_KIND
        return _WORTH_OF_A_LIST if "list" in self.intents and text.count("、") >= 2 else 0.0
