"""The OpenAI-compatible addresses, answered by the same assistant and recorded like every other answer."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request

from assistant.bootstrap import Fazhi
from assistant.http.metrics import Metrics
from assistant.http.once import asker_of
from assistant.http.openai.routes import openai_routes
from assistant.models import Answer, Ask
from assistant.streaming import Event, stream
from assistant.understand.conversation import Turn


def chat_routes(fazhi: Fazhi, metrics: Metrics) -> APIRouter:
    """/v1/chat/completions and /v1/models."""

    def answer(ask: Ask, request: Request, before: Turn | None) -> Answer:
        return metrics.counted(fazhi.chat.answer(ask, asker=asker_of(fazhi, request, "chat", ask), before=before))

    def events(ask: Ask, request: Request, before: Turn | None) -> Iterator[Event]:
        fazhi.switch.check()  # while it can still be told as a status
        return _counted(stream(fazhi.chat, ask, asker_of(fazhi, request, "chat", ask), before), metrics)

    return openai_routes(fazhi, answer, events)


def _counted(events: Iterator[Event], metrics: Metrics) -> Iterator[Event]:
    for event in events:
        yield metrics.counted(event) if isinstance(event, Answer) else event
