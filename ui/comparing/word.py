"""The table as a Word file: landscape, own words bold and underlined, each quote with its address."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from assistant.comparison.models import Cell, Column, Comparison, Passage, Row
from ui.comparing import showing
from ui.printable import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

DOCUMENT = (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
_SIZE, _SMALL = 9, 8  # points
_MARGIN, _MATTER, _WIDE = 1.8, 3.4, 29.7  # centimetres: around the page, the column of matters, the page


def document(comparison: Comparison) -> bytes:
    """The file."""
    from docx import Document as new_document  # its import takes a while, and few ask for a file

    from ui.word_styles import styled

    title = printable(showing.heading(comparison))
    made = styled(new_document(), title)
    _laid_out(made)
    made.add_heading(title, level=1)
    for line in (f"按{showing.on_day(comparison)}判断文件的效力和期限。", showing.LEGEND, showing.SILENCE, *comparison.notes):
        made.add_paragraph(printable(line))
    if comparison.rows:
        _table(made, comparison)
    else:
        made.add_paragraph(printable(f"{'、'.join(comparison.places)}的文件都没有规定这一事项。"))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _laid_out(made: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(_WIDE), Cm(21.0)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(_MARGIN))
    made.styles["Normal"].font.size = Pt(_SIZE)  # type: ignore[attr-defined]


def _table(made: Document, comparison: Comparison) -> None:
    table = made.add_table(rows=1, cols=1 + len(comparison.columns), style="Table Grid")
    _repeated(table.rows[0])
    _written(table.rows[0].cells[0], "事项", bold=True)
    for cell, column in zip(table.rows[0].cells[1:], comparison.columns, strict=True):
        _head(cell, column)
    for row in comparison.rows:
        cells = table.add_row().cells
        _written(cells[0], row.name, bold=True)
        for cell, said, column in zip(cells[1:], row.cells, comparison.columns, strict=True):
            _filled(cell, row, said, column)
    _divided(table)


def _divided(table: Table) -> None:
    """The words of the places get the room, the column of matters no more than it needs."""
    from docx.shared import Cm

    table.autofit = False
    each = (_WIDE - 2 * _MARGIN - _MATTER) / (len(table.columns) - 1)
    for at, column in enumerate(table.columns):
        column.width = Cm(each if at else _MATTER)
    for row in table.rows:
        for at, cell in enumerate(row.cells):
            cell.width = Cm(each if at else _MATTER)


def _repeated(row: Any) -> None:
    """The head of the table stands on every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _head(cell: _Cell, column: Column) -> None:
    _written(cell, column.place, bold=True)
    for document in column.documents:
        _small(cell, f"《{document.title}》")
    for line in (*(caveat.text for caveat in column.caveats), showing.left_out(column)):
        if line:
            _small(cell, line)


def _filled(cell: _Cell, row: Row, said: Cell, column: Column) -> None:
    if not said.passages:
        _written(cell, showing.silent(said, column))
    for at, passage in enumerate(said.passages):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        for segment in passage.segments:
            run = paragraph.add_run(printable(segment.text))
            run.bold = run.underline = True if row.is_compared and not segment.shared else None
        for line in _beside(passage):
            _small(cell, line)


def _beside(passage: Passage) -> list[str]:
    due = showing.due(passage)
    return [line for line in (f"——{passage.citation.address}", f"期限：{due}" if due else "", showing.units(passage)) if line]


def _written(cell: _Cell, words: str, *, bold: bool = False) -> None:
    cell.paragraphs[0].add_run(printable(words)).bold = bold


def _small(cell: _Cell, words: str) -> None:
    from docx.shared import Pt

    cell.add_paragraph().add_run(printable(words)).font.size = Pt(_SMALL)
