"""What a tab can do with its conversation: ask, ask anew, ask of another place, change a question, open another one.

How the page's scripts reach it: gradio's own inputs ask; everything else that changes what the chat shows is a `Command`
that a script sends through one gr.HTML's event (the chat can only be changed from within gradio). What changes nothing in
the chat (the list, names, feedback, copying) goes over small routes of our own, see ui/chat/routes.py: they can be tried
without a browser, and wait for no queue. Buttons in bubbles carry `name` and `value`, which gradio's sanitizer leaves, unlike data-*.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any, Literal

from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool

from assistant.bootstrap import Fazhi
from assistant.http.metrics import Metrics
from index.models import Frozen
from ui.chat.answering import Answering
from ui.chat.conversation import Asking, Conversation, anew, begin, elsewhere, next_question, restored
from ui.chat.words import can_be_put_elsewhere
from ui.visitors import Visitor

_LEFT_OVER = re.compile(r"^[\s，,、：:]*的?")  # before what is asked, once the place is taken out of a question


class Command(Frozen):
    """What a script of the page asks for; `key` is the exchange it is about, `place` one that is held, `session_id` a conversation."""

    do: Literal["open", "again", "place", "edit", "leave"]
    key: str = Field(default="", max_length=64)
    place: str = Field(default="", max_length=64)
    session_id: str = Field(default="", max_length=64)


def command_of(said: Any) -> Command | None:
    """A command as a script said it; None where it is none."""
    try:
        return Command.model_validate(said)
    except ValidationError:
        return None


class Talk:
    """The conversations of all tabs, each known by what its tab holds."""

    def __init__(self, fazhi: Fazhi, metrics: Metrics) -> None:
        self._fazhi = fazhi
        self.answering = Answering(fazhi, metrics)

    async def asked(self, shown: Conversation, question: str, place: str | None, visitor: Visitor) -> AsyncIterator[Conversation]:
        """A question that was typed or chosen."""
        async for after in self._ask(shown, next_question(shown, question, place), visitor):
            yield after

    async def did(self, shown: Conversation, command: Command, visitor: Visitor) -> AsyncIterator[Conversation]:
        """What a command leads to; nothing where it is about what is not shown."""
        if command.do == "open":
            yield await self.opened(command.session_id, visitor)
        elif command.do in ("edit", "leave"):
            yield shown.model_copy(update={"editing": command.key if command.do == "edit" and shown.at(command.key) is not None else ""})
        elif asking := await run_in_threadpool(self._anew, shown, command):
            async for after in self._ask(shown, asking, visitor):
                yield after

    async def opened(self, session_id: str, visitor: Visitor) -> Conversation:
        """A conversation of the visitor's as it is stored; a new one where there is none of theirs."""
        return await run_in_threadpool(self._stored, session_id, visitor) if session_id else begin()

    def _stored(self, session_id: str, visitor: Visitor) -> Conversation:
        listed = self._fazhi.conversations.get(session_id, visitor.owner)
        if listed is None:
            return begin()
        records = self._fazhi.records
        said = [one for one in records.said_of(listed.answer_ids) if one.by == visitor.key]
        return restored(session_id, listed.name, records.answers(listed.answer_ids), said)

    async def _ask(self, shown: Conversation, asking: Asking, visitor: Visitor) -> AsyncIterator[Conversation]:
        if self.answering.is_running(shown):
            return
        async for after in self.answering.ask(shown, asking, visitor):
            yield after

    def _anew(self, shown: Conversation, command: Command) -> Asking | None:
        """The same question again, limited as it was; or its matter put to another place."""
        at = shown.at(command.key)
        if at is None:
            return None
        exchange = shown.exchanges[at]
        answer_id = exchange.answer_id
        if command.do == "again":
            record = self._fazhi.records.record(answer_id) if answer_id else None
            return anew(shown, at, record.asked.place if record else exchange.place)
        answer = self._fazhi.records.answer(answer_id) if answer_id and command.place else None
        turn = self._fazhi.records.turn(answer_id) if answer and can_be_put_elsewhere(answer) else None
        return elsewhere(shown, at, _put_to(command.place, turn.question)) if turn else None


def _put_to(place: str, matter: str) -> str:
    """As the assistant itself offers a question for one of several places."""
    asked = _LEFT_OVER.sub("", matter)
    return f"{place}：{asked}" if asked else place
