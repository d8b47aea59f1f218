"""Which part of a long list is shown, and the links to the parts before and after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from index.models import Frozen

Item = TypeVar("Item")


class Pages(Frozen):
    """Which page of how many; `before` and `after` are links, empty where there is nothing."""

    number: int
    last: int
    before: str
    after: str


def part(items: Sequence[Item], asked: str, size: int, link: Callable[[str], str]) -> tuple[Sequence[Item], Pages]:
    """The part asked for by its number; the nearest there is where the number makes no sense."""
    last = max(1, -(-len(items) // size))
    number = min(max(1, int(asked)), last) if asked.isdecimal() and len(asked) < 7 else 1
    pages = Pages(
        number=number,
        last=last,
        before=link(str(number - 1)) if number > 1 else "",
        after=link(str(number + 1)) if number < last else "",
    )
    return items[(number - 1) * size : number * size], pages
