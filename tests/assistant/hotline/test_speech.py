"""Printed words become words to read aloud."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hotline.speech import listed, sentence, spoken


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("落实《甲条例》《乙办法》（以下简称《办法》）。", "落实甲条例、乙办法。"),
        ("县（市、区）“局队合一”体制", "县市区局队合一体制"),
        ("法治政府建设实施纲要（2021—2025年）", "法治政府建设实施纲要2021到2025年"),
        ("发布日期：2022-04-10", "发布日期：2022年4月10日"),
        ("推荐1-2个县(市)区", "推荐1到2个县市区"),
        ("开展“春风”“夏雨”行动", "开展春风、夏雨行动"),
        ("开展“进大集，送法送福”活动", "开展进大集、送法送福活动"),
        ("（一）加强领导。", "加强领导。"),
        ("赣市发〔2022〕6号", "赣市发2022年6号"),
        ("建成平台[1]。", "建成平台。"),
    ],
)
def test_words_are_made_ready_to_be_read_aloud(printed: str, said: str) -> None:
    assert spoken(printed) == said


@given(st.text(alphabet="甲乙一二（）()《》“”〔〕[]【】，。、；：0123—- \n", max_size=40))
def test_no_bracket_or_quotation_mark_is_ever_read_aloud(printed: str) -> None:
    assert not re.search(r"[（）()《》“”〔〕\[\]【】\s]", spoken(printed))


def test_a_sentence_ends_once() -> None:
    assert sentence("建成平台；") == "建成平台。"
    assert sentence("建成平台。") == "建成平台。"


def test_names_are_listed_as_they_are_spoken() -> None:
    assert listed(["甲市"]) == "甲市"
    assert listed(["甲市", "乙市", "丙市"], "还是") == "甲市、乙市还是丙市"
    assert listed([]) == ""
