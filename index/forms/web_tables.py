"""Tables of a web page become rows; tables that only lay the page out are no tables."""

from __future__ import annotations

from collections.abc import Callable

from index.forms.markup import Node, local
from index.forms.paragraphs import row
from index.forms.spans import Cell, filled

_LONGEST_CELL = 600  # a cell with more words than this lays out a page
_MOST_SPAN = 200


def is_data_table(table: Node) -> bool:
    """Whether a table has rows of cells, none of which holds a table or a whole article."""
    rows = _rows(table)
    if next(table.iterdescendants("table"), None) is not None:
        return False
    several = sum(1 for cells in rows if len(cells) > 1)
    return several >= 2 and all(len("".join(cell.itertext()).strip()) <= _LONGEST_CELL for cells in rows for cell in cells)


def table_rows(table: Node, words: Callable[[Node], str]) -> list[str]:
    """One line a row; a cell over several rows is repeated in each, one over several columns is printed once."""
    caption = [words(below) for below in table if local(below) == "caption"]
    cells = [
        [Cell(text=words(cell), down=_span(cell, "rowspan"), across=_span(cell, "colspan")) for cell in cells] for cells in _rows(table)
    ]
    return [*caption, *(row(texts) for texts in filled(cells) if any(text.strip() for text in texts))]


def _rows(table: Node) -> list[list[Node]]:
    found = [[cell for cell in line if local(cell) in ("td", "th")] for line in table.iterdescendants("tr")]
    return [cells for cells in found if cells]


def _span(cell: Node, name: str) -> int:
    said = cell.get(name, "1").strip()
    return min(max(int(said), 1), _MOST_SPAN) if said.isascii() and said.isdigit() and len(said) < 6 else 1
