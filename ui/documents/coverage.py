"""How many documents are held of each province, as a picture of squares that is also a list."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import urlencode

from index.models import Frozen
from index.places import short_name
from ui.documents.provinces import SQUARES

_FROM = (1, 3, 10, 30)  # documents from which a square is a shade deeper


class Square(Frozen):
    """A province with the documents held of it; `shade` 0 where there are none, and then nothing to open."""

    province: str
    name: str
    row: int
    column: int
    held: int
    shade: int
    href: str | None


class Shade(Frozen):
    """A line of the legend."""

    shade: int
    words: str


class Coverage(Frozen):
    """The picture: every province, in the order in which it is read, and what its shades mean."""

    squares: tuple[Square, ...]
    legend: tuple[Shade, ...]
    provinces: int


def coverage(provinces: Iterable[str]) -> Coverage:
    """The picture of documents, told by the province of each."""
    held = Counter(provinces)
    squares = tuple(_square(province, held[province]) for province in SQUARES)
    return Coverage(squares=squares, legend=_legend(), provinces=sum(square.held > 0 for square in squares))


def _legend() -> tuple[Shade, ...]:
    words = [*(f"{first}—{above - 1} 份" for first, above in pairwise(_FROM)), f"{_FROM[-1]} 份以上"]
    return tuple(Shade(shade=shade, words=said) for shade, said in enumerate(words, 1))


def _square(province: str, held: int) -> Square:
    row, column = SQUARES[province]
    return Square(
        province=province,
        name=short_name(province),
        row=row,
        column=column,
        held=held,
        shade=bisect_right(_FROM, held),
        href=f"/plans?{urlencode({'province': province})}" if held else None,
    )
