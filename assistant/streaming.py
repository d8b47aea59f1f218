"""An answer as it comes about: the steps as they begin, each claim with what it rests on, then the whole."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import Literal

from assistant.chat import Chat
from assistant.models import Answer, Ask, Citation, Claim
from index.models import Frozen


class StepBegun(Frozen):
    """A step of answering that has begun, in words for the reader."""

    event: Literal["step"] = "step"
    text: str


class ClaimMade(Claim):
    """A claim of the finished, checked answer, with the citations its markers stand for."""

    event: Literal["claim"] = "claim"
    sources: tuple[Citation, ...]


Event = StepBegun | ClaimMade | Answer


def stream(chat: Chat, ask: Ask) -> Iterator[Event]:
    """Answer in a thread of its own and tell what happens; an error of the answer is raised here.

    Claims are told only when all of them have passed their checks. Where the listener goes away, the answer is still kept.
    """
    told: queue.SimpleQueue[StepBegun | Answer | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            told.put(chat.answer(ask, lambda step: told.put(StepBegun(text=step))))
        except Exception as error:  # raised again in the listener's thread
            told.put(error)

    threading.Thread(target=work, name="answer", daemon=True).start()
    while isinstance(event := told.get(), StepBegun):
        yield event
    if isinstance(event, Exception):
        raise event
    yield from claims_of(event)
    yield event


def claims_of(answer: Answer) -> Iterator[ClaimMade]:
    """The claims in order, each with its citations."""
    by_marker = {citation.marker: citation for citation in answer.citations}
    for claim in answer.claims:
        sources = tuple(by_marker[marker] for marker in claim.citations)
        yield ClaimMade(text=claim.text, citations=claim.citations, supported=claim.supported, sources=sources)
