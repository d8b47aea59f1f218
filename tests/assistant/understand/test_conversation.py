"""Follow-ups stand alone by what the conversation said, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.understand.conversation import Turn, asks_neighbour, stand_alone, wants_more
from assistant.understand.understand import Understood

Read = Callable[[str], Understood]
BEFORE = Turn(
    places=("张掖市",),
    matter="行政执法协调监督工作体系建成",
    question="行政执法协调监督工作体系什么时候建成？",
    clause_ids=("c1",),
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("那赣州呢？", "赣州市行政执法协调监督工作体系什么时候建成？"),
        ("赣州和长春呢？", "赣州市、长春市行政执法协调监督工作体系什么时候建成？"),
        ("那天水呢", "天水市行政执法协调监督工作体系什么时候建成？"),
        ("那是谁负责的？", "张掖市行政执法协调监督工作体系建成，是谁负责的？"),
        ("由谁负责？", "张掖市行政执法协调监督工作体系建成，由谁负责？"),
        ("它的责任单位是谁", "张掖市行政执法协调监督工作体系建成，它的责任单位是谁"),
        ("行政复议体制改革什么时候完成？", "张掖市行政复议体制改革什么时候完成？"),
        ("方案的文号是什么？", "张掖市方案的文号是什么？"),
        ("第20条呢", "张掖市第20条呢"),
    ],
)
def test_a_follow_up_takes_the_place_and_the_matter_it_leaves_out(said: str, meant: str, read_question: Read) -> None:
    assert stand_alone(read_question(said), BEFORE) == meant


@pytest.mark.parametrize(
    "question",
    ["赣州的行政复议体制改革什么时候完成？", "天水市的行政调解由谁负责？", "哪些城市也规定了企业安静生产期？", "长春方案第20条写了什么？"],
)
def test_a_question_that_says_all_itself_stays_as_it_is(question: str, read_question: Read) -> None:
    assert stand_alone(read_question(question), BEFORE) == question


def test_nothing_is_carried_over_from_a_turn_that_said_nothing(read_question: Read) -> None:
    nothing = Turn(places=(), matter="", question="")
    assert stand_alone(read_question("由谁负责？"), nothing) == "由谁负责？"


@pytest.mark.parametrize("said", ["还有呢？", "详细说说", "原文", "更多", "全文呢", "还有别的", "展开说说", "原文是什么"])
def test_more_of_the_clause_may_be_asked_for(said: str) -> None:
    assert wants_more(said)


@pytest.mark.parametrize("said", ["行政复议原文", "那赣州呢", "", "更多的培训由谁负责"])
def test_a_matter_of_its_own_is_not_more_of_the_same(said: str) -> None:
    assert not wants_more(said)


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("下一条呢？", 1),
        ("后一条是什么", 1),
        ("再下一条", 1),
        ("那下一项讲什么？", 1),
        ("上一条", -1),
        ("前一项呢", -1),
        ("第一条", 0),
        ("下一步怎么办", 0),
    ],
)
def test_the_next_and_the_previous_clause_may_be_asked_for(said: str, step: int) -> None:
    assert asks_neighbour(said) == step
