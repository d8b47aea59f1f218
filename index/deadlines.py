"""Times by which something is to be done, read as dates or rhythms: 2022年底前, 到2025年, 每年一季度, 次年2月10日前."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.models import Deadline

_N = r"[一二三四五六七八九十两\d]+"
_DONE = "基本建成|建成|完成|实现|形成|达到|出台|建立|全面|基本|力争|前|争取|确保"


@dataclass(frozen=True)
class _Kind:
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], int | None], dict[str, str | None]]


def _last_day(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _date(match: re.Match[str], plan_year: int | None) -> dict[str, str | None]:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else plan_year
    if year is None:
        return {"relative": match[0]}
    month, day, part = groups.get("month"), groups.get("day"), groups.get("part") or ""
    if month and 1 <= int(month) <= 12:
        if day and 1 <= int(day) <= calendar.monthrange(year, int(month))[1]:
            return {"date": f"{year:04d}-{int(month):02d}-{int(day):02d}"}
        return {"date": _last_day(year, int(month))}
    if "上半年" in part:
        return {"date": f"{year:04d}-06-30"}
    quarter = re.search(r"([一二三四1-4])季度", part)
    if quarter:
        return {"date": _last_day(year, 3 * ("一二三四".find(quarter[1]) + 1 or int(quarter[1])))}
    before_the_year = not part and match[0].endswith(("年前", "年之前", "年以前"))
    return {"date": f"{year - before_the_year:04d}-12-31"}


def _recurrence(match: re.Match[str], _: int | None) -> dict[str, str | None]:
    return {"recurrence": match[0]}


def _relative(match: re.Match[str], _: int | None) -> dict[str, str | None]:
    return {"relative": match[0]}


_PART = r"(?P<part>(?:上半年|下半年|第?[一二三四1-4]季度)?(?:年底|年末|底|末)?)"
_KINDS = (
    _Kind(re.compile(r"次年\d{1,2}月(?:\d{1,2}日|底|末)?(?:之?前|以前)?"), _recurrence),
    _Kind(
        re.compile(
            rf"每(?:{_N}个?)?(?:年|半年|季度|月|周|季)度?(?:第?[一二三四1-4]季度|\d{{1,2}}月(?:\d{{1,2}}日|底|末|份)?|年?底|年?初|上半年|下半年)?"
            rf"(?:之?前)?(?!以)(?:(?:应当)?(?:至少|不少于)?\s?(?:{_N})\s?(?:次|期|场|轮))?"
        ),
        _recurrence,
    ),
    _Kind(
        re.compile(rf"(?:印发|发布|公布|实施|施行|通过|批准|受理|收到)(?:之日)?(?:后|起)\s?(?:{_N})\s?个?(?:工作日|月|日|天|年)(?:以?内|之内)"),
        _relative,
    ),
    _Kind(re.compile(r"(?:自|从)?(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末)?(?:之?前|以前|底前)"), _date),
    _Kind(re.compile(rf"(?:到|至|截至)?(?P<year>20\d\d)年{_PART}(?:之?前|以前)"), _date),
    _Kind(re.compile(r"(?:到|至|截至|截止)(?P<year>20\d\d)年(?P<part>上半年|第?[一二三四1-4]季度|年?底|年?末)?(?!以来|度)"), _date),
    _Kind(re.compile(rf"(?P<year>20\d\d)年(?P<part>上半年|第?[一二三四1-4]季度|年?底|年?末)?(?=(?:{_DONE}))"), _date),
    _Kind(re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?:(?P<day>\d{1,2})日|底|末|份|中旬|上旬|下旬)?(?:之?前|以前|底前)"), _date),
    _Kind(re.compile(r"(?<![每次今])(?P<part>上半年|第?[一二三四]季度|年底|年末)(?:之?前|以前|内)?(?=完成|前|建成|形成|实现|出台|组织|开展|对|向|，|。)"), _date),
    _Kind(re.compile(r"任期内(?:至少)?"), _relative),
)
_TITLES = re.compile(r"《[^》]*》|〈[^〉]*〉|\d{4}\s*年?\s*[—–\-－~至]+\s*\d{4}\s*年")


def deadlines(text: str, start: int, end: int, plan_year: int | None) -> tuple[Deadline, ...]:
    """Deadlines between two offsets, in order; years inside titles and ranges are no deadlines."""
    masked = _TITLES.sub(lambda match: " " * len(match[0]), text[start:end])
    found: list[Deadline] = []
    for at, until, reading in _matches(masked, plan_year):
        if all(until <= other.start - start or at >= other.end - start for other in found):
            words = text[start + at : start + until]
            found.append(Deadline(text=words, start=start + at, end=start + until, **reading))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda deadline: deadline.start))


def _matches(text: str, plan_year: int | None) -> Iterator[tuple[int, int, dict[str, str | None]]]:
    for kind in _KINDS:
        for match in kind.pattern.finditer(text):
            if match[0].strip():
                yield match.start(), match.end(), kind.read(match, plan_year)
