"""Counts for Prometheus: requests by route and status, answers by status, time by step, clauses held."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable

from starlette.types import Scope

from assistant.models import Answer

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Running counts of one process; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[Labels] = Counter()
        self._answers: Counter[Labels] = Counter()
        self._step_seconds: defaultdict[Labels, float] = defaultdict(float)
        self._step_counts: Counter[Labels] = Counter()

    def count_request(self, scope: Scope, status: int) -> None:
        """One request ended; its route is the template, so that ids do not make new series."""
        labels = (("method", _method(scope)), ("route", _route(scope)), ("status", str(status)))
        with self._lock:
            self._requests[labels] += 1

    def count_answer(self, answer: Answer) -> None:
        """One answer given, with the time of each of its steps."""
        with self._lock:
            self._answers[(("status", answer.status),)] += 1
            for step, spent in answer.timings_ms.items():
                self._step_seconds[(("step", step),)] += spent / 1000
                self._step_counts[(("step", step),)] += 1

    def render(self, clauses: int) -> str:
        """All counts in the text format; `clauses` is how many the index holds now."""
        with self._lock:
            return "".join(
                [
                    _series("fazhi_requests_total", "counter", "HTTP requests.", self._requests.items()),
                    _series("fazhi_answers_total", "counter", "Answers given.", self._answers.items()),
                    _head("fazhi_step_seconds", "summary", "Time spent in each step of answering."),
                    _lines("fazhi_step_seconds_sum", self._step_seconds.items()),
                    _lines("fazhi_step_seconds_count", self._step_counts.items()),
                    _series("fazhi_index_clauses", "gauge", "Clauses in the index.", [((), clauses)]),
                ]
            )


def _route(scope: Scope) -> str:
    route = getattr(scope.get("route"), "path", "")
    return str(route) if route else "page" if scope.get("app_root_path") is not None else "none"


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in ("GET", "POST", "HEAD", "OPTIONS") else "other"


def _series(name: str, kind: str, meaning: str, values: Iterable[tuple[Labels, float]]) -> str:
    return _head(name, kind, meaning) + _lines(name, values)


def _head(name: str, kind: str, meaning: str) -> str:
    return f"# HELP {name} {meaning}\n# TYPE {name} {kind}\n"


def _lines(name: str, values: Iterable[tuple[Labels, float]]) -> str:
    """Label values here are route templates and fixed words, so they need no escaping."""
    return "".join(f"{name}{_labels(labels)} {value:.10g}\n" for labels, value in sorted(values))


def _labels(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}" if labels else ""
