"""Services that are away for a while during a run, one after the other, and what callers saw of it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Mapping

from eval.load.asking import Heard, Try
from eval.load.figures import Times, times
from eval.load.services import Service
from index.models import Frozen


class Window(Frozen):
    """A service was stopped at one time and answered again at another (time.monotonic)."""

    service: str
    stopped: float
    back: float


class Outage(Frozen):
    """What callers saw while a service was away; `late_failures` came after it was back, the last so many seconds after."""

    service: str
    seconds: float
    statuses: dict[str, int]
    answers: Times
    failures: Times
    fallbacks: dict[str, int]
    late_failures: int
    last_failure_after: float


def go_through(services: Mapping[str, Service], seconds: float, away: float) -> list[Window]:
    """Within so many seconds stop each service once, for `away` seconds, evenly spread."""
    began, windows = time.monotonic(), []
    for number, (name, service) in enumerate(services.items(), 1):
        _wait_until(began + seconds * number / (len(services) + 1))
        stopped = time.monotonic()
        service.stop()
        _wait_until(stopped + away)
        service.start()
        windows.append(Window(service=name, stopped=stopped, back=time.monotonic()))
    _wait_until(began + seconds)
    return windows


def seen(window: Window, heard: Heard, until: float) -> Outage:
    """What callers saw of one, with what failed between its end and `until`."""
    during = [one for one in heard.tries if window.stopped <= one.began + one.took and one.began < window.back]
    late = [one for one in heard.tries if window.back <= one.began and one.began + one.took < until and not _is_good(one)]
    return Outage(
        service=window.service,
        seconds=round(window.back - window.stopped, 1),
        statuses=dict(Counter(one.status for one in during).most_common()),
        answers=times([one.took for one in during if _is_good(one)]),
        failures=times([one.took for one in during if not _is_good(one)]),
        fallbacks=dict(Counter(fallback for one in during for fallback in one.fallbacks)),
        late_failures=len(late),
        last_failure_after=round(max((one.began + one.took - window.back for one in late), default=0.0), 1),
    )


def all_seen(windows: list[Window], heard: Heard) -> tuple[Outage, ...]:
    """What callers saw of each, up to the next."""
    ends = [window.stopped for window in windows[1:]] + [float("inf")]
    return tuple(seen(window, heard, until) for window, until in zip(windows, ends, strict=True))


def _is_good(one: Try) -> bool:
    return one.status == "200"


def _wait_until(moment: float) -> None:
    threading.Event().wait(max(0.0, moment - time.monotonic()))
