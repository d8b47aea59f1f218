"""How the tests of the routes read what comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx2

QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
JSON = {"content-type": "application/json"}


def problem_in(response: httpx2.Response, status: int) -> dict[str, Any]:
    """The problem that a response tells, whole and without a stack trace."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert set(told) == {"type", "title", "status", "detail", "instance", "request_id"}
    assert told["status"] == status
    assert told["request_id"] == response.headers["x-request-id"]
    assert told["detail"].endswith("。")
    assert "Traceback" not in response.text
    return told


def events_of(text: str) -> Iterator[tuple[str, Any]]:
    """Server-sent events: name and content."""
    for event in filter(None, text.split("\n\n")):
        name, data = event.split("\n")
        yield name.removeprefix("event: "), json.loads(data.removeprefix("data: "))
