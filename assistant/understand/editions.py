"""Which edition of a document a question means: an older wording, a round, the years it names, or several to compare."""

from __future__ import annotations

import re
from datetime import date

from index.models import Frozen, Period
from index.older import OlderVersion, asks_for_older

_TO = r"\s*年?度?\s*[-—–―‒−~～至到]+\s*"
_YEAR = r"(?<!\d)(?:19|20)\d\d"
_YEARS = re.compile(rf"(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR})(?!\d)|(?P<only>{_YEAR})(?=\s*年|\s*版)")
_FIVE_YEARS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_ROUND = r"(?:轮|期|个?周期|个五年)"
_PREVIOUS = re.compile(
    rf"(?:上|前|之前|以前|更早)的?(?:一|那)?(?:个)?{_ROUND}(?!间)|(?:上一?份|前一份|往年的?|旧的?|老的?|以前的?|之前的?|过去的?|早先的?|原来的?)(?:那(?:个|份|版))?"
    r"(?:的)?(?:实施|行动|工作)?(?:方案|规划|计划|要点|安排|报告)"
)
_NOW = re.compile(
    r"现行|正式(?:的|稿|版|印发|发布|(?:实施|行动|工作)?(?:文件|方案|办法|条例|规定|规划))|定稿|最新|新版|新的?(?:实施|行动|工作)?(?:方案|办法|条例|规定|规划)|(?:本|这一|当前)轮|(?:修订|修改|修正)(?:以|之)?后"
)
_SEVERAL = re.compile(
    rf"(?:修订|修改|修正)前后|(?:两|前后两?|新旧|新老|各|历|几){_ROUND}|新旧|新老|(?:前后)?[两几]个?(?:版本|稿子?|版)|前后[两几]?(?:份|版|个)|历[年次]|[两几]份(?:方案|规划|文件|报告)|[两几]年的?报告"
)
_YEARS_AGO = {"去年": 1, "前年": 2, "今年": 0}  # words for a year that only the day of the question makes one
_KIND = r"(?:法治政府建设|依法行政)?(?:的)?(?:实施|行动|工作)?(?:方案|规划|计划)"
_OF_ROUND = re.compile(
    rf"(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR})\s*年?[)）]?\s*的?(?:那(?:份|个|一?版))?{_KIND}|{_KIND}》?\s*[（(](?P<from>{_YEAR}){_TO}(?P<to>{_YEAR})"
)
_OF_REPORT = re.compile(
    rf"(?P<year>{_YEAR})\s*年?度?\s*的?(?:那份)?(?:法治政府建设|依法行政)?的?(?:年度|情况|工作)*(?:报告(?!期)|总结|年报)"
)


class EditionsAsked(Frozen):
    """What a question says of the edition it means; nothing of it said, what is in force is meant.

    `years` are all years named, of the document or of its matter; `plan` and `report` those that name the document itself;
    `years_ago` counts back from the day of the question (去年: 1).
    """

    older: OlderVersion | None = None
    previous: bool = False
    current: bool = False
    several: bool = False
    years: tuple[Period, ...] = ()
    plan: Period | None = None
    report: Period | None = None
    years_ago: int | None = None

    def on(self, day: date) -> EditionsAsked:
        """The same with 去年 as the year it is on a day, where no year is written out."""
        if self.years_ago is None or self.years:
            return self
        return self.model_copy(update={"years": (_stretch(day.year - self.years_ago, day.year - self.years_ago),)})

    @property
    def says_nothing(self) -> bool:
        """Whether it names no edition in words; years may be of the matter."""
        return not (self.older or self.previous or self.current or self.several or self.plan or self.report)


def read_editions(text: str) -> EditionsAsked:
    """The edition a question means; its places are blanked out."""
    older = asks_for_older(text)
    return EditionsAsked(
        older=older,
        previous=bool(_PREVIOUS.search(text)) or (older is not None and older.wanted == "earlier"),
        current=bool(_NOW.search(text)),
        several=bool(_SEVERAL.search(text)),
        years=_years(text),
        plan=_named(_OF_ROUND, text),
        report=_named(_OF_REPORT, text),
        years_ago=next((ago for word, ago in _YEARS_AGO.items() if word in text), None),
    )


def _years(text: str) -> tuple[Period, ...]:
    said = [_period(match["first"] or match["only"], match["last"] or match["only"]) for match in _YEARS.finditer(text)]
    said += [_stretch(first, first + 4) for name, first in _FIVE_YEARS.items() if re.search(rf"{name}”?(?:时期|期间)", text)]
    return tuple(dict.fromkeys(said))


def _named(pattern: re.Pattern[str], text: str) -> Period | None:
    """The years by which a question names the document itself."""
    found = pattern.search(text)
    if found is None:
        return None
    years = [year for year in found.groups() if year]
    return _period(years[0], years[-1])


def _period(first: str, last: str) -> Period:
    return _stretch(*sorted((int(first), int(last))))


def _stretch(first: int, last: int) -> Period:
    return Period.model_validate({"from": first, "to": last})
