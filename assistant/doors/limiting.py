"""How often somebody may come: a moving window, counted in Redis for all servers, or here while there is none to reach."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from assistant.doors.logs import logger
from index.models import Frozen

if TYPE_CHECKING:
    from limits import RateLimitItem
    from limits.storage import Storage
    from limits.strategies import MovingWindowRateLimiter

    How = Callable[[MovingWindowRateLimiter, RateLimitItem, tuple[str, ...]], bool]

LOG = logger("fazhi.limits")
By = Literal["key", "user", "wrong_key", "wrong_password"]
_WITHIN = 0.25  # seconds Redis has to answer
_REST = 5.0  # seconds it is left alone after it did not
_TIDY_AFTER = 5_000  # hits, after which names nobody uses any more are forgotten


class Counted(Frozen):
    """One more request: whether it is within the limit, and if not, in how many seconds there is room again.

    `fallback` says why it was not counted in Redis, where one is set: unreachable, timeout, failed, or resting (it failed just now).
    """

    allowed: bool
    limit: int
    reset: int = 0
    fallback: str = ""

    def headers(self) -> dict[str, str]:
        """What a client above the limit is told."""
        told = {"RateLimit-Limit": self.limit, "RateLimit-Remaining": 0, "RateLimit-Reset": self.reset, "Retry-After": self.reset}
        return {name: str(value) for name, value in told.items()}


class RateLimits:
    """The limits of an installation; `rates` as in 60/minute. No request ever fails because of Redis."""

    def __init__(self, rates: dict[By, str], redis_url: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        from limits import parse

        self._rates: dict[By, RateLimitItem] = {by: parse(rate) for by, rate in rates.items()}
        self._here = _Here()
        self._redis = _Redis(redis_url) if redis_url else None
        self._clock = clock
        self._resting_until: float | None = None
        self._lock = threading.Lock()

    def hit(self, by: By, *names: str) -> Counted:
        """Count one request of somebody."""
        return self._counted(_hit, by, names)

    def look(self, by: By, *names: str) -> Counted:
        """Whether there is room for one more, which is not counted: of what is tried only the wrong tries count."""
        return self._counted(_look, by, names)

    def _counted(self, how: How, by: By, names: tuple[str, ...]) -> Counted:
        if self._redis is None:
            return self._here.count(how, self._rates[by], by, *names)
        if self._resting_until is not None and self._clock() < self._resting_until:
            return self._without_redis("resting", how, by, *names)
        try:
            counted = self._redis.count(how, self._rates[by], by, *names)
        except self._redis.errors as error:
            self._rest(reason := self._redis.reason_of(error))
            return self._without_redis(reason, how, by, *names)
        self._be_back()
        return counted

    def _without_redis(self, reason: str, how: How, by: By, *names: str) -> Counted:
        return self._here.count(how, self._rates[by], by, *names).model_copy(update={"fallback": reason})

    def _rest(self, reason: str) -> None:
        with self._lock:
            if self._resting_until is None:
                LOG.warning("redis cannot be used, limits are counted in memory", reason=reason)
            self._resting_until = self._clock() + _REST
        if self._redis is not None:
            self._redis.hang_up()

    def _be_back(self) -> None:
        if self._resting_until is None:
            return
        with self._lock:  # of several requests at once one tells it; one that began before the failure does not
            if self._resting_until is not None and self._clock() >= self._resting_until:
                self._resting_until = None
                LOG.warning("redis is back, limits are counted there again")


class _Here:
    """Counts in the memory of this process."""

    def __init__(self) -> None:
        from limits.storage import MemoryStorage

        self._storage = MemoryStorage()
        self._window = _window(self._storage)
        self._lock = threading.Lock()
        self._hits = 0

    def count(self, how: How, rate: RateLimitItem, *names: str) -> Counted:
        with self._lock:
            self._hits += 1
            if self._hits % _TIDY_AFTER == 0:
                self._tidy()
            return _count(how, self._window, rate, names)

    def _tidy(self) -> None:
        """The library keeps every name it ever saw."""
        for name in [name for name, events in self._storage.events.items() if not events]:
            self._storage.clear(name)


class _Redis:
    """Counts in a Redis that all servers share; a lost connection is not tried again within a request."""

    def __init__(self, url: str) -> None:
        from limits.storage import RedisStorage
        from redis import ConnectionError, ConnectionPool, RedisError, TimeoutError
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self.errors = (RedisError, OSError, ValueError)  # the last from a connection another thread closed
        self._reasons = ((TimeoutError, "timeout"), ((ConnectionError, OSError), "unreachable"))
        self._pool = ConnectionPool.from_url(
            url, socket_timeout=_WITHIN, socket_connect_timeout=_WITHIN, retry=Retry(NoBackoff(), 0), max_connections=50
        )
        self._window = _window(RedisStorage(url, connection_pool=self._pool, key_prefix="fazhi"))

    def count(self, how: How, rate: RateLimitItem, *names: str) -> Counted:
        return _count(how, self._window, rate, names)

    def reason_of(self, error: Exception) -> str:
        return next((reason for kinds, reason in self._reasons if isinstance(error, kinds)), "failed")

    def hang_up(self) -> None:
        """Connections to a server that has gone are of no use when it is back."""
        self._pool.disconnect(inuse_connections=False)


def _window(storage: Storage) -> MovingWindowRateLimiter:
    from limits.strategies import MovingWindowRateLimiter

    return MovingWindowRateLimiter(storage)


def _hit(window: MovingWindowRateLimiter, rate: RateLimitItem, names: tuple[str, ...]) -> bool:
    return window.hit(rate, *names)


def _look(window: MovingWindowRateLimiter, rate: RateLimitItem, names: tuple[str, ...]) -> bool:
    return window.test(rate, *names)


def _count(how: How, window: MovingWindowRateLimiter, rate: RateLimitItem, names: tuple[str, ...]) -> Counted:
    if how(window, rate, names):
        return Counted(allowed=True, limit=rate.amount)
    seconds = math.ceil(window.get_window_stats(rate, *names).reset_time - time.time())
    return Counted(allowed=False, limit=rate.amount, reset=min(max(1, seconds), rate.get_expiry()))
