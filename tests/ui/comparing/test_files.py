"""Files of hostile tables: what looks like a formula is words, and what XML cannot hold is left out."""

from __future__ import annotations

import io

import openpyxl
import pytest
from docx import Document

from assistant.bootstrap import Fazhi
from assistant.comparison.comparing import Comparing
from assistant.comparison.models import Comparison, Segment
from ui.comparing.sheet import workbook
from ui.comparing.showing import heading
from ui.comparing.word import document
from ui.printable import printable


@pytest.fixture(scope="module")
def comparison(fazhi: Fazhi) -> Comparison:
    found = Comparing(fazhi.index, fazhi.embedding).compare("政务公开", ("张掖市", "赣州市"))
    assert isinstance(found, Comparison)
    return found


def saying(comparison: Comparison, words: str) -> Comparison:
    """The same table, everything in it saying these words."""
    row = comparison.rows[0]
    segments = (Segment(text=words, shared=False),)

    def said(cell):  # type: ignore[no-untyped-def]
        passage = cell.passages[0]
        citation = passage.citation.model_copy(update={"quote": words, "address": words})
        return cell.model_copy(update={"passages": (passage.model_copy(update={"segments": segments, "citation": citation}),)})

    rows = (row.model_copy(update={"name": words, "cells": tuple(map(said, row.cells))}),)
    return comparison.model_copy(update={"rows": rows, "topic": words, "notes": (words,)})


@pytest.mark.parametrize("words", ['=HYPERLINK("http://192.0.2.1","点这里")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0"])
def test_what_looks_like_a_formula_is_words(comparison: Comparison, words: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(saying(comparison, words))))
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert all(cell.quotePrefix for cell in cells)
    assert [cell.value.strip() for cell in book.worksheets[0][2]] == [words.strip()] * 5


def test_what_a_file_cannot_hold_is_left_out(comparison: Comparison) -> None:
    table = saying(comparison, "公开\x00\x0b\x1f\ufffe制度<b>&")
    assert openpyxl.load_workbook(io.BytesIO(workbook(table))).worksheets[0]["B2"].value == "公开制度<b>&"
    assert "公开制度<b>&" in Document(io.BytesIO(document(table))).tables[0].rows[1].cells[1].text


def test_a_table_without_rows_says_so(comparison: Comparison) -> None:
    empty = comparison.model_copy(update={"rows": ()})
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(document(empty))).paragraphs)
    assert "都没有规定这一事项" in text
    assert openpyxl.load_workbook(io.BytesIO(workbook(empty))).worksheets[0].max_row == 1


def test_lines_end_in_one_way() -> None:
    assert printable("一\r\n二\r三") == "一\n二\n三"


def test_the_places_get_the_room_in_word(comparison: Comparison) -> None:
    table = Document(io.BytesIO(document(comparison))).tables[0]
    matter, *places = [cell.width for cell in table.rows[-1].cells]
    assert len(set(places)) == 1 and places[0] > 2 * matter


@pytest.mark.parametrize(
    ("topic", "said"),
    [("政务公开", "政务公开：张掖市、赣州市"), ("张掖市和赣州市的政务公开有什么不同？", "张掖市和赣州市的政务公开有什么不同")],
)
def test_a_heading_does_not_name_the_places_twice(comparison: Comparison, topic: str, said: str) -> None:
    asked = comparison.model_copy(update={"topic": topic, "places": ("张掖市", "赣州市")})
    assert heading(asked) == said
