"""The steps of answering as they begin, and how long each took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.models import Citation, Claim

STEPS = {"understand": "正在理解问题", "search": "检索", "check": "核对", "write": "组织语言"}


class Listener:
    """Hears what happens while a question is answered; this one does nothing with it."""

    def step(self, text: str) -> None:
        """A step has begun."""

    def claim(self, claim: Claim, sources: tuple[Citation, ...], said: str) -> None:
        """A claim has passed its checks and stands, `said` are the words the answer gains by it; nothing told here is taken back."""


class Clock:
    """Times the steps and tells who listens that one begins."""

    def __init__(self, listener: Listener | None = None) -> None:
        self.listener = listener or Listener()
        self._started = time.perf_counter()
        self._spent: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        if name in STEPS:
            self.listener.step(STEPS[name])
        try:
            yield
        finally:
            self._spent[name] = self._spent.get(name, 0.0) + (time.perf_counter() - started) * 1000

    def mark(self, name: str) -> None:
        """Note, the first time, how long after the question something came about."""
        self._spent.setdefault(name, (time.perf_counter() - self._started) * 1000)

    def timings(self) -> dict[str, float]:
        return {name: round(spent, 2) for name, spent in self._spent.items()} | {
            "total": round((time.perf_counter() - self._started) * 1000, 2)
        }
