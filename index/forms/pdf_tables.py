"""Ruled tables of a PDF page: found by their lines, read row by row."""

from __future__ import annotations

from typing import Any

from index.forms.paragraphs import joined, row
from index.forms.spans import Cell, filled
from index.models import Frozen

Box = tuple[float, float, float, float]
_NEAR = 3.0  # points within which two lines are one


class Table(Frozen):
    """A table's rows as lines, and where it is printed (left, top, right, bottom)."""

    box: Box
    rows: tuple[str, ...]


def tables_on(page: Any) -> list[Table]:
    """The ruled tables of a pdfplumber page that have several rows and columns."""
    if len(page.lines) + len(page.rects) + len(page.curves) < 4:
        return []
    found = [Table(box=table.bbox, rows=_rows(page, [cell for cell in table.cells if cell])) for table in page.find_tables()]
    return [table for table in found if len(table.rows) > 1 and any("\t" in line for line in table.rows)]


def _rows(page: Any, cells: list[Box]) -> tuple[str, ...]:
    """Cells by the grid they stand in; one that reaches over several rows is repeated in each."""
    tops, lefts = _grid([cell[1] for cell in cells]), _grid([cell[0] for cell in cells])
    rows: list[list[tuple[int, Cell]]] = [[] for _ in tops]
    for cell in cells:
        down = sum(1 for top in tops if cell[1] - _NEAR <= top < cell[3] - _NEAR)
        across = sum(1 for left in lefts if cell[0] - _NEAR <= left < cell[2] - _NEAR)
        at = _nearest(tops, cell[1])
        rows[at].append((_nearest(lefts, cell[0]), Cell(text=_words(page, cell), down=max(1, down), across=max(1, across))))
    lines = filled([[cell for _, cell in sorted(cells, key=lambda placed: placed[0])] for cells in rows])
    return tuple(line for line in (row(cells) for cells in lines) if line.strip())


def _words(page: Any, cell: Box) -> str:
    """The words of a cell; a line wrapped in it goes on."""
    return _unwrapped(page.within_bbox(cell, strict=False).extract_text(x_tolerance=2, y_tolerance=3) or "")


def _unwrapped(text: str) -> str:
    words = ""
    for line in text.split("\n"):
        words = joined(words, line.strip())
    return words


def _grid(values: list[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def _nearest(grid: list[float], value: float) -> int:
    return min(range(len(grid)), key=lambda i: abs(grid[i] - value))
