"""Servers of a measurement's own that write down what they are sent: a language model that answers, a collector of traces."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Listening:
    """A server on this machine that keeps every body it is sent and replies the same to all."""

    def __init__(self, reply: bytes, kind: str) -> None:
        self.heard: list[bytes] = []
        listening = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                listening.heard.append(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """Nobody answers any more."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def model() -> Iterator[Listening]:
    """A language model whose every answer is one line that no clause supports, streamed as its clients expect."""
    piece = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "made-up"}
    pieces = [
        {**piece, "choices": [{"index": 0, "delta": {"role": "assistant", "content": "没有可说的。[1]\n"}, "finish_reason": None}]},
        {**piece, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
    ]
    lines = [f"data: {json.dumps(one, ensure_ascii=False)}\n\n" for one in pieces]
    yield from _held(Listening("".join([*lines, "data: [DONE]\n\n"]).encode(), "text/event-stream"))


@contextmanager
def collector() -> Iterator[Listening]:
    """A collector of traces; an empty reply is a whole one in its protocol."""
    yield from _held(Listening(b"", "application/x-protobuf"))


def _held(listening: Listening) -> Iterator[Listening]:
    try:
        yield listening
    finally:
        listening.close()
