"""What the words to say do not promise, and how far they may be relied on."""

from __future__ import annotations

from collections.abc import Callable

from assistant.hotline.caution import not_to_promise
from assistant.hotline.confidence import confidence_of
from assistant.hotline.hearing import heard
from assistant.hotline.models import Card
from assistant.hotline.saying import say
from assistant.models import Answer, Caveat
from index.search import Index


def words(card: Card) -> list[str]:
    return [one.words for one in card.do_not_promise]


def test_hedges_of_the_sentence_said_are_told(card: Callable[..., Card]) -> None:
    assert "力争" in words(card("张掖的监管平台什么时候与省级平台联通？"))
    assert "基本" in words(card("张掖市行政执法协调监督工作体系什么时候建成？"))
    assert "原则上" in words(card("抚远行政执法人员每年参训多少日？"))


def test_a_draft_and_an_ended_plan_are_told(card: Callable[..., Card]) -> None:
    assert {"征求意见稿", "实施期限已满"} <= set(words(card("长春行政执法协调监督工作体系什么时候建成？")))


def test_a_target_that_is_past_is_no_proof_that_it_was_reached(card: Callable[..., Card]) -> None:
    question = "张掖市行政执法协调监督工作体系什么时候建成？"
    assert "2024年年底前" in words(card(question))
    assert "2024年年底前" not in words(card(question, as_of="2023-01-01"))


def test_a_part_not_answered_is_told(card: Callable[..., Card]) -> None:
    assert "天水市的文件" in words(card("张掖和天水的行政调解由谁负责？"))


def test_a_report_that_binds_nobody_may_be_read_as_it_is(card: Callable[..., Card]) -> None:
    made = card("长春2022年审结了多少件行政复议？")
    assert made.do_not_promise == ()
    assert made.confidence.level == "高"


def test_the_level_falls_with_what_is_uncertain(ask: Callable[..., Answer], index: Index) -> None:
    answer = ask("长春2022年审结了多少件行政复议？", as_of="2026-11-22")
    said = say(answer, heard(answer, index), index)
    assert confidence_of(answer.model_copy(update={"trust": "verified"}), said, ()).level == "中"
    undecided = answer.model_copy(update={"caveats": (Caveat(code="undecided_version", text="另有同名文件。"),)})
    assert confidence_of(undecided, said, not_to_promise(undecided, said, index)).level == "低"
    read = said.model_copy(update={"basis": tuple(c.model_copy(update={"confidence": 0.6}) for c in said.basis)})
    assert confidence_of(answer, read, ()).level == "低"
    assert confidence_of(answer.model_copy(update={"trust": "none"}), said, ()).level == "无"
