"""What is kept open is closed when it is unused, and never while it is in use."""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.shelf import Shelf


class Book:
    """Something that can be closed once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.closed = 0

    def close(self) -> None:
        """Count it."""
        self.closed += 1


class Library:
    """Opens books and remembers every one."""

    def __init__(self) -> None:
        self.opened: list[Book] = []

    def open(self, name: str) -> Book:
        """A new book of that name."""
        self.opened.append(Book(name))
        return self.opened[-1]

    @property
    def names_open(self) -> list[str]:
        """Of those opened and not closed."""
        return [book.name for book in self.opened if not book.closed]


@pytest.fixture
def library() -> Library:
    return Library()


def test_what_is_open_is_lent_again(library: Library) -> None:
    shelf = Shelf(library.open, 2)
    with shelf.lent("a") as first, shelf.lent("a") as second:
        assert first is second
    with shelf.lent("a") as third:
        assert third is first


def test_the_longest_unused_is_closed_first(library: Library) -> None:
    shelf = Shelf(library.open, 2)
    for name in "abac":
        with shelf.lent(name):
            pass
    assert library.names_open == ["a", "c"]


def test_more_may_be_in_use_than_are_kept_open(library: Library) -> None:
    shelf = Shelf(library.open, 1)
    with shelf.lent("a"), shelf.lent("b"), shelf.lent("c"):
        assert library.names_open == ["a", "b", "c"]
    assert len(library.names_open) == 1


def test_a_closed_shelf_keeps_nothing_but_what_is_in_use(library: Library) -> None:
    shelf = Shelf(library.open, 5)
    with shelf.lent("a"):
        pass
    with shelf.lent("b") as book:
        shelf.close()
        assert (library.names_open, book.closed) == (["b"], 0)
    assert library.names_open == []


def test_a_closed_shelf_still_lends_to_whoever_is_in_the_midst_of_something(library: Library) -> None:
    shelf = Shelf(library.open, 5)
    shelf.close()
    with shelf.lent("a") as book:
        assert not book.closed
    assert library.names_open == []


def test_what_cannot_be_opened_is_tried_again(library: Library) -> None:
    failures = iter([OSError("gone")])

    def failing_once(name: str) -> Book:
        for failure in failures:
            raise failure
        return library.open(name)

    shelf = Shelf(failing_once, 2)
    with pytest.raises(OSError, match="gone"), shelf.lent("a"):
        pass
    with shelf.lent("a") as book:
        assert book.name == "a"


def test_an_error_of_who_uses_a_thing_gives_it_back(library: Library) -> None:
    shelf = Shelf(library.open, 0)
    with pytest.raises(ZeroDivisionError), shelf.lent("a"):
        raise ZeroDivisionError
    assert library.names_open == []


def test_many_threads_never_hold_a_closed_thing_and_leave_few_open(library: Library) -> None:
    shelf = Shelf(library.open, 2)
    begin = threading.Barrier(6)

    def use(seed: int) -> list[int]:
        chosen = random.Random(seed)
        begin.wait()
        seen = []
        for _ in range(300):
            with shelf.lent(chosen.choice("abcde")) as outer, shelf.lent(chosen.choice("abcde")) as inner:
                seen += [outer.closed, inner.closed]
        return seen

    with ThreadPoolExecutor(6) as pool:
        seen = [closed for result in pool.map(use, range(6)) for closed in result]
    assert not any(seen)
    assert len(library.names_open) <= 2
    shelf.close()
    assert [book.closed for book in library.opened] == [1] * len(library.opened)
