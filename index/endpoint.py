"""A service at an address: called within a time, tried twice at most, left alone for a while once it keeps failing.

Whatever goes wrong becomes one EndpointFailed. Its reason is a short code; it never holds an address, a key, or what the
service said.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TypeVar

import httpx
import pybreaker
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random

Given = TypeVar("Given")
FAILURES, PAUSE = 3, 30.0  # after so many failures on end a service is not asked for so many seconds
PASSING = {"busy", "failed", "unreachable"}  # what another try may mend
_MOST_BYTES = 16_000_000  # sixteen long vectors written as decimals are well below
_NOWHERE = "nowhere:"  # calling it fails like any other address at which nothing is


class EndpointFailed(Exception):
    """A service could not be used: timeout, unreachable, busy, refused, failed, unreadable or resting."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Service:
    """One service; no call of it takes longer than `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._breaker = pybreaker.CircuitBreaker(fail_max=FAILURES, reset_timeout=PAUSE, throw_new_error_on_trip=False)

    def call(self, work: Callable[[], Given]) -> Given:
        """What the work gives; raises EndpointFailed."""
        try:
            with self._breaker.calling():
                return _within(self._seconds, lambda: tried(work))
        except pybreaker.CircuitBreakerError:
            raise EndpointFailed("resting") from None


def _within(seconds: float, work: Callable[[], Given]) -> Given:
    """Let another thread work: neither a silent service nor a name that is looked up forever can hold this one."""
    answer: Future[Given] = Future()

    def run() -> None:
        try:
            answer.set_result(work())
        except EndpointFailed as error:
            answer.set_exception(error)

    threading.Thread(target=run, name="endpoint", daemon=True).start()
    try:
        return answer.result(timeout=seconds)
    except TimeoutError:
        raise EndpointFailed("timeout") from None


def tried(work: Callable[[], Given]) -> Given:
    """Do the work, once more where that may help; every error becomes an EndpointFailed."""
    again = retry_if_exception(lambda error: isinstance(error, EndpointFailed) and error.reason in PASSING)
    return Retrying(stop=stop_after_attempt(2), wait=wait_random(0.1, 0.4), retry=again, reraise=True)(_told, work)


def _told(work: Callable[[], Given]) -> Given:
    try:
        return work()
    except Exception as error:  # clients raise whatever their transport raises, or what they make of a reply
        reason = _reason_of(error)
    raise EndpointFailed(reason)  # out here, so that the error with its addresses does not hang on to it


def _reason_of(error: Exception) -> str:
    each: BaseException | None = error
    while each is not None:  # clients wrap what stopped them, some twice
        if isinstance(each, EndpointFailed):
            return each.reason
        if isinstance(each, httpx.TimeoutException):
            return "timeout"
        if isinstance(each, httpx.TransportError):
            return "unreachable"
        each = each.__cause__ or each.__context__
    return "unreadable"


def http_client(url: str, seconds: float) -> tuple[httpx.Client, str]:
    """A client that keeps to limits, and the address without the login in it, which the client knows and nobody logs."""
    try:
        address = httpx.URL(url.strip())
    except httpx.InvalidURL:
        address = httpx.URL(_NOWHERE)
    client = httpx.Client(
        auth=httpx.BasicAuth(address.username, address.password) if address.userinfo else None,
        timeout=seconds,
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [lambda response: _check(response, seconds)]},
    )
    return client, str(address.copy_with(userinfo=b"")) if address.host else _NOWHERE


def _check(response: httpx.Response, seconds: float) -> None:
    """Only a plain success is read, and no more of it than fits."""
    status = response.status_code
    if status == 429:
        raise EndpointFailed("busy")
    if not response.is_success:
        raise EndpointFailed("failed" if status >= 500 else "refused")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise EndpointFailed("unreadable")  # not asked for, and its size could not be told
    assert isinstance(response.stream, httpx.SyncByteStream)
    response.stream = _Bounded(response.stream, time.monotonic() + seconds)


class _Bounded(httpx.SyncByteStream):
    """A reply that is cut off where it is too long or takes too long, however steadily it drips."""

    def __init__(self, stream: httpx.SyncByteStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._stream:
            size += len(chunk)
            if size > _MOST_BYTES:
                raise EndpointFailed("unreadable")
            if time.monotonic() > self._deadline:
                raise EndpointFailed("timeout")
            yield chunk

    def close(self) -> None:
        self._stream.close()
