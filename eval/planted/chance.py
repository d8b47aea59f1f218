"""Choosing by chance, the same way in every run."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


def some(items: Sequence[Item], most: int, rng: Random) -> list[Item]:
    """So many of the items, or all of them where there are fewer."""
    return rng.sample(list(items), min(most, len(items)))
