"""Merged cells: each row of a table with the words that stand in it, so that a row can be read by itself."""

from __future__ import annotations

from collections.abc import Iterable

from index.models import Frozen


class Cell(Frozen):
    """A cell's words, and over how many rows and columns it reaches."""

    text: str
    down: int = 1
    across: int = 1


def filled(rows: Iterable[Iterable[Cell]]) -> list[list[str]]:
    """The cells of each row from left to right; a cell that reaches down is repeated in every row it reaches."""
    held: dict[int, tuple[Cell, int]] = {}  # column → the cell that reaches down through it, and for how many rows more
    made: list[list[str]] = []
    for cells in rows:
        texts: list[str] = []
        waiting = list(cells)
        column = 0
        while waiting or any(at >= column for at in held):
            if column in held:
                cell, left = held.pop(column)
                texts.append(cell.text)
                if left > 1:
                    held[column] = (cell, left - 1)
            elif waiting:
                cell = waiting.pop(0)
                texts.append(cell.text)
                if cell.down > 1:
                    held[column] = (cell, cell.down - 1)
            else:
                column += 1
                continue
            column += cell.across
        made.append(texts)
    return made
