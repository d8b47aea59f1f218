"""Dates in figures, full-width figures and Chinese numerals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import dates_in

_FIGURES = str.maketrans("0123456789", "〇一二三四五六七八九")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{tens}十".translate(_FIGURES))
    return head + (str(ones).translate(_FIGURES) if ones else "")


@given(st.dates(min_value=date(1949, 10, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_however_it_is_printed(day: date) -> None:
    printed = f"{day.year}年{day.month}月{day.day}日"
    chinese = f"{str(day.year).translate(_FIGURES)}年{_chinese(day.month)}月{_chinese(day.day)}日"
    text = f"自{printed}起，{printed.translate(_WIDE)}，{chinese}，{day.isoformat()}。"
    assert [found.value for found in dates_in(text)] == [day.isoformat()] * 4
    assert text[1 : 1 + len(printed)] == printed == text[(first := next(dates_in(text))).start : first.end]


@pytest.mark.parametrize("words", ["2022年2月30日", "2022年13月1日", "12022年1月1日", "2022年1月"])
def test_what_is_no_day_is_passed_over(words: str) -> None:
    assert list(dates_in(words)) == []
