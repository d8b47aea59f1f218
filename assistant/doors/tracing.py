"""Traces for OpenTelemetry: a span for each request and each step of its answer; never what was asked or said.

This room imports nothing of OpenTelemetry unless a collector is set.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from assistant.models import Answer

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

_WITHIN, _AT_END = 2, 3  # seconds the collector has for one delivery, and for the last one
_MARKS = ("total", "first_claim")  # of the timings, what is no step
_CURRENT: ContextVar[Traced | None] = ContextVar("traced", default=None)


class Traced:
    """The span of one request under way."""

    def __init__(self, tracer: Tracer, span: Span) -> None:
        self._tracer = tracer
        self._span = span

    def ended(self, name: str, attributes: dict[str, str | int]) -> None:
        """What the request turned out to be."""
        self._span.update_name(name)
        self._span.set_attributes(attributes)

    def steps(self, timings_ms: dict[str, float]) -> None:
        """The steps of an answer just given, one after the other; their lengths are exact, their beginnings nearly so."""
        from opentelemetry.trace import set_span_in_context

        lengths = {name: int(spent * 1e6) for name, spent in timings_ms.items() if name not in _MARKS}
        at = time.time_ns() - sum(lengths.values())
        for name, length in lengths.items():
            self._tracer.start_span(name, context=set_span_in_context(self._span), start_time=at).end(at + length)
            at += length


class Tracing:
    """Sends spans to a collector in a thread of its own; one that cannot be reached loses them and disturbs nothing."""

    def __init__(self, url: str, version: str = "") -> None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.sdk.trace.sampling import ALWAYS_ON

        address = url if url.rstrip("/").endswith("/v1/traces") else f"{url.rstrip('/')}/v1/traces"
        resource = Resource.create({"service.name": "fazhi", "service.version": version})
        self._provider = TracerProvider(sampler=ALWAYS_ON, resource=resource, shutdown_on_exit=False)
        exporter = OTLPSpanExporter(endpoint=address, timeout=_WITHIN)
        self._processor = BatchSpanProcessor(
            exporter, max_queue_size=2048, schedule_delay_millis=1000, export_timeout_millis=_WITHIN * 1000
        )
        self._provider.add_span_processor(self._processor)
        self._tracer = self._provider.get_tracer("fazhi")

    @contextmanager
    def request(self) -> Iterator[Traced]:
        """The span of a request, from now to the end of the block."""
        from opentelemetry.trace import SpanKind

        traced = Traced(self._tracer, span := self._tracer.start_span("request", kind=SpanKind.SERVER))
        token = _CURRENT.set(traced)
        try:
            yield traced
        finally:
            _CURRENT.reset(token)
            span.end()

    def close(self) -> None:
        """Deliver what is left, if the collector takes it within a few seconds."""
        self._provider.force_flush(_AT_END * 1000)
        self._provider.shutdown()


class Untraced:
    """In the place of Tracing where no collector is set."""

    @contextmanager
    def request(self) -> Iterator[Untraced]:
        """Nothing is noted."""
        yield self

    def ended(self, name: str, attributes: dict[str, str | int]) -> None:
        """Nothing is noted."""

    def close(self) -> None:
        """Nothing is left."""


def trace_answer(answer: Answer) -> None:
    """Note the steps of an answer in the span of the request under way, where there is one."""
    if (traced := _CURRENT.get()) is not None:
        traced.steps(answer.timings_ms)
