"""Which edition a question names; places are blanked out before it is read."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.understand.editions import EditionsAsked, read_editions
from index.models import Period


def years(first: int, last: int | None = None) -> Period:
    return Period.model_validate({"from": first, "to": last or first})


@pytest.mark.parametrize(
    "question",
    [
        "上一轮方案里行政调解由谁负责",
        "上一份方案怎么写的",
        "旧方案的法律顾问制度",
        "上一个五年的规划",
        "以前的实施方案怎么规定",
        "老方案里写了什么",
    ],
)
def test_the_round_before_is_asked_for(question: str) -> None:
    assert read_editions(question).previous


@pytest.mark.parametrize(
    "question", ["两轮方案有什么不同", "历年报告里受理了多少件", "修订前后罚款有什么不同", "新旧方案对照", "前后两版差在哪"]
)
def test_several_editions_are_asked_for(question: str) -> None:
    assert read_editions(question).several


@pytest.mark.parametrize("question", ["那正式方案里呢", "现行的办法怎么规定", "修订后罚多少", "和正式稿有什么不同"])
def test_what_is_in_force_is_asked_for_by_name(question: str) -> None:
    assert read_editions(question).current


@pytest.mark.parametrize(
    ("question", "plan", "report"),
    [
        ("2016—2020年的方案里由谁负责", years(2016, 2020), None),
        ("法治政府建设实施方案（2016-2020年）第三条", years(2016, 2020), None),
        ("2021年度报告里受理了多少件", None, years(2021)),
        ("2021年法治政府建设情况报告说了什么", None, years(2021)),
        ("2021年受理了多少件", None, None),
        ("方案里2022年底要做到什么", None, None),
    ],
)
def test_years_that_name_the_document_are_told_from_years_of_its_matter(question: str, plan: Period | None, report: Period | None) -> None:
    asked = read_editions(question)
    assert (asked.plan, asked.report) == (plan, report)


def test_all_years_are_read_in_order() -> None:
    assert read_editions("2018年和2016—2020年、2018年，十四五时期").years == (years(2018), years(2016, 2020), years(2021, 2025))


def test_last_year_is_a_year_only_on_a_day_and_where_none_is_written_out() -> None:
    assert read_editions("去年受理了多少件").on(date(2024, 6, 1)).years == (years(2023),)
    assert read_editions("去年（2022年）受理了多少件").on(date(2024, 6, 1)).years == (years(2022),)


@pytest.mark.parametrize(
    "question",
    [
        "行政调解由谁负责",
        "2022年底前要做到什么",
        "老旧小区改造方案怎么规定",
        "规章草案要听证吗",
        "条例修订前要评估吗",
        "上一级机关的方案怎么备案",
        "上一年度的情况",
    ],
)
def test_an_ordinary_question_names_no_edition(question: str) -> None:
    asked = read_editions(question)
    assert asked.says_nothing
    assert asked.model_copy(update={"years": ()}) == EditionsAsked()
