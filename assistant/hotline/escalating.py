"""Which calls are not settled by reading the card, and what the agent does instead."""

from __future__ import annotations

from assistant.hotline.confidence import is_badly_read, is_undecided
from assistant.hotline.models import Escalation, EscalationCode
from assistant.hotline.said import Said
from assistant.hotline.vocabulary import ESCALATIONS, NOT_COVERED, REASONS, SAID_INSTEAD
from assistant.models import Answer
from assistant.understand.cleaning import clean
from assistant.understand.understand import Understood


def escalation_of(answer: Answer, said: Said, understood: Understood) -> Escalation:
    """What the question is about comes first, then what the answer rests on.

    Not found is handed on where a matter was named, for the caller waits for an answer to it; a place of which nothing is held
    is not: that is said as it is (`needed` false, with a reason), for the units of that place are not known here.
    """
    words = clean(answer.question)
    told = next(((code, reason) for code, pattern, reason in ESCALATIONS if pattern.search(words)), None)
    if told:
        return Escalation(needed=True, code=told[0], reason=told[1])
    code: EscalationCode | None = None
    if answer.status == "blocked":
        code = "subversion"
    elif is_badly_read(said):
        code = "unreadable_original"
    elif is_undecided(answer):
        code = "undecided_version"
    elif answer.status == "not_found" and not understood.topic.is_empty:
        code = "not_found"
    if code:
        return Escalation(needed=True, code=code, reason=REASONS[code])
    return Escalation(needed=False, reason=NOT_COVERED if answer.status == "not_covered" else None)


def said_instead(escalation: Escalation) -> str:
    """What is said to a caller in danger, or with a complaint or a case of their own, in place of what documents say."""
    return SAID_INSTEAD.get(escalation.code, "")
