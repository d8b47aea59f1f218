"""The table as an Excel file: a line for each row, for each place its words and where they stand; nothing in it is a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.comparison.models import Cell, Column, Comparison, Row
from ui.comparing import showing
from ui.printable import printable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_NAME, _WORDS, _ADDRESS = 22, 60, 30  # widths in characters
_LONGEST = 32_000  # characters that a cell can hold, nearly


def workbook(comparison: Comparison) -> bytes:
    """The file: the table, and beside it what must be known of it."""
    from openpyxl import Workbook

    made = Workbook()
    table, told = made.worksheets[0], made.create_sheet("说明")
    table.title = "比较"
    _line(table, 1, ["事项", *(name for column in comparison.columns for name in (column.place, f"{column.place} 出处"))], bold=True)
    for at, row in enumerate(comparison.rows, start=2):
        _line(table, at, [row.name, *(words for pair in _pairs(row, comparison.columns) for words in pair)])
    table.freeze_panes = "B2"
    _widths(table, [_NAME, *([_WORDS, _ADDRESS] * len(comparison.columns))])
    for at, words in enumerate(_about(comparison), start=1):
        _line(told, at, words)
    _widths(told, [_NAME, _WORDS * 2])
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _pairs(row: Row, columns: Sequence[Column]) -> list[tuple[Any, str]]:
    return [
        (_words(row, cell, column), "\n".join(p.citation.address for p in cell.passages))
        for cell, column in zip(row.cells, columns, strict=True)
    ]


def _words(row: Row, cell: Cell, column: Column) -> Any:
    """The quotes of a cell, own words bold and underlined."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    if not cell.passages:
        return showing.silent(cell, column)
    own = InlineFont(b=True, u="single")
    said = CellRichText()
    for at, passage in enumerate(cell.passages):
        for segment in passage.segments:
            words = printable(segment.text)
            said.append(TextBlock(own, words) if row.is_compared and not segment.shared else words)
        said.append("\n" * (at + 1 < len(cell.passages)))
    return said if len(str(said)) <= _LONGEST else str(said)[:_LONGEST]


def _line(sheet: Worksheet, at: int, values: Sequence[Any], *, bold: bool = False) -> None:
    """Words as words, whatever they begin with."""
    from openpyxl.styles import Alignment, Font

    for number, value in enumerate(values, start=1):
        cell = sheet.cell(row=at, column=number)
        cell.value = printable(value)[:_LONGEST] if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
        cell.quotePrefix = True
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=bold)


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _about(comparison: Comparison) -> list[tuple[str, str]]:
    """What is said above the table on the page."""
    lines = [("事项", comparison.topic), ("按哪一天", showing.on_day(comparison)), ("字样", showing.LEGEND), ("空格", showing.SILENCE)]
    lines += [("说明", note) for note in comparison.notes]
    for column in comparison.columns:
        lines += [(column.place, f"《{document.title}》") for document in column.documents]
        lines += [(column.place, caveat.text) for caveat in column.caveats]
        lines += [(column.place, words) for words in [showing.left_out(column)] if words]
    return lines
