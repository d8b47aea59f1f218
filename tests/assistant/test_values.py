"""Numbers, dates and shares are compared by value, not by spelling."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.values import normal, states, unit_asked, values_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2022年底前", [(2022, "公历年")]),
        ("2021—2025年", [(2021, ""), (2025, "公历年")]),
        ("不少于60学时", [(60, "学时")]),
        ("60小时", [(60, "学时")]),
        ("百分之九十", [(90, "%")]),
        ("95%以上", [(95, "%")]),
        ("98.5%", [(98.5, "%")]),
        ("206项", [(206, "项")]),
        ("两次", [(2, "次")]),
        ("一百二十件", [(120, "件")]),
        ("十五日", [(15, "日")]),
        ("15个工作日", [(15, "日")]),
        ("15天", [(15, "日")]),
        ("1.5万元", [(15_000, "元")]),
        ("2亿元", [(200_000_000, "元")]),
        ("3万户", [(30_000, "户")]),
        ("第三方", []),
        ("一律", []),
        ("每半年", []),
        ("", []),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, values: list[tuple[float, str]]) -> None:
    assert [(value.number, value.unit) for value in values_in(text)] == values


@given(st.text(st.sampled_from("〇零一二三四五六七八九十百千两0123456789.%年月日次项个分之半万亿元，。 ")))
def test_any_text_of_numerals_is_read_and_spans_lie_in_order(text: str) -> None:
    values = values_in(text)
    assert all(0 <= value.start < value.end <= len(text) for value in values)
    assert all(before.end <= after.start for before, after in pairwise(values))


@given(st.integers(min_value=1, max_value=9999))
def test_an_arabic_number_is_worth_what_it_says(number: int) -> None:
    assert [value.number for value in values_in(f"共{number}件")] == [number]


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("要多少学时", "学时"),
        ("几次", "次"),
        ("几天", "日"),
        ("百分之几", "%"),
        ("化解率是多少", "%"),
        ("多少经费", "元"),
        ("多少", ""),
        ("谁负责", None),
    ],
)
def test_the_unit_asked_for_is_read(question: str, unit: str | None) -> None:
    assert unit_asked(question) == unit


@pytest.mark.parametrize(
    ("text", "unit", "stated"),
    [
        ("不少于60学时", "学时", True),
        ("不少于60小时", "学时", True),
        ("原则上不少于15日", "日", True),
        ("化解率达９０％以上", "%", True),
        ("市县两级政府", "", False),
        ("三年行动计划", "", False),
        ("2022年底前", "", False),
        ("206项", "", True),
        ("第三", "", True),
        ("全面推行", "次", False),
        ("不少于60学时", "%", False),
    ],
)
def test_a_text_states_a_number_of_a_unit_or_does_not(text: str, unit: str, stated: bool) -> None:
    assert states(text, unit) is stated


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《办法》（第3条）,  １２％", "《办法》 (第3条)，12%"),
        ("2021—2025年", "2021-2025年"),
        ("1,000件", "1000件"),
        ("责任单位:市司法局", "责任单位：市司法局"),
        ("在\n2022年\n底", "在2022年底"),
    ],
)
def test_words_are_the_same_whatever_their_width_and_punctuation(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("60学时", "61学时"), ("1.5万元", "15万元"), ("应当", "可以"), ("不得收费", "收费"), ("95%", "95")]
)
def test_words_that_differ_in_meaning_stay_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text())
def test_normal_words_are_normal(text: str) -> None:
    assert not any(char.isspace() for char in normal(text))
