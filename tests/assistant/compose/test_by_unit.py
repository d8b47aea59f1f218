"""The tasks of a unit are the clauses that print it, else the sentences that name it, and none where it is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.check import is_supported
from assistant.compose.asking import GroupAnswer
from assistant.compose.by_unit import by_unit
from assistant.locate import Group
from assistant.models import Answer
from assistant.understand.unit_asked import UnitAsked
from index.search import Index

MakeIndex = Callable[..., Index]
CLAUSES = (
    "规范执法。加强监督。（责任单位：市司法局）",
    "推进公开。公开信息。（责任单位：市政务局、市发展改革委）",
    "加强调解。完善机制。（牵头单位：市司法局；配合单位：市法院、市委宣传部）",
    "加强保障。市财政局要保障经费。经费由市财政局核拨。",
)


@pytest.fixture
def tasks(small_index: MakeIndex) -> Callable[..., GroupAnswer]:
    def of(name: str, role: str = "", clauses: tuple[str, ...] = CLAUSES) -> GroupAnswer:
        index = small_index(*clauses)
        group = Group(label="张掖市", place="张掖市", plan_ids=tuple(index.plans))
        answer = by_unit(group, [index.plans[plan_id] for plan_id in group.plan_ids], UnitAsked(name=name, role=role))
        assert all(is_supported(statement, index, group.plan_ids) for statement in answer.statements)
        return answer

    return of


def said(answer: GroupAnswer) -> list[str]:
    return [statement.text for statement in answer.statements]


@pytest.mark.parametrize("name", ["司法局", "市司法局"])
def test_every_clause_that_prints_the_unit_is_listed_and_counted_by_role(tasks: Callable[..., GroupAnswer], name: str) -> None:
    answer = tasks(name)
    assert said(answer) == ["（一）规范执法。", "（三）加强调解。"]
    assert answer.lead == "市司法局作为责任单位的共1条，作为牵头单位的共1条："
    assert {(unit.name, unit.role) for unit in answer.units} == {("市司法局", "责任"), ("市司法局", "牵头")}


def test_of_the_role_that_is_asked_for_where_it_is_printed(tasks: Callable[..., GroupAnswer]) -> None:
    assert said(tasks("司法局", "牵头")) == ["（三）加强调解。"]
    assert said(tasks("法院", "牵头")) == ["（三）加强调解。"] and tasks("法院", "牵头").lead == "市法院作为配合单位的共1条："


@pytest.mark.parametrize(("name", "clause"), [("发改委", "（二）推进公开。"), ("宣传部", "（三）加强调解。")])
def test_a_unit_is_found_by_its_short_name(tasks: Callable[..., GroupAnswer], name: str, clause: str) -> None:
    assert said(tasks(name)) == [clause]


def test_a_unit_that_is_only_named_in_sentences_is_told_by_them(tasks: Callable[..., GroupAnswer]) -> None:
    assert said(tasks("财政局")) == ["市财政局要保障经费。", "经费由市财政局核拨。"]


def test_of_very_many_sentences_the_first_are_told_and_how_many_there_are(tasks: Callable[..., GroupAnswer]) -> None:
    answer = tasks("财政局", clauses=("保障。" + "".join(f"市财政局落实第{i}项。" for i in range(1, 21)),))
    assert len(answer.statements) == 12 and answer.lead == "提到“财政局”的共20句，先列前12句："


def test_a_unit_that_is_not_there_is_said_not_to_be(tasks: Callable[..., GroupAnswer]) -> None:
    answer = tasks("教育局")
    assert (answer.statements, answer.note) == ((), "张掖市的文件没有提到“教育局”。")


def test_each_clause_rests_on_the_printed_units_too(tasks: Callable[..., GroupAnswer], small_index: MakeIndex) -> None:
    answer = tasks("宣传部")
    plan = small_index(*CLAUSES).plans[answer.statements[0].sources[0].plan_id]
    quotes = "".join(plan.text[source.start : source.end] for source in answer.statements[0].sources)
    assert "加强调解" in quotes and "市委宣传部" in quotes


def test_what_a_unit_has_to_do_is_answered_over_the_real_plans(ask: Callable[..., Answer]) -> None:
    answer = ask("张掖市司法局负责哪些工作？")
    assert (answer.status, len(answer.claims)) == ("answered", 19)
    assert answer.answer.startswith("市司法局作为责任单位的共19条：\n(六)深入推进“放管服”改革。[1]")
    both = ask("张掖和赣州的司法局分别负责什么？")
    assert both.status == "partial" and both.answer.startswith("张掖市：市司法局作为责任单位的共19条：")
    assert both.answer.endswith("赣州市的文件没有提到“司法局”。")
    absent = ask("赣州市司法局牵头哪些任务？")
    assert (absent.status, absent.answer) == ("not_found", "赣州市的文件没有提到“司法局”。")
