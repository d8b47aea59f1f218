"""A question of the page is answered: the conversation after each thing that happens, listed as soon as the answer is recorded."""

from __future__ import annotations

import logging
import uuid
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool

from assistant.bootstrap import Fazhi
from assistant.http.metrics import Metrics
from assistant.models import Answer, Ask
from assistant.privacy import without_personal_data
from assistant.record.models import Asker
from assistant.streaming import ClaimMade, Live, StepBegun
from assistant.understand.cleaning import shown as cleaned
from assistant.understand.conversation import Following
from index.errors import FazhiError
from ui.chat.bubbles import failure_bubble, progress_bubble
from ui.chat.conversation import Asking, Conversation, Exchange, answered, named_after
from ui.visitors import Visitor

LOG = logging.getLogger("fazhi.page")
_BROKEN = "服务器出错，已记入日志；请稍后再问。"


class Answering:
    """Answers the questions of all tabs; none waits for another, each can be stopped."""

    def __init__(self, fazhi: Fazhi, metrics: Metrics) -> None:
        self._fazhi = fazhi
        self._metrics = metrics
        self._live: dict[str, Live] = {}

    def is_running(self, shown: Conversation) -> bool:
        """Whether a question of this tab is being answered now."""
        return shown.running in self._live

    def stop(self, shown: Conversation) -> None:
        """Let the question being answered be; what is shown of its answer stays."""
        if live := self._live.get(shown.running):
            live.stop()

    async def ask(self, shown: Conversation, asking: Asking, visitor: Visitor) -> AsyncIterator[Conversation]:
        """The conversation after each thing that happens until the answer stands in it."""
        said = without_personal_data(asking.question).text  # the page remembers no more of it than the record does
        key = uuid.uuid4().hex
        name = shown.name or named_after(said)
        progress = _Progress()

        def after(content: str, running: str = "") -> Conversation:
            return _with(shown, asking, Exchange(key=key, question=said, content=content, place=asking.place), name, running)

        live = self._live[key] = Live(lambda answer: self._list(shown, asking, answer, name, visitor.owner))
        try:
            yield after(progress.bubble(), key)
            following = await run_in_threadpool(self._following, asking)
            ask = Ask(question=cleaned(asking.question), place=asking.place, session_id=shown.session_id)
            async for event in live.stream(self._fazhi.chat, ask, Asker(door="page", key=visitor.key), following):
                if isinstance(event, Answer):
                    self._metrics.count_answer(event)
                    yield _with(shown, asking, answered(event.answer_id, said, event, asking.before), name, "")
                    return
                progress.add(event)
                if not live.is_behind:  # a long conversation is not sent more often than it can be shown
                    yield after(progress.bubble(), key)
            yield after(progress.bubble(stopped_key=key))
        except FazhiError as error:
            yield after(failure_bubble(str(error), key))
        except Exception:
            LOG.exception("a question of the page failed")
            yield after(failure_bubble(_BROKEN, key))
        finally:
            self._live.pop(key, None)

    def _following(self, asking: Asking) -> Following:
        """The turn of the last exchange before it that a question can refer to."""
        turns = (self._fazhi.records.turn(exchange.answer_id) for exchange in reversed(asking.follows) if exchange.answer_id)
        return Following(turn=next((turn for turn in turns if turn), None))

    def _list(self, shown: Conversation, asking: Asking, answer: Answer, name: str, owner: str) -> None:
        """Let the list show the answer where the page shows it; what another tab has added meanwhile stays."""
        conversations = self._fazhi.conversations
        listed = conversations.get(shown.session_id, owner)
        known = {exchange.answer_id for exchange in shown.exchanges}
        added = [answer_id for answer_id in (listed.answer_ids if listed else ()) if answer_id not in known]
        answer_ids = [*_ids(asking.before), answer.answer_id, *_ids(asking.after), *added]
        conversations.show(shown.session_id, owner, answer_ids, name)


class _Progress:
    """What has been heard of an answer so far."""

    def __init__(self) -> None:
        self._steps: list[str] = []
        self._claims: list[ClaimMade] = []

    def add(self, event: StepBegun | ClaimMade) -> None:
        if isinstance(event, StepBegun):
            self._steps.append(event.text)
        else:
            self._claims.append(event)

    def bubble(self, stopped_key: str = "") -> str:
        return progress_bubble(self._steps, self._claims, stopped_key)


def _with(shown: Conversation, asking: Asking, exchange: Exchange, name: str, running: str) -> Conversation:
    exchanges = (*asking.before, exchange, *asking.after)
    return shown.model_copy(update={"exchanges": exchanges, "name": name, "editing": "", "running": running})


def _ids(exchanges: tuple[Exchange, ...]) -> list[str]:
    return [exchange.answer_id for exchange in exchanges if exchange.answer_id]
