"""Connections that are not waited for without end: slow or endless headers, slow readers, and what is no HTTP at all.

uvicorn has a time limit for idle connections between two requests only, and with httptools none for the size of headers.
"""

from __future__ import annotations

import asyncio
import uuid
from typing import TYPE_CHECKING, Any

from h11._connection import DEFAULT_MAX_INCOMPLETE_EVENT_SIZE
from starlette.exceptions import HTTPException
from uvicorn.protocols.http.h11_impl import H11Protocol

from assistant.http.problems import MEDIA_TYPE, problem_of

if TYPE_CHECKING:
    _Base = H11Protocol
else:
    _Base = object

HEADERS_WITHIN = 10.0  # seconds for the headers of a request; for the rest of a body, too, that is not wanted any more
READ_WITHIN = 60.0  # seconds in which a reader must take something of a response
_LINGER = 2.0  # seconds what still arrives is thrown away, so that a refusal is read before the connection is closed
_PHRASES = {400: "Bad Request", 431: "Request Header Fields Too Large"}


class Impatient(_Base):
    """What is added to either protocol of uvicorn."""

    headers_within, read_within, linger = HEADERS_WITHIN, READ_WITHIN, _LINGER

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start("headers", self.headers_within)

    def connection_lost(self, exc: Exception | None) -> None:
        for name in tuple(self._timers):
            self._stop(name)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refused or self.transport.is_closing():
            return
        if not self._is_under_way():
            self._start("headers", self.headers_within)
        super().data_received(data)
        if self._is_under_way():
            self._stop("headers")
        elif self._is_too_long() and not self._refused:
            self._refuse(431)

    def send_400_response(self, msg: str) -> None:
        """uvicorn found that this is no HTTP, or more of it than it takes."""
        self._refuse(431 if self._is_too_long() else 400)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._start("reader", self.read_within)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop("reader")

    def _is_too_long(self) -> bool:
        """Whether headers that are not complete are longer than they may be."""
        raise NotImplementedError

    def _is_under_way(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _refuse(self, status: int) -> None:
        """Say why, let it be read, and close; in the middle of a response nothing can be said."""
        self._refused = True
        if self._is_under_way():
            self.transport.close()
            return
        problem = problem_of(HTTPException(status), "", uuid.uuid4().hex).model_dump_json().encode()
        lines = (
            f"HTTP/1.1 {status} {_PHRASES[status]}",
            f"Content-Type: {MEDIA_TYPE}",
            f"Content-Length: {len(problem)}",
            "Connection: close",
        )
        self.transport.write("\r\n".join((*lines, "", "")).encode() + problem)
        self._start("close", self.linger)

    def _start(self, name: str, seconds: float) -> None:
        if name not in self._timers:
            self._timers[name] = self.loop.call_later(seconds, self._give_up)

    def _stop(self, name: str) -> None:
        if timer := self._timers.pop(name, None):
            timer.cancel()

    def _give_up(self) -> None:
        self.transport.abort()


class ImpatientH11(Impatient, H11Protocol):
    """For where httptools is not installed; h11 itself stops reading headers at 16 kB."""

    def _is_too_long(self) -> bool:
        return len(self.conn.trailing_data[0]) > DEFAULT_MAX_INCOMPLETE_EVENT_SIZE
