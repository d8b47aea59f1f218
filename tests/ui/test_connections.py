"""Connections as strangers make them: endless headers, none at all, no HTTP, bodies that come too slowly, readers who do not read."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from assistant.doors.bundle import Doors
from assistant.doors.keys import Keys
from assistant.doors.limiting import RateLimits
from assistant.http.gate import Gate
from assistant.http.metrics import Metrics
from assistant.http.problems import install
from assistant.record.database import Database
from ui.connections import ImpatientH11
from ui.connections_fast import ImpatientHttpTools
from ui.serve import bound
from ui.serving import config_of

GET = b"GET /v1/who HTTP/1.1\r\nHost: x\r\n"
POST = b"POST /v1/taken HTTP/1.1\r\nHost: x\r\n"


def application(data: Path) -> FastAPI:
    app = FastAPI()

    @app.get("/v1/who")
    def who(request: Request) -> str:
        return f"{request.client.host if request.client else ''} {request.url.scheme}"

    @app.post("/v1/taken")
    async def taken(request: Request) -> int:
        return len(await request.body())

    @app.get("/v1/endless")
    def endless() -> StreamingResponse:
        return StreamingResponse(b"x" * 65_536 for _ in iter(int, 1))

    install(app)
    doors = Doors(Keys(Database(data), ("k", "")), RateLimits({"key": "1000/minute", "wrong_key": "2/hour"}), lambda: b"")
    app.add_middleware(Gate, doors=doors, metrics=Metrics())
    return app


class Open:
    """A server that is running."""

    def __init__(self, app: FastAPI, protocol: type, proxies: tuple[str, ...] = ()) -> None:
        config = config_of(app, proxies)
        config.http = type("Quick", (protocol,), {"headers_within": 0.6, "read_within": 0.6, "linger": 0.3})
        self.server = uvicorn.Server(config)
        listening = bound("127.0.0.1", 0)
        self.port = listening.getsockname()[1]
        self._thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listening]}, daemon=True)
        self._thread.start()
        while not self.server.started:
            time.sleep(0.01)

    def say(self, *parts: bytes, pause: float = 0.0) -> bytes:
        """What comes back until the connection is closed, however far one got with sending."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=20)) as connection:
            try:
                for part in parts:
                    connection.sendall(part)
                    time.sleep(pause)
            except OSError:
                pass  # closed in the middle: what was said before is read all the same
            return read_all(connection)

    def close(self) -> None:
        self.server.should_exit = True
        self._thread.join(10)


def read_all(connection: socket.socket) -> bytes:
    said = b""
    try:
        while part := connection.recv(65_536):
            said += part
    except ConnectionResetError:
        pass
    return said


def problem_in(said: bytes, status: int) -> dict[str, object]:
    head, _, body = said.partition(b"\r\n\r\n")
    assert head.split(b" ")[1] == str(status).encode()
    assert b"application/problem+json" in head.lower()
    problem: dict[str, object] = json.loads(body)
    assert problem["status"] == status
    return problem


@pytest.fixture(params=[ImpatientHttpTools, ImpatientH11])
def serving(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Open]]:
    made: list[Open] = []

    def serve(*proxies: str) -> Open:
        made.append(Open(application(tmp_path), request.param, proxies))
        return made[-1]

    yield serve
    for server in made:
        server.close()


def still_answers(server: Open) -> bool:
    return b" 200 OK" in server.say(GET + b"X-API-Key: k\r\nConnection: close\r\n\r\n")


def test_headers_without_end_are_refused_whether_they_come_at_once_or_bit_by_bit(serving: Callable[..., Open]) -> None:
    server = serving()
    for parts in (
        [GET + b"X-A: b\r\n" * 10_000 + b"\r\n"],
        [GET, *[b"X-A: b\r\n" * 500] * 20, b"\r\n"],
        [GET + b"X-A: " + b"b" * 1_000_000 + b"\r\n\r\n"],
        [b"GET /" + b"b" * 1_000_000 + b" HTTP/1.1\r\n\r\n"],
    ):
        assert str(problem_in(server.say(*parts, pause=0.001), 431)["detail"]).endswith("。")
    assert still_answers(server)


