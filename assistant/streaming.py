"""An answer as it comes about: the steps as they begin, each claim with what it rests on, then the whole."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import copy_context
from typing import Literal

from pydantic import Field

from assistant.chat import NOBODY, Chat
from assistant.clock import Listener
from assistant.models import Answer, Ask, Citation, Claim
from assistant.record.models import Asker
from assistant.understand.conversation import Following, Turn
from index.models import Frozen


class StepBegun(Frozen):
    """A step of answering that has begun, in words for the reader."""

    event: Literal["step"] = "step"
    text: str


class ClaimMade(Claim):
    """A claim that has passed its checks, with the citations its markers stand for."""

    event: Literal["claim"] = "claim"
    sources: tuple[Citation, ...] = Field(description="这句话的出处")
    said: str = Field(description="答案因此多出的文字；按顺序连起来就是答案的开头", examples=["2024年年底前基本建成。[1]"])


Event = StepBegun | ClaimMade | Answer


_Tell = Callable[[Event | Exception], None]


class _Telling(Listener):
    """Passes on what it hears."""

    def __init__(self, tell: _Tell) -> None:
        self._tell = tell

    def step(self, text: str) -> None:
        self._tell(StepBegun(text=text))

    def claim(self, claim: Claim, sources: tuple[Citation, ...], said: str) -> None:
        self._tell(ClaimMade(**claim.model_dump(), sources=sources, said=said))


def stream(chat: Chat, ask: Ask, asker: Asker = NOBODY, before: Turn | Following | None = None) -> Iterator[Event]:
    """Answer in a thread of its own and tell what happens; an error of the answer is raised here.

    A claim is told when it has passed its checks, and stays. Where the listener goes away, the answer is still kept.
    """
    told: queue.SimpleQueue[Event | Exception] = queue.SimpleQueue()
    _begin(lambda tell: chat.answer(ask, _Telling(tell), asker, before), told.put)
    while not isinstance(event := told.get(), Answer):
        if isinstance(event, Exception):
            raise event
        yield event
    yield event


class Live:
    """An answer on its way, for a listener that waits without a thread of its own and may stop listening.

    `kept` is called with the answer once it is recorded, even where the listener has gone away; not where it was stopped.
    """

    def __init__(self, kept: Callable[[Answer], None] = lambda answer: None) -> None:
        self._kept = kept
        self._told: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
        self._settling = threading.Lock()
        self._state: Literal["open", "stopped", "kept"] = "open"

    @property
    def is_behind(self) -> bool:
        """Whether more has happened than was listened to; who shows each state as a whole may leave out this one."""
        return not self._told.empty()

    def stop(self) -> None:
        """Listen no further; the answer is still recorded, as every answer is. Called in the listener's event loop."""
        with self._settling:
            if self._state == "open":
                self._state = "stopped"
                self._told.put_nowait(None)

    async def stream(self, chat: Chat, ask: Ask, asker: Asker = NOBODY, before: Turn | Following | None = None) -> AsyncIterator[Event]:
        """What happens until the answer is there or listening is stopped; an error of the answer is raised here."""
        loop = asyncio.get_running_loop()

        def tell(event: Event | Exception) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._told.put_nowait, event)

        _begin(lambda tell: self._settled(chat.answer(ask, _Telling(tell), asker, before)), tell)
        while (event := await self._told.get()) is not None:
            if isinstance(event, Exception):
                raise event
            yield event
            if isinstance(event, Answer):
                return

    def _settled(self, answer: Answer) -> Answer:
        """Either it was stopped or it is kept, whichever was first."""
        with self._settling:
            if self._state == "open":
                self._kept(answer)
                self._state = "kept"
        return answer


def _begin(answer: Callable[[_Tell], Answer], tell: _Tell) -> None:
    def work() -> None:
        try:
            tell(answer(tell))
        except Exception as error:  # raised again where it is listened to
            tell(error)

    threading.Thread(target=copy_context().run, args=(work,), name="answer", daemon=True).start()
