"""Documents that come again: which round a day or a year means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.models import Period, Plan, PlanHead
from index.rounds import of_the_day, of_the_round_before, of_years, rounds, series

MakeHead = Callable[..., PlanHead]


@pytest.fixture(scope="module")
def head(read: Callable[..., Plan], plan_text: Callable[..., str]) -> MakeHead:
    """A document of 张掖市 for some years; its id is its title."""
    some = read(plan_text("张掖市", "公开。")).head

    def make(title: str, first: int, last: int, kind: str = "实施方案", **facts: object) -> PlanHead:
        return some.model_copy(update={"plan_id": title, "title": title, "kind": kind, "period": years(first, last), **facts})

    return make


def years(first: int, last: int) -> Period:
    return Period.model_validate({"from": first, "to": last})


def plan(head: MakeHead, first: int, last: int) -> PlanHead:
    return head(f"张掖市法治政府建设实施方案（{first}—{last}年）", first, last)


def report(head: MakeHead, year: int, **facts: object) -> PlanHead:
    return head(f"张掖市{year}年度法治政府建设情况报告", year, year, "年度报告", **facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张掖市法治政府建设实施方案（2016—2020年）", "张掖市法治政府建设实施方案(2021-2025年)"),
        ("张掖市贯彻落实《法治政府建设实施纲要（2015—2020年）》实施方案", "张掖市法治政府建设实施方案（2021—2025年）"),
        ("张掖市开展法治宣传教育的第七个五年规划（2016—2020年）", "张掖市关于开展法治宣传教育的第八个五年规划（2021—2025年）"),
        ("张掖市人民政府关于2021年度法治政府建设情况的报告", "张掖市2022年法治政府建设年度报告"),
    ],
)
def test_rounds_of_one_document_are_one_series_however_the_title_is_turned(head: MakeHead, one: str, other: str) -> None:
    kind = "年度报告" if "报告" in one else "实施方案"
    assert series(head(one, 2016, 2020, kind)) == series(head(other, 2021, 2025, kind))


@pytest.mark.parametrize(
    "other",
    ["张掖市优化营商环境实施方案（2021—2025年）", "张掖市法治社会建设实施方案（2020—2025年）", "张掖市数字政府建设实施方案（2021—2025年）"],
)
def test_another_matter_is_another_series(head: MakeHead, other: str) -> None:
    assert series(head(other, 2021, 2025)) != series(plan(head, 2016, 2020))


def test_a_plan_is_no_round_of_a_report_nor_of_another_place(head: MakeHead) -> None:
    own = plan(head, 2016, 2020)
    elsewhere = own.model_copy(update={"place_code": "360700"})
    assert len({series(own), series(report(head, 2018)), series(elsewhere)}) == 3


def test_a_document_without_years_stands_alone(head: MakeHead) -> None:
    laws = [head("张掖市养犬条例", 1, 1, period=None), head("张掖市停车条例", 1, 1, period=None)]
    assert series(laws[0]) is None
    assert rounds(laws) == [[laws[0]], [laws[1]]]


@pytest.mark.parametrize(
    ("day", "first"), [("2014-06-01", 2016), ("2016-01-01", 2016), ("2020-12-31", 2016), ("2021-01-01", 2021), ("2030-01-01", 2021)]
)
def test_the_round_of_a_day_is_the_one_it_lies_in_else_the_last_before_else_the_first(head: MakeHead, day: str, first: int) -> None:
    [same] = rounds([plan(head, 2021, 2025), plan(head, 2016, 2020)])
    assert [one.period.from_year for one in of_the_day(same, date.fromisoformat(day)) if one.period] == [first]


@pytest.mark.parametrize(
    ("day", "year"), [("2022-01-31", 2021), ("2023-04-26", 2021), ("2023-04-27", 2022), ("2024-01-01", 2023), ("2020-01-01", 2021)]
)
def test_the_report_of_a_day_is_the_latest_that_was_out(head: MakeHead, day: str, year: int) -> None:
    same = [report(head, 2021, published_on="2022-01-30"), report(head, 2022, published_on="2023-04-27"), report(head, 2023)]
    assert of_the_day(same, date.fromisoformat(day)) == [one for one in same if one.period == years(year, year)]


def test_the_round_before_is_before_the_one_of_the_day(head: MakeHead) -> None:
    first, second, third = (plan(head, *pair) for pair in ((2011, 2015), (2016, 2020), (2021, 2025)))
    assert of_the_round_before([first, second, third], date(2023, 1, 1)) == [second]
    assert of_the_round_before([first, second, third], date(2019, 1, 1)) == [first]
    assert of_the_round_before([third], date(2023, 1, 1)) == []


def test_the_very_stretch_named_goes_before_rounds_that_share_a_year_with_it(head: MakeHead) -> None:
    short, long = plan(head, 2021, 2023), plan(head, 2021, 2025)
    assert of_years([short, long], [years(2021, 2025)]) == [long]
    assert of_years([short, long], [years(2022, 2022)]) == [short, long]
    assert of_years([short, long], [years(2024, 2024), years(2022, 2022)]) == [short, long]
    assert of_years([short, long], [years(2016, 2020)]) == []


@given(st.sets(st.integers(2000, 2040), min_size=1, max_size=6), st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_whatever_the_day_some_round_is_meant(head: MakeHead, begins: set[int], day: date) -> None:
    [same] = rounds([plan(head, first, first + 4) for first in begins])
    meant = of_the_day(same, day)
    assert meant and set(meant) <= set(same)
