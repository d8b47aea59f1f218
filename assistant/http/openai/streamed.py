"""An answer as it comes about, in the chunks of a chat completion: each claim when it has passed its checks, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.http.openai.completed import Chunk, ChunkChoice, Delta
from assistant.http.openai.errors import ErrorTold
from assistant.http.openai.telling import Exchange, annotations_of, content_of, usage_of
from assistant.models import Answer
from assistant.streaming import ClaimMade, Event
from index.models import Frozen

DONE = "data: [DONE]\n\n"


class ErrorEvent(Frozen):
    """An error in the midst of a stream, whose status is sent already."""

    error: ErrorTold


def chunks(events: Iterable[Event], exchange: Exchange, *, with_usage: bool = False) -> Iterator[str]:
    """Server-sent events whose contents, joined, are exactly the content of the completion; an error of the events is raised."""
    yield _line(_chunk(exchange, Delta(role="assistant", content="")))
    said = ""
    for event in events:
        if isinstance(event, Answer):
            yield from _ending(event, said, exchange, with_usage)
        elif isinstance(event, ClaimMade) and event.said:
            said += event.said
            yield _line(_chunk(exchange, Delta(content=event.said)))


def told_error(error: ErrorTold) -> str:
    """The error as an event of the stream, which ends with it."""
    return _line(ErrorEvent(error=error))


def _ending(answer: Answer, said: str, exchange: Exchange, with_usage: bool) -> Iterator[str]:
    content = content_of(answer)
    if rest := content.removeprefix(said):
        yield _line(_chunk(exchange, Delta(content=rest)))
    annotations = annotations_of(answer, content, exchange.base_url)
    last = ChunkChoice(delta=Delta(annotations=annotations), finish_reason="stop")
    yield _line(Chunk(id=exchange.id, created=exchange.created, choices=(last,), fazhi=answer))
    if with_usage:
        yield _line(Chunk(id=exchange.id, created=exchange.created, usage=usage_of(exchange, content)))
    yield DONE


def _chunk(exchange: Exchange, delta: Delta) -> Chunk:
    return Chunk(id=exchange.id, created=exchange.created, choices=(ChunkChoice(delta=delta),))


def _line(data: Frozen) -> str:
    return f"data: {data.model_dump_json()}\n\n"
