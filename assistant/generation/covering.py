"""Whether a model's claims still answer: they must say what the quoted statement says in answer to the question.

What that is depends on what is asked: the time, the number, every unit; otherwise most of the words of the statement that
the question did not already have. The words of the question that the statement takes up must be taken up as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import abbreviates
from assistant.understand.understand import Understood
from assistant.values import normal, unit_asked, values_in
from index.models import Unit
from index.words import cut, plain

MOST = 0.7  # of the words that the statement adds to the question
_DATES = {"公历年", "月", "日"}
_ROLE = re.compile(r"(?:责任|牵头|配合|负责|主管|协办)(?:单位|部门)")


def covers(said: str, statement: str, understood: Understood, units: Sequence[Unit] = ()) -> bool:
    """Whether words said can stand for a quoted statement as the answer to a question."""
    if "who" in understood.intents and _ROLE.search(statement):
        named = [normal(unit.name) for unit in units if normal(unit.name) in normal(statement)]
        return all(name in normal(said) for name in named or [normal(statement)])
    if not _takes_up(said, statement, understood):
        return False
    wanted = _values_wanted(statement, understood)
    if wanted:
        return wanted <= _values(said)
    return share_said(said, statement, understood.text) >= MOST


def share_said(said: str, statement: str, question: str) -> float:
    """The share, by length, of the words a statement adds to the question that are said."""
    asked, spoken = plain(question), plain(said)
    added = [word for word in dict.fromkeys(cut(statement)) if word not in asked]
    if not added:
        return 1.0
    return sum(len(word) for word in added if word in spoken) / sum(len(word) for word in added)


def _takes_up(said: str, statement: str, understood: Understood) -> bool:
    """Every word of the matter that the statement has is also in what is said."""
    spoken, stood = plain(said), plain(statement)
    for term in (term for part in understood.parts for term in part.topic.terms):
        words = [plain(word) for word in (term.word, *term.alternatives)]
        if any(word in stood for word in words) and not any(word in spoken for word in words) and not abbreviates(term.word, spoken):
            return False
    return True


def _values_wanted(statement: str, understood: Understood) -> set[tuple[float, str]]:
    """The values of the kind asked for that the statement gives; nothing where no value is asked for."""
    values = _values(statement)
    if "deadline" in understood.intents:
        return {value for value in values if value[1] in _DATES}
    if "number" in understood.intents:
        unit = unit_asked(understood.text) or ""
        return {value for value in values if unit in ("", value[1])} or values
    return set()


def _values(text: str) -> set[tuple[float, str]]:
    return {(value.number, value.unit) for value in values_in(plain(text))}
