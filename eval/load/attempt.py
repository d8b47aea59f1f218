"""One sort of ill will: what it is tried on, and how it should end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from index.models import Frozen


class Target(Frozen):
    """The server, keys of each sort, and how far to go; `limit` is how many requests a minute a key has."""

    address: str = ""
    port: int = 0
    key: str
    flooding: str
    expired: str
    revoked: str
    limit: int
    times_over: int
    patience: float


class Attempt(NamedTuple):
    """One sort; `expected` are all the endings that are right, after `within` seconds at the latest."""

    name: str
    make: Callable[[Target], Counter[str]]
    expected: tuple[str, ...]
    within: float = 0.0

    def is_right(self, came: Counter[str], target: Target) -> bool:
        """Whether every one ended as it should; who is patient for less than the server may see no end."""
        unfinished = ("still open",) if self.within >= target.patience else ()
        return bool(came) and set(came) <= {*self.expected, *unfinished}
