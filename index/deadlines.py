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
class _Reading:
    date: str | None = None
    recurrence: str | None = None
    relative: str | None = None


_Read = Callable[[re.Match[str], int | None], _Reading]


@dataclass(frozen=True)
class _Kind:
    pattern: re.Pattern[str]
    read: _Read


def _last_day(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _date(match: re.Match[str], plan_year: int | None) -> _Reading:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else plan_year
    if year is None:
        return _Reading(relative=match[0])
    month, day, part = groups.get("month"), groups.get("day"), groups.get("part") or ""
    if month and 1 <= int(month) <= 12:
        if day and 1 <= int(day) <= calendar.monthrange(year, int(month))[1]:
            return _Reading(date=f"{year:04d}-{int(month):02d}-{int(day):02d}")
        return _Reading(date=_last_day(year, int(month)))
    if "上半年" in part:
        return _Reading(date=f"{year:04d}-06-30")
    quarter = re.search(r"([一二三四1-4])季度", part)
    if quarter:
        return _Reading(date=_last_day(year, 3 * ("一二三四".find(quarter[1]) + 1 or int(quarter[1]))))
    before_the_year = not part and match[0].endswith(("年前", "年之前", "年以前"))
    return _Reading(date=f"{year - before_the_year:04d}-12-31")


def _recurrence(match: re.Match[str], _: int | None) -> _Reading:
    return _Reading(recurrence=match[0])


def _relative(match: re.Match[str], _: int | None) -> _Reading:
    return _Reading(relative=match[0])


_BEFORE = r"(?:之?前|以前)"
_PART = r"(?P<part>(?:上半年|下半年|第?[一二三四1-4]季度)?(?:年底|年末|底|末)?)"
_QUARTER = r"上半年|下半年|第?[一二三四1-4]季度"
_DAY = r"(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>\d{1,2})日|底|末|份|[上中下]旬)?"
_WITHIN = r"个?(?:工作日|月|日|天|年)(?:以?内|之内)"


def _kind(pattern: str, read: _Read) -> _Kind:
    return _Kind(re.compile(pattern), read)


_KINDS = (
    _kind(rf"次年\d{{1,2}}月(?:\d{{1,2}}日|底|末)?{_BEFORE}?", _recurrence),
    _kind(
        rf"每(?:{_N}个?)?(?:年|半年|季度|月|周|季)度?"
        rf"(?:第?[一二三四1-4]季度|末月\d{{1,2}}日|\d{{1,2}}月(?:\d{{1,2}}日|底|末|份)?|年?底|年?初|上半年|下半年)?"
        rf"(?:之?前)?(?!以)(?:(?:应当)?(?:至少|不少于)?\s?(?:{_N})\s?(?:次|期|场|轮))?",
        _recurrence,
    ),
    _kind(rf"(?:印发|发布|公布|实施|施行|通过|批准|受理|收到)(?:之日)?(?:后|起)\s?(?:{_N})\s?{_WITHIN}", _relative),
    _kind(rf"自[^，。；：\n]{{1,24}}之日起\s?(?:{_N})\s?{_WITHIN}", _relative),
    _kind(rf"(?:自|从)?(?P<year>20\d\d)年{_DAY}{_BEFORE}", _date),
    _kind(rf"(?:到|至|截至|截止)(?P<year>20\d\d)年{_DAY}", _date),
    _kind(rf"(?:到|至|截至)?(?P<year>20\d\d)年{_PART}{_BEFORE}", _date),
    _kind(r"(?:到|至|截至|截止)(?P<year>20\d\d)年(?P<part>上半年|第?[一二三四1-4]季度|年?底|年?末)?(?!以来|度)", _date),
    _kind(rf"(?P<year>20\d\d)年(?P<part>上半年|第?[一二三四1-4]季度|年?底|年?末)?(?=(?:{_DONE}))", _date),
    _kind(rf"(?<!\d){_DAY}{_BEFORE}", _date),
    _kind(rf"(?<![每次今])(?P<part>{_QUARTER}|年底|年末)(?:{_BEFORE}|内)", _date),
    _kind(rf"(?<![每次今])(?P<part>{_QUARTER}|年底|年末)(?=完成|建成|形成|实现|出台|组织|开展|启动|委托|对|向|，|。)", _date),
    _kind(r"任期内(?:至少)?", _relative),
)
_ONGOING = r"(?:长期|持续|常态化?|全年|适时|立行立改|立即|及时)(?:坚持|推进|开展|实施|进行|整改|落实|完成)?"
_FROM_YEAR = r"(?:20\d\d\s?年?\s?[—–\-－~～至]{1,3}\s?)?"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_REACHED = rf"(?:{_BEFORE})?(?:完成)?"
_IN_CELL = (
    _kind(rf"{_FROM_YEAR}(?P<year>20\d\d)\s?[年./\-]\s?{_MONTH}(?:\s?[月./\-]\s?(?:(?P<day>\d{{1,2}})日?|底|末|份)?)?{_REACHED}", _date),
    _kind(rf"{_MONTH}\s?月(?:(?P<day>\d{{1,2}})日|底|末|份)?{_REACHED}", _date),
    _kind(rf"{_FROM_YEAR}(?P<year>20\d\d)\s?年?{_PART}{_REACHED}", _date),
    _kind(rf"(?P<part>{_QUARTER}|年[底末])[底末]?{_REACHED}", _date),
    _kind(_ONGOING, _relative),
)
# What was done before a date is no deadline: 对2022年12月31日前印发的文件进行清理.
_PAST = r"(?:印发|发布|公布|制定|出台|施行|实施|登记|注册|成立|建成|完成|批准|立案|受理)的"
_NOT_TO_COME = re.compile(rf"(?:之?前|以前|底前)(?:已经?)?{_PAST}")
_TITLES = re.compile(r"《[^》]{0,200}》|〈[^〉]{0,200}〉|\d{4}\s{0,3}年?\s{0,3}[—–\-－~至]{1,3}\s{0,3}\d{4}\s{0,3}年")


def deadline_cell(text: str, start: int, end: int, plan_year: int | None) -> tuple[Deadline, ...]:
    """Deadlines in a cell of a column for them, where a bare date is one: 2025年12月, 年底, 长期坚持."""
    found = deadlines(text, start, end, plan_year)
    if found:
        return found
    for kind in _IN_CELL:
        match = kind.pattern.fullmatch(text, start, end)
        if match:
            return (_deadline(text, start, end, kind.read(match, plan_year)),)
    return ()


def _deadline(text: str, start: int, end: int, reading: _Reading) -> Deadline:
    return Deadline(text=text[start:end], start=start, end=end, date=reading.date, recurrence=reading.recurrence, relative=reading.relative)


def deadlines(text: str, start: int, end: int, plan_year: int | None) -> tuple[Deadline, ...]:
    """Deadlines between two offsets, in order; years inside titles and ranges are no deadlines."""
    masked = _TITLES.sub(lambda match: " " * len(match[0]), text[start:end])
    taken = bytearray(len(masked))
    found = []
    for at, until, reading in _matches(masked, plan_year):
        if not any(taken[at:until]):
            taken[at:until] = b"\1" * (until - at)
            found.append(_deadline(text, start + at, start + until, reading))
    return tuple(sorted(found, key=lambda deadline: deadline.start))


def _matches(text: str, plan_year: int | None) -> Iterator[tuple[int, int, _Reading]]:
    for kind in _KINDS:
        for match in kind.pattern.finditer(text):
            if not _NOT_TO_COME.match(text, max(match.start(), match.end() - 1)):
                yield match.start(), match.end(), kind.read(match, plan_year)
