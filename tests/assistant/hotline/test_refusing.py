"""Where nothing is quoted: a short sentence, and the one question that clears things up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.hotline.models import Card
from assistant.hotline.refusing import refused
from assistant.models import Answer


def an_answer(status: str, *places: str) -> Answer:
    return Answer(
        answer_id="a",
        question="？",
        standalone_question="？",
        status=status,
        trust="none",
        answer="。",
        places=places,
        as_of="2026-11-22",
        created_at="2026-11-22",
    )


def test_a_place_without_documents_is_said_to_have_none(card: Callable[..., Card]) -> None:
    made = card("天水市的行政调解由谁负责？")
    assert made.say == "没有收录天水市的文件，不能答复。"
    assert made.ask_back is None
    assert made.confidence.level == "无"
    assert not made.escalate.needed
    assert made.escalate.reason


def test_who_lives_within_a_place_held_is_asked_whether_it_is_meant(card: Callable[..., Card]) -> None:
    assert "张掖市" in (card("肃南县的行政调解由谁负责？").ask_back or "")
    assert "张掖市" in (card("行政调解由谁负责？", caller_place="肃南县").ask_back or "")
    assert "长春市" in (card("吉林省的行政调解由谁负责？").ask_back or "")


def test_an_unclear_place_is_asked_for_with_the_choices(card: Callable[..., Card]) -> None:
    made = card("行政复议体制改革什么时候完成？")
    assert made.status == "needs_clarification"
    assert made.say == made.ask_back
    assert all(name in made.say for name in ("张掖市", "赣州市", "长春市", "抚远市"))


def test_a_name_of_several_places_is_asked_back_where_the_caller_is(card: Callable[..., Card]) -> None:
    assert card("行政调解由谁负责？", caller_place="朝阳区").ask_back == "请问您问的是北京市朝阳区还是吉林省长春市朝阳区？"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("张液市行政调解由谁负责", "请问您说的是张掖市吗？"),
        ("赣州市", "请问您想了解赣州市的哪项规定？"),
        ("长春市第三部分第一条写了什么", "讲哪件事的那一条？"),
    ],
)
def test_what_is_unclear_is_asked_in_one_question(question: str, asked: str, card: Callable[..., Card]) -> None:
    assert asked in (card(question).ask_back or "")


@pytest.mark.parametrize("status", ["not_covered", "not_found", "out_of_scope", "greeting", "blocked", "needs_clarification"])
@pytest.mark.parametrize("count", [0, 1, 3, 4, 400])
def test_however_many_places_were_asked_about_it_stays_short(status: str, count: int) -> None:
    said = refused(an_answer(status, *(f"双江拉祜族佤族布朗族傣族自治县{i}" for i in range(count))), None)
    assert 0 < len(said) <= 80


def test_the_place_of_a_question_without_an_answer_is_named(card: Callable[..., Card]) -> None:
    made = card("赣州方案里公务员工资怎么规定？")
    assert made.say == "收录的赣州市文件里没有查到您问的内容，不能答复。"
    assert made.escalate.code == "not_found"
    assert made.escalate.needed
