"""Columns of print: a page set in two is read down the left one first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.forms.printed import Printed, merged, rows_of

_FEWEST = 5  # lines that make a column
_NARROWEST = 0.25  # of the width of print


def in_reading_order(pieces: Sequence[Printed], gap: float, spaced: float) -> list[Printed]:
    """The lines of a page in the order of reading; pieces further apart than `gap` heights may stand in different columns."""
    rows = rows_of(pieces)
    if not rows:
        return []
    left, right = min(piece.x0 for row in rows for piece in row), max(piece.x1 for row in rows for piece in row)
    middle = (left + right) / 2
    parts = [[merged(part, spaced) for part in _parted(row, gap)] for row in rows]
    if not _has_columns([part for row in parts for part in row], middle, right - left):
        return [merged(row, spaced) for row in rows]
    return _down_the_columns(rows, parts, middle, spaced)


def _parted(row: list[Printed], gap: float) -> list[list[Printed]]:
    parts = [[row[0]]]
    for before, piece in pairwise(row):
        if piece.x0 - before.x1 > gap * max(before.height, piece.height):
            parts.append([])
        parts[-1].append(piece)
    return parts


def _has_columns(lines: list[Printed], middle: float, width: float) -> bool:
    sides = [[line for line in lines if line.x1 <= middle], [line for line in lines if line.x0 >= middle]]
    across = len(lines) - len(sides[0]) - len(sides[1])
    enough = all(len(side) >= _FEWEST and sum(line.x1 - line.x0 for line in side) / len(side) >= _NARROWEST * width for side in sides)
    return enough and across <= len(lines) / 3


def _down_the_columns(rows: list[list[Printed]], parts: list[list[Printed]], middle: float, spaced: float) -> list[Printed]:
    """Lines across the page end what stands in columns above them."""
    made: list[Printed] = []
    sides: tuple[list[Printed], list[Printed]] = ([], [])
    for row, lines in zip(rows, parts, strict=True):
        if any(line.x0 < middle < line.x1 for line in lines):
            made += [*sides[0], *sides[1], merged(row, spaced)]
            sides = ([], [])
        else:
            for line in lines:
                sides[line.x0 >= middle].append(line)
    return [*made, *sides[0], *sides[1]]
