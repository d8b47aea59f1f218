"""An answer as it comes about: the steps as they begin, each claim with what it rests on, then the whole."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextvars import copy_context
from typing import Literal

from pydantic import Field

from assistant.chat import NOBODY, Chat
from assistant.clock import Listener
from assistant.models import Answer, Ask, Citation, Claim
from assistant.record.models import Asker
from assistant.understand.conversation import Turn
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


class _Telling(Listener):
    """Passes on what it hears to whoever reads the queue."""

    def __init__(self, told: queue.SimpleQueue[Event | Exception]) -> None:
        self._told = told

    def step(self, text: str) -> None:
        self._told.put(StepBegun(text=text))

    def claim(self, claim: Claim, sources: tuple[Citation, ...], said: str) -> None:
        self._told.put(ClaimMade(**claim.model_dump(), sources=sources, said=said))


def stream(chat: Chat, ask: Ask, asker: Asker = NOBODY, before: Turn | None = None) -> Iterator[Event]:
    """Answer in a thread of its own and tell what happens; an error of the answer is raised here.

    A claim is told when it has passed its checks, and stays. Where the listener goes away, the answer is still kept.
    """
    told: queue.SimpleQueue[Event | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            told.put(chat.answer(ask, _Telling(told), asker, before))
        except Exception as error:  # raised again in the listener's thread
            told.put(error)

    threading.Thread(target=copy_context().run, args=(work,), name="answer", daemon=True).start()
    while not isinstance(event := told.get(), Answer):
        if isinstance(event, Exception):
            raise event
        yield event
    yield event
