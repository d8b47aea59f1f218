"""A conversation in the page: what one browser session has asked, and how the next answer streams in."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.bootstrap import Fazhi
from assistant.http.metrics import Metrics
from assistant.models import Answer, Ask
from assistant.privacy import without_personal_data
from assistant.record.models import Asker
from assistant.streaming import ClaimMade, StepBegun, stream
from assistant.understand.cleaning import shown
from index.errors import FazhiError
from index.models import Frozen
from ui.chat.bubbles import answer_bubble, failure_bubble, progress_bubble, question_bubble

LOG = logging.getLogger("fazhi.page")
_KEPT = 80  # messages; older ones scroll out of the page, not out of the records


class Message(Frozen):
    """A bubble; `options` are questions the reader may ask next with a click."""

    role: str
    content: str
    options: tuple[str, ...] = ()


class Conversation(Frozen):
    """The messages of one browser session, under an id nobody else has."""

    session_id: str
    messages: tuple[Message, ...] = ()


def begin() -> Conversation:
    """A conversation in which nothing has been said."""
    return Conversation(session_id=uuid.uuid4().hex)


def ask(fazhi: Fazhi, metrics: Metrics, before: Conversation, question: str, place: str | None, key: str = "") -> Iterator[Conversation]:
    """The conversation after each thing that happens while the question is answered."""
    said = without_personal_data(question).text  # the page remembers no more of it than the record does
    asked = [*before.messages[-_KEPT:], Message(role="user", content=question_bubble(said))]
    asked = [message.model_copy(update={"options": ()}) for message in asked]

    def after(content: str, options: Sequence[str] = ()) -> Conversation:
        answer = Message(role="assistant", content=content, options=tuple(options))
        return before.model_copy(update={"messages": (*asked, answer)})

    asker = Asker(door="page", key=key)
    steps: list[str] = []
    claims: list[ClaimMade] = []
    yield after(progress_bubble(steps, claims))
    try:
        for event in stream(fazhi.chat, Ask(question=shown(question), place=place, session_id=before.session_id), asker):
            if isinstance(event, Answer):
                metrics.count_answer(event)
                yield after(answer_bubble(event, steps), event.suggestions)
                return
            steps += [event.text] if isinstance(event, StepBegun) else []
            claims += [event] if isinstance(event, ClaimMade) else []
            yield after(progress_bubble(steps, claims))
    except FazhiError as error:
        yield after(failure_bubble(str(error)))
    except Exception:
        LOG.exception("a question of the page failed")
        yield after(failure_bubble("服务器出错，已记入日志；请稍后再问。"))


def as_chat(conversation: Conversation) -> list[dict[str, Any]]:
    """The messages as gradio's chat takes them."""
    return [
        {"role": message.role, "content": message.content, "options": [{"value": option} for option in message.options]}
        for message in conversation.messages
    ]
