"""Counts for Prometheus: requests, answers, refusals, dropped claims, fallbacks, limits, time by step, what the index holds."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as MEDIA_TYPE
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import Scope

from assistant.doors.tracing import trace_answer
from assistant.models import Answer

__all__ = ["MEDIA_TYPE", "Metrics", "route_of"]
_METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")
_REFUSALS = ("not_found", "not_covered", "needs_clarification", "out_of_scope", "blocked")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Running counts of one application; with PROMETHEUS_MULTIPROC_DIR, of all processes that share that folder."""

    def __init__(self) -> None:
        disable_created_metrics()
        self._registry = made = CollectorRegistry()
        self._requests = Counter("fazhi_requests_total", "HTTP requests.", ("method", "route", "status"), registry=made)
        self._seconds = Histogram("fazhi_request_seconds", "Time until a response ended.", ("route",), registry=made, buckets=_SECONDS)
        self._answers = Counter("fazhi_answers_total", "Answers given.", ("status", "trust"), registry=made)
        self._refusals = Counter("fazhi_refusals_total", "Questions not answered.", ("status",), registry=made)
        self._reused = Counter("fazhi_answers_reused_total", "Answers given in an approved wording.", registry=made)
        self._dropped = Counter("fazhi_claims_dropped_total", "Claims of a model not shown.", ("reason",), registry=made)
        self._fallbacks = Counter("fazhi_fallbacks_total", "Services that could not be used.", ("part", "reason"), registry=made)
        self._steps = Histogram("fazhi_step_seconds", "Time spent in each step of answering.", ("step",), registry=made, buckets=_SECONDS)
        self._personal = Counter("fazhi_personal_data_total", "Items of personal data replaced.", ("kind",), registry=made)
        self._limited = Counter("fazhi_rate_limited_total", "Requests above a limit.", ("by",), registry=made)
        self._held = {
            name: Gauge(f"fazhi_{name}", meaning, registry=made, multiprocess_mode="mostrecent")
            for name, meaning in (
                ("index_clauses", "Clauses in the index."),
                ("index_documents", "Documents in the index."),
                ("paused", "1 while answering is paused."),
            )
        }
        Gauge("fazhi_build_info", "Version of the program.", ("version",), registry=made, multiprocess_mode="max").labels(_version()).set(1)

    def count_request(self, scope: Scope, status: int, seconds: float = 0.0) -> None:
        """One request ended; its route is the template, so that ids do not make new series."""
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._requests.labels(method, route_of(scope), str(status)).inc()
        self._seconds.labels(route_of(scope)).observe(seconds)

    def count_answer(self, answer: Answer) -> None:
        """One answer given: its status, the time of each of its steps, what was dropped and what failed; its steps are traced."""
        trace_answer(answer)
        self._answers.labels(answer.status, answer.trust).inc()
        if answer.status in _REFUSALS:
            self._refusals.labels(answer.status).inc()
        if answer.approved:
            self._reused.inc()
        self.count_personal(answer.personal_data)
        for step, spent in answer.timings_ms.items():
            self._steps.labels(step).observe(spent / 1000)
        for reason, count in (answer.generation.dropped_for if answer.generation else {}).items():
            self._dropped.labels(reason).inc(count)
        for fallback in answer.fallbacks:
            self.count_fallback(fallback.part, fallback.reason)

    def counted(self, answer: Answer) -> Answer:
        """The answer, counted."""
        self.count_answer(answer)
        return answer

    def count_fallback(self, part: str, reason: str) -> None:
        """A service (llm, embedding, rerank, redis) could not be used; `reason` is a short code."""
        self._fallbacks.labels(part, reason).inc()

    def count_personal(self, counts: dict[str, int]) -> None:
        """Items of personal data replaced, by kind."""
        for kind, count in counts.items():
            self._personal.labels(kind).inc(count)

    def count_limited(self, by: str) -> None:
        """A request above a limit: of a key, of an end user, of wrong keys."""
        self._limited.labels(by).inc()

    def render(self, clauses: int, documents: int = 0, paused: bool = False) -> str:
        """All counts in the text format, with how much the index holds now and whether answering is paused."""
        for name, value in (("index_clauses", clauses), ("index_documents", documents), ("paused", int(paused))):
            self._held[name].set(value)
        registry = self._registry
        if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)
        return generate_latest(registry).decode()


def route_of(scope: Scope) -> str:
    """The template of the address asked for; `page` for what the page has, `none` where there is nothing."""
    route = getattr(scope.get("route"), "path", "")
    return str(route) if route else "page" if scope.get("app_root_path") is not None else "none"


def _version() -> str:
    try:
        return version("fazhi")
    except PackageNotFoundError:
        return "unknown"
