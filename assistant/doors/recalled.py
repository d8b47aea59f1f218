"""What was read from the database is believed for a short while; where the database is gone, for a little longer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from cachetools import LRUCache

from index.errors import FazhiError

_MOST = 10_000  # values remembered
_REST = 1.0  # seconds the database is left alone after it failed
Value = TypeVar("Value")


class Recalled(Generic[Value]):
    """Values by name, read anew after `fresh` seconds; where that fails, the last ones hold until they are `stale` seconds old."""

    def __init__(self, fresh: float, stale: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._fresh = fresh
        self._stale = stale
        self._clock = clock
        self._read: LRUCache[str, tuple[float, Value]] = LRUCache(_MOST)
        self._failed: tuple[float, FazhiError] | None = None
        self._lock = threading.Lock()

    def get(self, name: str, read: Callable[[], Value]) -> Value:
        """The value of a name; raises what `read` raises where nothing known is young enough."""
        with self._lock:
            known, failed = self._read.get(name), self._failed
        now = self._clock()
        if known and now - known[0] < self._fresh:
            return known[1]
        try:
            if failed and now - failed[0] < _REST:
                raise failed[1].with_traceback(None)
            value = read()
        except FazhiError as error:
            self._note_failure(error)
            if known and now - known[0] < self._stale:
                return known[1]
            raise
        with self._lock:
            self._read[name] = (now, value)
            self._failed = None
        return value

    def forget(self) -> None:
        """Read everything anew: this process changed it."""
        with self._lock:
            self._read.clear()
            self._failed = None

    def _note_failure(self, error: FazhiError) -> None:
        with self._lock:
            if self._failed is None or self._clock() - self._failed[0] >= _REST:
                self._failed = (self._clock(), error)
