"""Documents that come again: the rounds of a plan, the reports of the years; which of them a day or a year means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache

from index.endings import by
from index.models import Period, PlanHead
from index.ordering import REPORT, announced_on
from index.places import all_places
from index.titles import evened_title

_REMEMBERED = 8192  # titles
_YEARS = re.compile(r"\d{4}年?(?:至\d{4}年?)?度?")
# Words that say what kind of document it is or who made it, not what it is about; they differ from round to round.
_ABOUT_NOTHING = re.compile(
    r"中共|中国共产党|人民政府|政府办公[室厅]|[市县区省州]委|办公[室厅]|委员会|关于|印发|贯彻|落实|全面|推进|深化|进一步|加强|开展|实施|行动|工作|情况"
    r"|年度|本级|方案|规划|纲要|要点|计划|安排|报告|总结|意见|通知|试行|第[一二三四五六七八九十]+个五年|[十]?[一二三四五六七八九十]五(?=时期|期间)|时期|期间"
    r"|[的在和与年]"
)


def series(head: PlanHead) -> tuple[str, str, str] | None:
    """What the rounds of one plan share (place, kind, matter), None for a document that is for no years."""
    return (head.place_code, head.label, _matter(head.title, head.place_code)) if head.period else None


def rounds(heads: Iterable[PlanHead]) -> list[list[PlanHead]]:
    """Documents by series, each from the earliest round on; one without years is by itself."""
    found: dict[tuple[str, ...], list[PlanHead]] = {}
    for head in heads:
        found.setdefault(series(head) or (head.plan_id,), []).append(head)
    return [sorted(same, key=_years) for same in found.values()]


def of_the_day(same: Sequence[PlanHead], as_of: date) -> list[PlanHead]:
    """Of the rounds of a series, the one a day lies in, else the last before it, else the first after it; of reports the latest out."""
    if same[0].label == REPORT:
        return _latest([head for head in same if _is_out(head, as_of)]) or _first(same)
    running = [head for head in same if head.period and head.period.from_year <= as_of.year <= head.period.to_year]
    return running or _latest([head for head in same if _years(head)[1] < as_of.year]) or _first(same)


def of_the_round_before(same: Sequence[PlanHead], as_of: date) -> list[PlanHead]:
    """The round before the one of the day; none where there is none."""
    first = min(_years(head) for head in of_the_day(same, as_of))
    return _latest([head for head in same if _years(head) < first])


def of_years(same: Sequence[PlanHead], said: Sequence[Period]) -> list[PlanHead]:
    """The rounds meant by years or stretches of years: the very stretch, else every round that shares a year with one."""
    exactly = [head for head in same if any(_years(head) == (period.from_year, period.to_year) for period in said)]
    return exactly or [head for head in same if any(shares_a_year(head, period) for period in said)]


def shares_a_year(head: PlanHead, said: Period) -> bool:
    """Whether a document is for one of these years."""
    return head.period is not None and head.period.from_year <= said.to_year and said.from_year <= head.period.to_year


def reports_of_years(heads: Iterable[PlanHead]) -> list[PlanHead]:
    """The reports on some years."""
    return [head for head in heads if head.label == REPORT and head.period]


def plans_of_years(heads: Iterable[PlanHead]) -> list[PlanHead]:
    """The documents that are for some years and are no reports."""
    return [head for head in heads if head.label != REPORT and head.period]


def year_before(period: Period) -> Period:
    """The same stretch a year earlier."""
    return Period.model_validate({"from": period.from_year - 1, "to": period.to_year - 1})


def _years(head: PlanHead) -> tuple[int, int]:
    return (head.period.from_year, head.period.to_year) if head.period else (0, 0)


def _latest(some: Sequence[PlanHead]) -> list[PlanHead]:
    return _at(some, max)


def _first(some: Sequence[PlanHead]) -> list[PlanHead]:
    return _at(some, min)


def _at(some: Sequence[PlanHead], end: Callable[[Iterable[tuple[int, int]]], tuple[int, int]]) -> list[PlanHead]:
    return [head for head in some if _years(head) == end(map(_years, some))]


def _is_out(report: PlanHead, as_of: date) -> bool:
    """Whether a report had been made public by a day; without a day of its own, once the year it tells of is over."""
    known = announced_on(report)
    return by(known, as_of.isoformat()) if known else _years(report)[1] < as_of.year


@lru_cache(_REMEMBERED)
def _matter(title: str, place_code: str) -> str:
    words = _YEARS.sub("", evened_title(title))
    place = all_places().get(place_code)
    for name in (place.full_name, place.name, place.short_name) if place else ():
        words = words.replace(name, "", 1)
    return _ABOUT_NOTHING.sub("", words)
