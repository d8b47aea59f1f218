"""Tokens: a value is one token whatever way it is written, and every other way of writing is another value."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.claims.tokens import Token, readable, tokens

_FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def read(text: str) -> tuple[Token, ...]:
    return tokens(readable(text))


def typed(text: str) -> list[tuple[str, str]]:
    return [token.key for token in read(text) if token.kind != "word"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022年底前", "2022年年底前"),
        ("2022年底", "2022年末"),
        ("二〇二二年三月十日", "2022年03月10日"),
        ("2021—2025年", "2021年至2025年"),
        ("2021-2025年", "2021～2025年"),
        ("2022年四季度", "2022年第4季度"),
        ("每两年", "每2年"),
        ("每年", "每年度"),
        ("60学时", "六十个学时"),
        ("不少于60学时", "至少60学时"),
        ("不少于60学时", "60学时以上"),
        ("不超过30日", "30日以内"),
        ("百分之九十", "90％"),
        ("百分之九十八点五", "98.5%"),
        ("1.5万元", "15000元"),
        ("3,600人次", "三千六百人次"),
        ("15天", "十五日"),
        ("两次", "2次"),
        ("十五个工作日", "15工作日"),
        ("市委发〔2022〕7号", "市委发[2022]7号"),
    ],
)
def test_spellings_of_one_value_are_the_same_token(one: str, other: str) -> None:
    assert len(typed(one)) == 1
    assert typed(one) == typed(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022年底", "2022年初"),
        ("2022年底", "2022年"),
        ("2022年上半年", "2022年下半年"),
        ("2022年前", "2022年底前"),
        ("2022年前", "2022年后"),
        ("2022年第一季度", "2022年第二季度"),
        ("2022年3月10日", "2022年10月3日"),
        ("2021—2025年", "2021—2035年"),
        ("2021—2025年", "2025年"),
        ("6月底", "6月"),
        ("每年", "每月"),
        ("每年", "每半年"),
        ("每年", "每两年"),
        ("每季度", "季度"),
        ("定期", "不定期"),
        ("60学时", "60小时"),
        ("60学时以上", "60学时以下"),
        ("60学时以上", "60学时"),
        ("超过60学时", "不少于60学时"),
        ("至多2次", "至少2次"),
        ("约30日", "30日"),
        ("15个工作日", "15日"),
        ("3个月", "3月"),
        ("5个百分点", "5%"),
        ("1.5万元", "1.5元"),
        ("1.5万元", "1.5亿元"),
        ("300万元", "300多万元"),
        ("60余件", "60件"),
        ("3600人", "3600人次"),
        ("第3次", "3次"),
        ("市委发〔2022〕7号", "市委办发〔2022〕7号"),
        ("张掖市", "甘州区"),
    ],
)
def test_other_values_are_other_tokens(one: str, other: str) -> None:
    assert typed(one) != typed(other)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("应当", "modal", "应当"),
        ("应公开", "modal", "应当"),
        ("不得", "modal", "不得"),
        ("严禁", "modal", "不得"),
        ("力争", "modal", "力争"),
        ("不予", "negation", "不"),
        ("尚未", "negation", "未"),
        ("所有", "scope", "全部"),
        ("一律", "scope", "全部"),
        ("已经", "scope", "已"),
        ("仅", "scope", "只"),
    ],
)
def test_words_that_bind_are_tokens_of_their_own(text: str, kind: str, value: str) -> None:
    assert (kind, value) in typed(text)


@pytest.mark.parametrize(
    "text", ["响应", "适应", "供应", "反应堆", "不断", "不仅", "未来", "未成年人", "非常", "无论", "相应的", "必须知晓的"]
)
def test_words_that_only_look_binding_are_none(text: str) -> None:
    assert not [key for key in typed(text) if key[0] in ("negation", "modal") and key[1] != "必须"]


@pytest.mark.parametrize("text", ["一些", "统一", "三公经费", "百姓", "千方百计", "万众一心"])
def test_numerals_within_words_count_nothing(text: str) -> None:
    assert typed(text) == []


@pytest.mark.parametrize(
    ("text", "segments", "parts"),
    [
        ("甲，乙。丙；丁", [0, 1, 2, 3], [0, 0, 1, 2]),
        ("甲\n乙", [0, 1], [0, 1]),
        ("甲、乙", [0, 0], [0, 0]),
        ("甲（乙）丙", [0, 1, 2], [0, 0, 0]),
        ("甲，，乙", [0, 1], [0, 0]),
    ],
)
def test_marks_begin_stretches_and_full_stops_begin_sentences(text: str, segments: list[int], parts: list[int]) -> None:
    found = read(text)
    assert [token.segment for token in found] == segments
    assert [token.part for token in found] == parts


@pytest.mark.parametrize("text", ["", " ", "\n", "，。；", "《》“”", "、、、", "……"])
def test_marks_and_spaces_alone_are_no_tokens(text: str) -> None:
    assert read(text) == ()


def test_a_bound_ahead_of_the_verb_belongs_to_its_number() -> None:
    assert typed("至少组织2次") == typed("组织至少2次") == [("number", "≥2次")]


def test_a_bound_does_not_reach_over_a_mark() -> None:
    assert typed("至少公开，2次")[-1] == ("number", "2次")


@given(st.integers(1, 99_999))
def test_any_number_is_the_same_in_either_width_and_another_than_its_neighbour(number: int) -> None:
    assert typed(f"{number}件") == typed(f"{number}件".translate(_FULL)) == typed(f"{number} 件")
    assert typed(f"{number}件") != typed(f"{number + 1}件")


@given(st.text(max_size=200))
@example("≥甲")
@example("至少甲，乙。至少3件")
def test_tokens_follow_one_another_within_the_text(text: str) -> None:
    clean = readable(text)
    found = tokens(clean)
    assert all(0 <= token.start < token.end <= len(clean) for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [token.segment for token in found] == sorted(token.segment for token in found)
    assert [token.part for token in found] == sorted(token.part for token in found)
