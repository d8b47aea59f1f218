"""A chat server that misbehaves as it is told to; it speaks like any OpenAI-compatible endpoint, one fault a server."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.assistant.generation.scripted import Fault, Pieces, Request, Says, Script, refusal, reply, status_of


class FakeModel(ThreadingHTTPServer):
    """The server of a script; it writes down every request."""

    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation, bind_and_activate=False)
        self.script = script
        self.requests: list[Request] = []
        self.broken: list[BaseException] = []
        self.closing = threading.Event()
        self.server_bind()  # a port that is bound but not listened on refuses, and nobody else can take it

    @property
    def url(self) -> str:
        """The address to configure, ending in /v1."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def calls(self) -> int:
        """How often the server was asked."""
        return len(self.requests)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that left is no error; a script that fails is told to the test at the end."""
        error = sys.exc_info()[1]
        if error and not isinstance(error, OSError):
            self.broken.append(error)


@contextmanager
def server(fault: Fault | str, says: Says = Script.says, **more: Any) -> Iterator[FakeModel]:
    """A server with a fault, gone at the end together with whatever it is still writing."""
    fake = FakeModel(Script(Fault(fault), says, **more))
    thread = threading.Thread(target=fake.serve_forever, args=(0.02,), daemon=True)
    if fake.script.fault is not Fault.DEAD:
        fake.server_activate()
        thread.start()
    try:
        yield fake
    finally:
        fake.closing.set()
        if thread.is_alive():
            fake.shutdown()
        fake.server_close()
    if fake.broken:
        raise fake.broken[0]


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: FakeModel

    def do_POST(self) -> None:
        self.close_connection = True
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        request = Request(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        self.server.requests.append(request)
        if self.server.script.fault is Fault.SLOW and self.server.closing.wait(self.server.script.seconds):
            return
        status = status_of(self.server.script, request, first=request is self.server.requests[0])
        if status == 200:
            self._send(status, *reply(self.server.script, self.server.closing, request))
        else:
            self._send(status, "application/json", refusal(request, status))

    def _send(self, status: int, kind: str, pieces: Pieces) -> None:
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", self.server.script.retry_after)
        for name, value in (("Content-Type", kind), ("Transfer-Encoding", "chunked"), ("Connection", "close")):
            self.send_header(name, value)
        self.end_headers()
        for piece in pieces:
            if piece is None or self.server.closing.is_set():
                return
            self._chunk(piece)
        self._chunk(b"")

    def _chunk(self, piece: bytes) -> None:
        self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""
