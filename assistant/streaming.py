"""An answer as it comes about: the steps as they begin, each claim with what it rests on, then the whole."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Literal

from assistant.chat import Chat
from assistant.clock import Listener
from assistant.models import Answer, Ask, Citation, Claim
from index.models import Frozen


class StepBegun(Frozen):
    """A step of answering that has begun, in words for the reader."""

    event: Literal["step"] = "step"
    text: str


class ClaimMade(Claim):
    """A claim that has passed its checks, with the citations its markers stand for."""

    event: Literal["claim"] = "claim"
    sources: tuple[Citation, ...]


Event = StepBegun | ClaimMade | Answer


class _Telling(Listener):
    """Passes on what it hears to whoever reads the queue."""

    def __init__(self, told: queue.SimpleQueue[Event | Exception]) -> None:
        self._told = told

    def step(self, text: str) -> None:
        self._told.put(StepBegun(text=text))

    def claim(self, claim: Claim, sources: tuple[Citation, ...]) -> None:
        self._told.put(ClaimMade(**claim.model_dump(), sources=sources))


def stream(chat: Chat, ask: Ask) -> Iterator[Event]:
    """Answer in a thread of its own and tell what happens; an error of the answer is raised here.

    A claim is told when it has passed its checks, and stays. Where the listener goes away, the answer is still kept.
    """
    told: queue.SimpleQueue[Event | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            told.put(chat.answer(ask, _Telling(told)))
        except Exception as error:  # raised again in the listener's thread
            told.put(error)

    threading.Thread(target=work, name="answer", daemon=True).start()
    while not isinstance(event := told.get(), Answer):
        if isinstance(event, Exception):
            raise event
        yield event
    yield event
