"""A conversation as the page holds it: questions, each with what stands under it, and where the next one goes.

A question that is asked anew takes the place of the former; one that was changed also ends what came after it.
Either is understood from what is shown before it, and from nothing else: the record keeps more than the page shows.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from assistant.models import Answer, Caveat
from assistant.record.models import Feedback
from index.models import Frozen
from ui.chat.bubbles import answer_bubble, earlier_bubble, question_bubble

_SHOWN = 100  # questions; older ones are in the history
_LONGEST_NAME = 24  # characters of a question that a conversation is called by


class Exchange(Frozen):
    """A question, the place it was limited to, and what stands under it: an answer, or what is kept nowhere (a failure, a stop)."""

    key: str
    question: str
    content: str
    place: str | None = None
    answer_id: str = ""
    options: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()


class Conversation(Frozen):
    """What one tab shows; `editing` is the exchange whose question is being changed, `running` the one being answered."""

    session_id: str
    name: str = ""
    exchanges: tuple[Exchange, ...] = ()
    editing: str = ""
    running: str = ""

    def at(self, key: str) -> int | None:
        """Where an exchange stands; None where it is not shown."""
        return next((at for at, exchange in enumerate(self.exchanges) if exchange.key == key), None)


class Asking(Frozen):
    """A question to ask, what is shown around it, and the exchanges it may refer to."""

    question: str
    place: str | None = None
    before: tuple[Exchange, ...] = ()
    after: tuple[Exchange, ...] = ()
    follows: tuple[Exchange, ...] = ()


def begin() -> Conversation:
    """A conversation in which nothing has been said, under an id nobody else has."""
    return Conversation(session_id=uuid.uuid4().hex)


def next_question(shown: Conversation, question: str, place: str | None) -> Asking:
    """At the end; or, where a question is being changed, instead of it and all after it."""
    at = shown.at(shown.editing) if shown.editing else None
    before = shown.exchanges if at is None else shown.exchanges[:at]
    return Asking(question=question, place=place, before=before, follows=before)


def anew(shown: Conversation, at: int, place: str | None) -> Asking:
    """The same question instead of itself."""
    before = shown.exchanges[:at]
    return Asking(question=shown.exchanges[at].question, place=place, before=before, after=shown.exchanges[at + 1 :], follows=before)


def elsewhere(shown: Conversation, at: int, question: str) -> Asking:
    """A question of one exchange put to another place: a new one at the end, from what the former was understood from."""
    return Asking(question=question, before=shown.exchanges, follows=shown.exchanges[:at])


def answered(
    key: str, question: str, answer: Answer, before: Sequence[Exchange], *, is_last: bool = True, helpful: bool | None = None
) -> Exchange:
    """An exchange with its answer; caveats that were told before are told at length again only where they are what was asked for."""
    told = set() if _is_about_documents(answer) else {caveat for exchange in before for caveat in exchange.caveats}
    content = answer_bubble(answer, told, helpful)
    options = answer.suggestions if is_last else ()
    return Exchange(key=key, question=question, content=content, answer_id=answer.answer_id, options=options, caveats=answer.caveats)


def _is_about_documents(answer: Answer) -> bool:
    """Whether it tells of documents themselves (their term, their number) and cites no clause."""
    return bool(answer.citations) and not any(citation.path for citation in answer.citations)


def restored(session_id: str, name: str, answers: Sequence[Answer], said: Sequence[Feedback] = ()) -> Conversation:
    """A conversation from the answers it shows; `said` is what its reader said of them, the last word counts."""
    helpful = {one.answer_id: one.helpful for one in said}
    exchanges: list[Exchange] = []
    for answer in answers:
        exchanges.append(answered(answer.answer_id, answer.question, answer, exchanges, helpful=helpful.get(answer.answer_id)))
    return Conversation(session_id=session_id, name=name, exchanges=tuple(exchanges))


def named_after(question: str) -> str:
    """What a conversation is called until it is given a name."""
    words = " ".join(question.split())
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME] + "…"


def as_chat(shown: Conversation) -> list[dict[str, Any]]:
    """The messages as gradio's chat takes them; only the last answer offers what to ask next."""
    left_out = max(0, len(shown.exchanges) - _SHOWN)
    messages: list[dict[str, Any]] = []
    if left_out:
        messages.append({"role": "assistant", "content": earlier_bubble(left_out)})
    for exchange in shown.exchanges[left_out:]:
        is_settled = exchange.key != shown.running
        messages.append({"role": "user", "content": question_bubble(exchange.question, exchange.key if is_settled else "")})
        messages.append({"role": "assistant", "content": exchange.content})
    if shown.exchanges:
        messages[-1]["options"] = [{"value": option} for option in shown.exchanges[-1].options]
    return messages
