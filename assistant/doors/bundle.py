"""Everything the gate asks of the doors, in one hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.doors.keys import Keys
from assistant.doors.limiting import RateLimits
from assistant.doors.tracing import Tracing, Untraced
from assistant.doors.ways import SignIn


@dataclass(frozen=True)
class Doors:
    """The keys, the limits, the secret that ids are hidden with, who may call from a browser, how people sign in, and where traces go."""

    keys: Keys
    limits: RateLimits
    secret: Callable[[], bytes]
    origins: tuple[str, ...] = ()
    metrics_open: bool = False
    sign_in: SignIn | None = None
    tracing: Tracing | Untraced = field(default_factory=Untraced)
