"""Clients that mean ill or know no better, byte by byte; each gives the status it was answered with, or how it ended."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_CLOSED = "closed"  # by the server, without a word
_OPEN = "still open"
_STUCK = 20.0  # seconds that no single read or write of ours may take


class Peer:
    """A connection to a server of this machine, byte by byte."""

    def __init__(self, port: int, receive_buffer: int = 0) -> None:
        self._socket = socket.socket()
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.settimeout(_STUCK)
        self._socket.connect(("127.0.0.1", port))

    def send(self, data: bytes) -> bool:
        """Whether it was taken; a server that refuses closes before all is sent."""
        try:
            self._socket.sendall(data)
        except OSError:
            return False
        return True

    def half_close(self) -> None:
        """Nothing more is sent; what comes is still read."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)

    def heard(self, seconds: float) -> str:
        """The status of the answer, `closed` without one, `still open` after so many seconds."""
        told, until = b"", time.monotonic() + seconds
        while b"\r\n" not in told:
            self._socket.settimeout(max(0.01, until - time.monotonic()))
            try:
                piece = self._socket.recv(4096)
            except TimeoutError:
                return _OPEN
            except OSError:
                break
            if not piece:
                break
            told += piece
        return told.split()[1].decode("ascii", "replace") if told.startswith(b"HTTP/1.1 ") else _CLOSED

    def is_open(self) -> bool:
        """Whether the server has not closed it, as far as is known; what came is left alone."""
        self._socket.settimeout(0.0)
        try:
            return bool(self._socket.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def close(self) -> None:
        """Let go."""
        self._socket.close()


@contextmanager
def peer(port: int, receive_buffer: int = 0) -> Iterator[Peer]:
    """A connection, closed at the end."""
    made = Peer(port, receive_buffer)
    try:
        yield made
    finally:
        made.close()


def request(path: str, key: str, *headers: str, method: str = "GET", body: bytes = b"") -> bytes:
    """A request as it goes over the line; a body goes with its length unless a header says otherwise."""
    length = [f"Content-Length: {len(body)}"] if body and not any(line.lower().startswith("transfer-encoding") for line in headers) else []
    lines = (f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {key}", *length, *headers, "", "")
    return "\r\n".join(lines).encode("latin-1") + body


def slowly(peer: Peer, data: bytes, every: float, seconds: float) -> str:
    """Send one byte every so many seconds for a while; how the server ended it."""
    until = time.monotonic() + seconds
    for at in range(len(data)):
        if time.monotonic() >= until or not peer.send(data[at : at + 1]):
            break
        if (heard := peer.heard(every)) != _OPEN:
            return heard
    return peer.heard(every)
