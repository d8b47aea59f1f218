"""Traces: a span for each request and each step of its answer, none of what was said; a dead collector disturbs nothing."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from assistant.doors.tracing import Tracing, trace_answer
from assistant.models import Answer

ANSWER = Answer(
    answer_id="a",
    question="机密的问题",
    standalone_question="机密的问题",
    status="not_found",
    trust="none",
    answer="机密的回答",
    as_of="2026-01-01",
    created_at="2026-01-01T00:00:00+00:00",
    timings_ms={"understand": 2.0, "search": 5.0, "first_claim": 6.0, "total": 8.0},
)


class Collector:
    """Takes spans as an OpenTelemetry collector does."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.paths: list[str] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                collector.bodies.append(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
                collector.paths.append(self.path)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def spans(self) -> dict[str, Any]:
        """All spans that arrived, by name."""
        received = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        return {
            span.name: span for one in received for resource in one.resource_spans for scope in resource.scope_spans for span in scope.spans
        }

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    made.close()


def test_a_request_and_its_steps_arrive_and_nothing_of_what_was_said(collector: Collector) -> None:
    tracing = Tracing(collector.url, "1.0")
    with tracing.request() as traced:
        trace_answer(ANSWER)
        traced.ended("POST /v1/answers", {"request_id": "r-1", "http.response.status_code": 200, "key": "热线"})
    trace_answer(ANSWER)  # no request is under way
    tracing.close()
    spans = collector.spans()
    assert set(spans) == {"POST /v1/answers", "understand", "search"}
    assert set(collector.paths) == {"/v1/traces"}
    parent, search = spans["POST /v1/answers"], spans["search"]
    assert {attribute.key for attribute in parent.attributes} == {"request_id", "http.response.status_code", "key"}
    assert (search.parent_span_id, search.trace_id) == (parent.span_id, parent.trace_id)
    assert search.end_time_unix_nano - search.start_time_unix_nano == 5_000_000
    assert not [body for body in collector.bodies if "机密".encode() in body]


def test_a_collector_that_is_not_there_disturbs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    tracing = Tracing("http://127.0.0.1:9")
    for _ in range(5000):  # more than are kept
        with tracing.request() as traced:
            traced.ended("GET /", {})
    tracing.close()


def test_through_the_gate_the_span_has_the_route_and_no_address(collector: Collector, make_traced: Callable[[Tracing], Any]) -> None:
    tracing = Tracing(collector.url)
    with make_traced(tracing) as client:
        client.get("/v1/things/13812345678?q=机密")
    [name] = collector.spans()  # delivered before the application ended
    assert name == "GET /v1/things/{thing}"
    assert not [body for body in collector.bodies if b"13812345678" in body]


@pytest.fixture
def make_traced(tmp_path: Any) -> Callable[[Tracing], Any]:
    """A small application behind the gate that traces."""
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from assistant.doors.bundle import Doors
    from assistant.doors.keys import Keys
    from assistant.doors.limiting import RateLimits
    from assistant.http.gate import Gate
    from assistant.http.metrics import Metrics
    from assistant.record.database import Database

    def make(tracing: Tracing) -> TestClient:
        app = FastAPI()
        app.get("/v1/things/{thing}")(lambda thing: 1 / 0)
        doors = Doors(Keys(Database(tmp_path)), RateLimits({}), lambda: b"", tracing=tracing)
        app.add_middleware(Gate, doors=doors, metrics=Metrics())
        return TestClient(app, raise_server_exceptions=False)

    return make


def test_nothing_that_sends_is_loaded_where_no_collector_is_set() -> None:
    code = """
import sys
from assistant.doors.tracing import Untraced, trace_answer
with Untraced().request() as traced:
    traced.ended("GET /", {})
sys.exit(any(name.startswith("opentelemetry") for name in sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
