"""Times by which something is to be done are read as dates or rhythms."""

from __future__ import annotations

import pytest

from index.deadlines import deadline_cell, deadlines
from index.models import Deadline


def only(words: str, year: int | None = None) -> Deadline:
    [found] = deadlines(words, 0, len(words), year)
    assert words[found.start : found.end] == found.text
    return found


@pytest.mark.parametrize(
    ("words", "text", "date"),
    [
        ("2022年底前基本形成体制", "2022年底前", "2022-12-31"),
        ("2024年年底前，建成体系", "2024年年底前", "2024-12-31"),
        ("到2025年，政府行为全面纳入", "到2025年", "2025-12-31"),
        ("2025年前实现督察全覆盖", "2025年前", "2024-12-31"),
        ("2025年6月底前建成", "2025年6月底前", "2025-06-30"),
        ("应当于2022年1月31日前报送", "2022年1月31日前", "2022-01-31"),
        ("2024年2月底前完成", "2024年2月底前", "2024-02-29"),
        ("2023年上半年完成清理", "2023年上半年", "2023-06-30"),
        ("2023年建成全市统一的标准", "2023年", "2023-12-31"),
        ("有效期至2028年6月30日。", "至2028年6月30日", "2028-06-30"),
        ("2023年7月至2024年6月为第一阶段", "至2024年6月", "2024-06-30"),
    ],
)
def test_a_date_is_the_last_day_meant(words: str, text: str, date: str) -> None:
    found = only(words)
    assert (found.text, found.date) == (text, date)


@pytest.mark.parametrize(
    ("words", "text", "date"),
    [
        ("6月底前完成清理", "6月底前", "2024-06-30"),
        ("12月10日前报送总结", "12月10日前", "2024-12-10"),
        ("年底前评选项目", "年底前", "2024-12-31"),
        ("上半年对各镇开展督察", "上半年", "2024-06-30"),
        ("第三季度组织评查", "第三季度", "2024-09-30"),
    ],
)
def test_a_month_without_a_year_is_of_the_plans_year(words: str, text: str, date: str) -> None:
    found = only(words, 2024)
    assert (found.text, found.date) == (text, date)


def test_a_month_without_a_year_in_a_plan_of_several_years_is_no_date() -> None:
    found = only("6月底前完成清理")
    assert (found.date, found.relative) == (None, "6月底前")


@pytest.mark.parametrize(
    ("words", "recurrence"),
    [
        ("每年一季度向社会公布", "每年一季度"),
        ("次年2月10日前报告", "次年2月10日前"),
        ("每年3月底前编制", "每年3月底前"),
        ("每半年听取汇报", "每半年"),
        ("每两年集中清理", "每两年"),
        ("每季度末月25日前报送", "每季度末月25日前"),
        ("每年应当至少举办", "每年"),
    ],
)
def test_a_rhythm_is_kept_in_its_words(words: str, recurrence: str) -> None:
    assert only(words).recurrence == recurrence


@pytest.mark.parametrize(
    ("words", "relative"),
    [
        ("在本实施方案印发后两个月内制定", "印发后两个月内"),
        ("自公布之日起15日内备案", "公布之日起15日内"),
        ("应当自收到监督意见书之日起30日内反馈", "自收到监督意见书之日起30日内"),
        ("任期内至少接受一次培训", "任期内至少"),
    ],
)
def test_a_time_counted_from_an_event_is_kept_in_its_words(words: str, relative: str) -> None:
    assert only(words).relative == relative


@pytest.mark.parametrize(
    "words",
    [
        "落实《法治政府建设实施纲要（2021—2025年）》要求",
        "按照《2025年前碳达峰行动方案》推进",
        "2021—2025年实施方案",
        "2022年，市政府坚持",
        "对2022年12月31日前印发的规范性文件进行清理",
        "每个镇（街道）配备人员",
        "",
    ],
)
def test_years_in_titles_ranges_and_accounts_of_the_past_are_no_deadlines(words: str) -> None:
    assert deadlines(words, 0, len(words), None) == ()


def test_deadlines_stand_in_the_order_of_the_text() -> None:
    words = "每年4月前公布，2025年底前评估，印发后两个月内部署。"
    found = deadlines(words, 0, len(words), None)
    assert [deadline.text for deadline in found] == ["每年4月前", "2025年底前", "印发后两个月内"]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2025年12月", "2025-12-31"),
        ("2025.3", "2025-03-31"),
        ("2025-06-30", "2025-06-30"),
        ("2021—2025年", "2025-12-31"),
        ("2021年-2025年", "2025-12-31"),
        ("2025年", "2025-12-31"),
        ("2025年上半年", "2025-06-30"),
        ("6月", "2024-06-30"),
        ("6月15日", "2024-06-15"),
        ("年底", "2024-12-31"),
        ("三季度", "2024-09-30"),
    ],
)
def test_a_bare_date_in_a_column_of_deadlines_is_one(words: str, date: str) -> None:
    [found] = deadline_cell(f"甲\t{words}\t乙", 2, 2 + len(words), 2024)
    assert (found.text, found.date) == (words, date)


def test_a_day_without_a_year_stays_in_words_where_the_plan_has_none() -> None:
    [found] = deadline_cell("6月15日", 0, 5, None)
    assert (found.date, found.relative) == (None, "6月15日")


@pytest.mark.parametrize("words", ["长期坚持", "持续推进", "全年"])
def test_what_goes_on_is_kept_in_words(words: str) -> None:
    [found] = deadline_cell(words, 0, len(words), 2024)
    assert (found.date, found.relative) == (None, words)


@pytest.mark.parametrize("words", ["市司法局", "5", "2.5", "已完成", "-", "3-5个"])
def test_a_cell_without_a_time_has_no_deadline(words: str) -> None:
    assert deadline_cell(words, 0, len(words), 2024) == ()
