"""What kind of answer is wanted, by the words that ask."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understand.intents import intents_of, without_asking


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("什么时候建成", ("deadline",)),
        ("最迟哪年完成", ("deadline",)),
        ("截止日期是哪天", ("deadline",)),
        ("由谁负责", ("who",)),
        ("哪些单位负责", ("who",)),
        ("由市司法局牵头吗", ("who", "yes_no")),
        ("每年培训多少学时", ("number",)),
        ("占比是多少", ("number",)),
        ("多久评估一次", ("frequency",)),
        ("有没有规定", ("yes_no",)),
        ("是2024年，对吧？", ("yes_no",)),
        ("必须说明理由吗？", ("yes_no",)),
        ("有哪些措施", ("list",)),
        ("包括什么", ("list",)),
        ("怎么规定", ("text",)),
        ("原文", ("text",)),
        ("在哪一条", ("where",)),
        ("写在第几条", ("where",)),
        ("什么时候建成？由谁负责？", ("deadline", "who")),
        ("由谁负责？什么时候建成？", ("who", "deadline")),
        ("那赣州呢？", ()),
        ("行政复议体制改革", ()),
    ],
)
def test_the_words_that_ask_say_what_is_wanted_in_their_order(question: str, wanted: tuple[str, ...]) -> None:
    assert intents_of(question) == wanted


@pytest.mark.parametrize("words", ["那么多事项", "怎么多", "是不动产", "什么样的", "期限内办结", "责任人"])
def test_words_that_only_look_like_asking_want_nothing_they_do_not_say(words: str) -> None:
    assert not {"yes_no", "deadline", "who"} & set(intents_of(words))


@pytest.mark.parametrize(
    ("question", "left"),
    [("行政复议体制改革什么时候完成", "行政复议体制改革完成"), ("执法人员培训由谁负责", "执法人员培训"), ("有哪些措施", "措施")],
)
def test_the_matter_is_what_is_left_without_the_asking(question: str, left: str) -> None:
    assert without_asking(question).replace(" ", "") == left


@given(st.text(st.sampled_from("什么时候由谁负责多少吗哪些张掖方案的规定？2025年底前")))
def test_taking_the_asking_out_keeps_every_character_in_its_place(text: str) -> None:
    left = without_asking(text)
    assert len(left) == len(text)
    assert all(kept in (char, " ") for kept, char in zip(left, text, strict=True))
