"""Clients that take up connections and do little with them: slow to send, slow to read, silent."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from eval.load.attempt import Target
from eval.load.peers import Peer, peer, request, slowly

_AT_ONCE = 5
_IDLE = 200  # connections


def slow_headers(target: Target) -> Counter[str]:
    return _all_at_once(target, lambda one: slowly(one, request("/v1/models", target.key), 1.0, target.patience))


def slow_body(target: Target) -> Counter[str]:
    start = request("/v1/answers", target.key, "Content-Type: application/json", "Content-Length: 1000", method="POST")

    def send(one: Peer) -> str:
        one.send(start)
        return slowly(one, b" " * 1000, 1.0, target.patience)

    return _all_at_once(target, send)


def no_readers(target: Target) -> Counter[str]:
    """Ask for much, again and again, and read nothing."""
    asked = request("/openapi.json", target.key) * 100  # more than the buffers between two programs hold

    def send(one: Peer) -> str:
        one.send(asked)
        until = time.monotonic() + target.patience
        while time.monotonic() < until:
            time.sleep(0.5)
            if not one.send(b"\r\n"):
                return "closed"
        return "still open"

    return _all_at_once(target, send, receive_buffer=2048)


def idle(target: Target) -> Counter[str]:
    """Connections on which nothing is ever said."""
    held = [Peer(target.port) for _ in range(_IDLE)]
    try:
        until = time.monotonic() + target.patience
        while time.monotonic() < until and any(one.is_open() for one in held):
            time.sleep(0.5)
        return Counter("still open" if one.is_open() else "closed" for one in held)
    finally:
        for one in held:
            one.close()


def _all_at_once(target: Target, send: Callable[[Peer], str], receive_buffer: int = 0) -> Counter[str]:
    def one_of_them(_: int) -> str:
        with peer(target.port, receive_buffer) as one:
            return send(one)

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return Counter(threads.map(one_of_them, range(_AT_ONCE)))