def test_what_is_no_http_is_told_so_and_left(serving: Callable[..., Open]) -> None:
    server = serving()
    for garbage in (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"HELLO\r\n\r\n", b"GET / HTTP/x\r\n\r\n"):
        problem_in(server.say(garbage), 400)
    assert still_answers(server)


def test_whoever_says_nothing_or_never_ends_the_headers_is_left(serving: Callable[..., Open]) -> None:
    server = serving()
    assert server.say() == b""
    assert server.say(GET, *[b"X: y\r\n"] * 40, pause=0.05) == b""
    kept = GET + b"X-API-Key: k\r\n\r\n"
    assert server.say(kept, *[b"G"] * 40, pause=0.05).count(b" 200 OK") == 1  # on a connection that was good once, too
    assert still_answers(server)


def test_a_body_of_five_megabytes_is_refused_and_the_rest_of_it_not_waited_for(serving: Callable[..., Open]) -> None:
    server = serving()
    head = POST + b"X-API-Key: k\r\n"
    chunk = b"186a0\r\n" + b" " * 100_000 + b"\r\n"
    problem_in(server.say(head + b"Content-Length: 5000000\r\n\r\n", b" " * 5_000_000), 413)
    problem_in(server.say(head + b"Transfer-Encoding: chunked\r\n\r\n", chunk * 50 + b"0\r\n\r\n"), 413)
    problem_in(server.say(head + b"Content-Length: 900000000\r\n\r\n", *[b" " * 1000] * 40, pause=0.05), 413)
    assert still_answers(server)


def test_whoever_does_not_read_is_left_and_holds_up_nobody(serving: Callable[..., Open]) -> None:
    server = serving()
    idle = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(60)]  # more than there are threads
    for connection in idle:
        connection.sendall(b"GET /v1/endless HTTP/1.1\r\nHost: x\r\nX-API-Key: k\r\n\r\n")
    assert still_answers(server)
    until = time.monotonic() + 20
    while server.server.server_state.connections and time.monotonic() < until:
        time.sleep(0.05)
    assert not server.server.server_state.connections
    for connection in idle:
        connection.close()


def test_forwarded_headers_of_a_stranger_change_nothing(serving: Callable[..., Open]) -> None:
    for server in (serving(), serving("10.0.0.0/8")):
        forged = b"X-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\n"
        said = server.say(GET + forged + b"X-API-Key: k\r\nConnection: close\r\n\r\n")
        assert b"127.0.0.1 http" in said
        assert b"strict-transport-security" not in said.lower()
        wrong = [
            server.say(GET + b"X-Forwarded-For: 203.0.113.%d\r\nX-API-Key: w\r\nConnection: close\r\n\r\n" % i).split(b" ")[1]
            for i in range(4)
        ]
        assert wrong == [b"401", b"401", b"429", b"429"]


def test_a_trusted_proxy_is_believed(serving: Callable[..., Open]) -> None:
    forwarded = b"X-Forwarded-Proto: https\r\nX-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n"
    said = serving("127.0.0.1").say(GET + forwarded + b"X-API-Key: k\r\nConnection: close\r\n\r\n")
    assert b"203.0.113.9 https" in said  # what the proxy saw, not what it was told
    assert b"strict-transport-security" in said.lower()


def test_who_is_at_the_other_end_is_known_though_a_proxy_speaks_for_another(tmp_path: Path) -> None:
    app = FastAPI()

    @app.get("/")
    def peer(request: Request) -> str:
        return f"{request.scope['fazhi.peer']} for {request.client.host if request.client else ''}"

    server = Open(app, ImpatientH11, ("127.0.0.1",))
    said = server.say(b"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9\r\nConnection: close\r\n\r\n")
    server.close()
    assert b"127.0.0.1 for 203.0.113.9" in said


def test_nothing_but_http_is_spoken(serving: Callable[..., Open]) -> None:
    upgrade = b"Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    said = serving().say(GET + upgrade)
    assert b" 101 " not in said
    assert b"127.0.0.1" not in said


def test_a_refusal_in_the_protocol_reads_like_all_others() -> None:
    from assistant.http.problems import problem_of

    assert "请求头" in problem_of(HTTPException(431), "", "r").detail
