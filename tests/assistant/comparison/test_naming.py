"""Whether words name a topic."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.comparison.naming import beside, literal, names
from assistant.understand.topic import Topic
from index.lexicon import Lexicon


def test_a_short_topic_is_named_whole_or_not_at_all(topic: Callable[..., Topic]) -> None:
    asked = topic("法治", "宣传")
    assert names(asked, "广泛宣传法治政府建设成就。")
    assert not names(asked, "对重要政策进行宣传解读。")
    assert names(asked, "加大宣传力度。", headings="法治文化")


@pytest.mark.parametrize(("words", "is_there"), [("加强政府立法工作。", True), ("推动联合成立法治政府研究基地。", False)])
def test_a_word_is_not_found_across_two_others(topic: Callable[..., Topic], words: str, is_there: bool) -> None:
    assert names(topic("立法"), words) is is_there


def test_another_word_names_the_topic_but_is_not_the_very_word(topic: Callable[..., Topic]) -> None:
    asked = topic("应急", alternatives={"应急": ("突发事件",)})
    assert names(asked, "完善突发事件应对制度。")
    assert not names(literal(asked), "完善突发事件应对制度。")


def test_what_a_heading_names_beside_the_topic_is_told(topic: Callable[..., Topic], words_of: Callable[..., Lexicon]) -> None:
    assert "应诉" in beside(topic("行政复议"), "加强行政复议和行政应诉工作", words_of(()))
    assert beside(topic("行政复议"), "加强行政复议工作", words_of(())) == set()
    assert beside(topic("政务公开"), "加强行政复议和行政应诉工作", words_of(())) == set()
