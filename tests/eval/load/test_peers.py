"""Clients byte by byte, against servers that answer, close, or do neither."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from eval.load.attempt import Attempt, Target
from eval.load.peers import Peer, peer, request, slowly

Serve = Callable[[Callable[[socket.socket], None]], int]
TARGET = Target(key="k", flooding="k", expired="k", revoked="k", limit=1, times_over=1, patience=5.0)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Listens on a port, and does with each connection what it is told."""
    listening: list[socket.socket] = []

    def start(handle: Callable[[socket.socket], None]) -> int:
        made = socket.create_server(("127.0.0.1", 0))
        listening.append(made)

        def accept() -> None:
            try:
                while True:
                    handle(made.accept()[0])
            except OSError:
                pass  # closed at the end

        threading.Thread(target=accept, daemon=True).start()
        return int(made.getsockname()[1])

    yield start
    for one in listening:
        one.close()


def answer(connection: socket.socket) -> None:
    connection.recv(1)
    connection.sendall(b"HTTP/1.1 431 Request Header Fields Too Large\r\n\r\n")
    connection.close()


def test_the_status_of_an_answer_is_heard(serve: Serve) -> None:
    with peer(serve(answer)) as one:
        assert one.send(request("/", "k"))
        assert one.heard(5) == "431"


def test_a_closed_connection_is_told_from_one_that_is_still_open(serve: Serve) -> None:
    with peer(serve(lambda connection: connection.close())) as one:
        assert one.heard(5) == "closed"
        assert not one.is_open()
    kept: list[socket.socket] = []
    with peer(serve(kept.append)) as one:
        assert one.heard(0.1) == "still open"
        assert one.is_open()


def test_who_sends_slowly_hears_a_refusal_in_between(serve: Serve) -> None:
    with peer(serve(answer)) as one:
        assert slowly(one, b"x" * 1000, every=0.2, seconds=5) == "431"


def test_a_request_has_its_length_unless_it_comes_in_chunks() -> None:
    assert b"Content-Length: 2\r\n" in request("/", "k", method="POST", body=b"{}")
    assert b"Content-Length" not in request("/", "k", "Transfer-Encoding: chunked", method="POST", body=b"{}")
    assert request("/a", "k").startswith(b"GET /a HTTP/1.1\r\n")
    assert request("/a", "k").endswith(b"\r\n\r\n")


def test_an_attempt_is_right_where_every_one_ended_as_it_should() -> None:
    attempt = Attempt("slow", lambda _: Counter(), ("408",), within=15.0)
    assert attempt.is_right(Counter({"408": 3}), TARGET.model_copy(update={"patience": 20.0}))
    assert not attempt.is_right(Counter({"408": 3, "still open": 1}), TARGET.model_copy(update={"patience": 20.0}))
    assert attempt.is_right(Counter({"still open": 1}), TARGET)
    assert not attempt.is_right(Counter({"200": 1}), TARGET)
    assert not attempt.is_right(Counter(), TARGET)


def test_a_refused_connection_is_an_error(serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(OSError):
        Peer(port)
