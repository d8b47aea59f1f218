"""For which years a document is, as its title says: never a year in which it was passed, amended or printed.

What sets tasks or reports is for years (方案, 计划, 要点, 规划, 报告 …). A regulation or a decision is not: it holds until another
ends it. A measure (办法, 规定) is for years only where its title gives a stretch of them or calls one 年度.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dates import DATE
from index.passage import DONE

_TIMELESS = frozenset({"条例", "决定", "决议", "守则"})
_BY_RULE = frozenset({"办法", "通知", "公告"})
_SENDS_A_PLAN = re.compile(r"方案|计划|要点|安排|规划|纲要|报告|总结")
_DAY_OF_YEAR = r"(?:\d{1,2}\s*月\s*(?:\d{1,2}\s*日)?\s*)?"
_YEARS = re.compile(rf"(?P<first>\d{{4}})\s*年?\s*{_DAY_OF_YEAR}[—–\-－~～至]+\s*(?P<last>\d{{4}})\s*年?")
_YEAR = re.compile(rf"(?P<first>\d{{4}})\s*年(?!\s*(?:版|{DONE}))")
_YEAR_CALLED_SO = re.compile(r"(?P<first>\d{4})\s*年(?=\s*度)")
_OTHER_YEARS = re.compile(rf"[（(〔\[【][^（()）〔〕\[\]【】]*(?:{DONE}|[版本])[^（()）〔〕\[\]【】]*[）)〕\]】]")
_DAY = re.compile(DATE)


@dataclass(frozen=True)
class Years:
    """The first and last year, and where a title says so."""

    first: int
    last: int
    start: int
    end: int


def years_in(title: str, kind: str) -> Years | None:
    """The years a document of this kind is for, None where its title gives it none."""
    if kind in _TIMELESS:
        return None
    words = _blotted(_OTHER_YEARS, title)
    single = _YEAR_CALLED_SO if kind in _BY_RULE and not _SENDS_A_PLAN.search(words) else _YEAR
    stretch = _YEARS.search(words)
    found = stretch or single.search(_blotted(_DAY, words))
    if found is None:
        return None
    first = int(found["first"])
    return Years(first, int(stretch["last"]) if stretch else first, found.start(), found.end())


def _blotted(pattern: re.Pattern[str], words: str) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), words)
