"""What a scripted chat server writes, byte for byte: as OpenAI's own does, but for the one fault of its script."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle
from typing import Any

Messages = list[dict[str, Any]]
Says = str | Sequence[str] | Callable[[Messages], str]
# What is written to the client, piece by piece; None cuts the connection.
Pieces = Iterator[bytes | None]


class Fault(StrEnum):
    """What is wrong with a server."""

    HEALTHY = "healthy"
    SLOW = "slow"
    DRIP = "drip"
    KEEPALIVE = "keepalive"
    DIES_MID_STREAM = "dies_mid_stream"
    ENDS_EARLY = "ends_early"
    REFUSES_429 = "refuses_429"
    FAILS_500 = "fails_500"
    FAILS_ONCE_500 = "fails_once_500"
    NO_SCHEMA_400 = "no_schema_400"
    UNAUTHORISED_401 = "unauthorised_401"
    HTML = "html"
    ENDLESS = "endless"
    EMPTY = "empty"
    NOT_JSON_SSE = "not_json_sse"
    WRONG_TYPE = "wrong_type"
    DEAD = "dead"


@dataclass(frozen=True)
class Script:
    """What a server does and writes, after how long its first byte comes when slow, and how long it pauses when dripping."""

    fault: Fault
    says: Says = ("好", "的。")
    seconds: float = 5.0
    pause: float = 0.05
    retry_after: str = "7"


@dataclass(frozen=True)
class Request:
    """What a client sent; the names of headers are in small letters."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


def status_of(script: Script, request: Request, *, first: bool) -> int:
    """How a request is met: 200 where it gets a reply."""
    if request.path != "/v1/chat/completions":
        return 404
    fault = script.fault
    if fault is Fault.NO_SCHEMA_400:
        return 400 if "response_format" in request.body else 200
    if fault is Fault.FAILS_ONCE_500:
        return 500 if first else 200
    return {Fault.REFUSES_429: 429, Fault.FAILS_500: 500, Fault.UNAUTHORISED_401: 401}.get(fault, 200)


def refusal(request: Request, status: int) -> Pieces:
    """Endpoints are known to repeat the key they were given, so that what they say must not be passed on."""
    message = f"refused with {status}: {request.headers.get('authorization', 'no key')}"
    yield json.dumps({"error": {"message": message, "type": "error", "param": None, "code": str(status)}}).encode()


def reply(script: Script, closing: threading.Event, request: Request) -> tuple[str, Pieces]:
    """The media type and the pieces of a reply; one without an end goes on until the server closes."""
    if script.fault is Fault.HTML:
        return "text/html", iter([b"<!doctype html><title>502 Bad Gateway</title>"])
    parts = _parts(script.says, request.body["messages"])
    if request.body.get("stream"):
        return "text/event-stream", _streamed(script, closing, parts)
    return "application/json", _whole(script, closing, "".join(parts))


def _parts(says: Says, messages: Messages) -> list[str]:
    said = says(messages) if callable(says) else says
    return [said[at : at + 4] for at in range(0, len(said), 4)] if isinstance(said, str) else list(said)


def _streamed(script: Script, closing: threading.Event, parts: list[str]) -> Pieces:
    fault, text = script.fault, "".join(parts)
    if fault is Fault.KEEPALIVE:
        yield from _without_end(closing, [b": keep-alive\n\n"], script.pause)
    yield _event({"role": "assistant", "content": ""})
    if fault is Fault.DRIP:
        yield from _without_end(closing, [_event({"content": char}) for char in text], script.pause)
    if fault is Fault.ENDLESS:
        yield from _without_end(closing, [_event({"content": part}) for part in parts], 0.001)
    if fault is Fault.NOT_JSON_SSE:
        yield b'data: {"choices": [{"delta": {"content": "\n\n'
    if fault in (Fault.DIES_MID_STREAM, Fault.ENDS_EARLY):
        half = text[: len(text) // 2]
        yield from [_event({"content": part}) for part in _parts(half, [])]
        yield from [None] if fault is Fault.DIES_MID_STREAM else []
        return
    contents: list[Any] = {Fault.EMPTY: [], Fault.WRONG_TYPE: [7, ["好"]]}.get(fault, parts)
    yield from [_event({"content": content}) for content in contents]
    yield _event({}, "stop")
    yield b"data: [DONE]\n\n"


def _whole(script: Script, closing: threading.Event, text: str) -> Pieces:
    fault = script.fault
    if fault in (Fault.DRIP, Fault.KEEPALIVE, Fault.ENDLESS):  # blanks before a JSON value are valid JSON
        yield from _without_end(closing, [b" "], 0.001 if fault is Fault.ENDLESS else script.pause)
    content: Any = {Fault.EMPTY: "", Fault.WRONG_TYPE: 7}.get(fault, text)
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    written = json.dumps(_envelope("chat.completion", choice), ensure_ascii=False).encode()
    cut = fault in (Fault.DIES_MID_STREAM, Fault.ENDS_EARLY, Fault.NOT_JSON_SSE)
    yield written[: len(written) // 2] if cut else written
    yield from [None] if fault is Fault.DIES_MID_STREAM else []


def _without_end(closing: threading.Event, pieces: Sequence[bytes], pause: float) -> Pieces:
    for piece in cycle(pieces):
        yield piece
        if closing.wait(pause):
            yield None


def _event(delta: dict[str, Any], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return f"data: {json.dumps(_envelope('chat.completion.chunk', choice), ensure_ascii=False)}\n\n".encode()


def _envelope(kind: str, choice: dict[str, Any]) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": "fake", "choices": [choice]}
