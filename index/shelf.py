"""Things that are costly to keep open: opened when asked for, shared while in use, the longest unused closed first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """Something that holds files or connections until it is closed."""

    def close(self) -> None:
        """Let go of them."""
        ...


Thing = TypeVar("Thing", bound=Closable)


class Shelf(Generic[Thing]):
    """At most `most` things kept open by name beyond those in use; safe to use from several threads."""

    def __init__(self, open_thing: Callable[[str], Thing], most: int) -> None:
        self._open_thing = open_thing
        self._most = most
        self._held: OrderedDict[str, Thing] = OrderedDict()
        self._users: dict[str, int] = {}
        self._lock = Lock()

    @contextmanager
    def lent(self, name: str) -> Iterator[Thing]:
        """The thing of that name, open at least until the block ends."""
        with self._lock:
            if name not in self._held:
                self._held[name] = self._open_thing(name)
            thing = self._held[name]
            self._held.move_to_end(name)
            self._users[name] = self._users.get(name, 0) + 1
        try:
            yield thing
        finally:
            self._give_back(name)

    def close(self) -> None:
        """Close everything that nobody uses; what is in use is closed when it is given back."""
        self._most = 0
        with self._lock:
            self._close_unused()

    def _give_back(self, name: str) -> None:
        with self._lock:
            self._users[name] -= 1
            self._close_unused()

    def _close_unused(self) -> None:
        unused = [name for name in self._held if not self._users.get(name)]
        for name in unused[: max(0, len(self._held) - self._most)]:
            self._held.pop(name).close()
            self._users.pop(name, None)
