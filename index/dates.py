"""Whole dates as official documents print them: 2022年3月10日, ２０２２年３月１０日, 二〇二二年三月十日, 2022-03-10."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from index.models import Span
from index.numbering import number_of

_DIGITS = "〇一二三四五六七八九"
DATE = (
    r"(?:(?<!\d)\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    r"|[二一〇○零三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_DATE = re.compile(DATE)
_NUMERAL = r"[\d〇○零一二三四五六七八九十]"
_MONTH_AND_DAY = rf"{_NUMERAL}{{1,3}}\s*月(?:\s*{_NUMERAL}{{1,3}}\s*日)?"
_PART_OF_DATE = re.compile(rf"{DATE}|{_NUMERAL}{{4}}\s*年(?:\s*{_MONTH_AND_DAY})?|{_NUMERAL}{{1,3}}\s*月\s*{_NUMERAL}{{1,3}}\s*日")
_PART = re.compile(r"\d+|[〇○零一二三四五六七八九十]+")


class WrittenDate(Span):
    """A date and where it is printed; `value` is ISO."""

    value: str


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """The dates printed between two offsets, in order; impossible ones (2月30日) are passed over."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        value = iso_date(match[0])
        if value:
            yield WrittenDate(value=value, start=match.start(), end=match.end())


def without_dates(text: str) -> str:
    """The text with its dates, whole or in part (9月30日), blotted out; its length stays."""
    return _PART_OF_DATE.sub(lambda match: " " * len(match[0]), text)


def iso_date(words: str) -> str | None:
    """The ISO form of words that match DATE, None where there is no such day."""
    year, month, day = (_number(part) for part in _PART.findall(words))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(part: str) -> int:
    if part.isdecimal():
        return int(part)  # full-width digits too
    if len(part) == 4:
        return int("".join(str(_DIGITS.find(char.replace("○", "〇").replace("零", "〇"))) for char in part))
    return number_of(part) or 0
