"""A reader's conversations with the answers they show."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bootstrap import Fazhi
from assistant.models import Answer
from assistant.record.conversations import Conversation
from index.models import Frozen

_LONGEST_ID = 64  # characters, as the record keeps them


class Told(Frozen):
    """A conversation and its answers in order; those that the record keeps no more are not among them."""

    conversation: Conversation
    answers: tuple[Answer, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The places its answers are about."""
        return tuple(dict.fromkeys(place for answer in self.answers for place in answer.places))


def told(fazhi: Fazhi, conversations: Sequence[Conversation]) -> tuple[Told, ...]:
    """Conversations with their answers, which are read in one go."""
    ids = [answer_id for conversation in conversations for answer_id in conversation.answer_ids]
    found = {answer.answer_id: answer for answer in fazhi.records.answers(ids)}
    return tuple(Told(conversation=one, answers=tuple(found[i] for i in one.answer_ids if i in found)) for one in conversations)


def told_in(fazhi: Fazhi, session_id: str, owner: str) -> Told | None:
    """One conversation of an owner; None where there is no such one of theirs."""
    if len(session_id) > _LONGEST_ID or not session_id.isprintable():
        return None  # nothing that a database could be asked for
    conversation = fazhi.conversations.get(session_id, owner)
    return told(fazhi, [conversation])[0] if conversation else None
