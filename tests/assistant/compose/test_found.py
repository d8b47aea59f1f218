"""An item is said with the sentence that announces it: alone it may mean the opposite."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.compose.found import announcing, one
from assistant.evidence import Hit
from index.models import Clause, Plan, Span
from index.search import Index

LAW = """温州市文明行为条例

第一条 为了促进文明，制定本条例。
第二条 公民不得有下列行为：
（一）随地吐痰；
（二）遛犬不牵引。
第三条 市容部门负责下列工作：
宣传；
检查。
发现违法的，应当制止。
"""


@pytest.fixture
def law(read: Callable[..., Plan]) -> Plan:
    return read(LAW)


def place_of(plan: Plan, words: str) -> tuple[Clause, Span]:
    return next((clause, s) for clause in plan.clauses for s in clause.sentences if words in plan.words(s))


@pytest.mark.parametrize(("words", "lead"), [("随地吐痰", "不得有下列行为"), ("遛犬", "不得有下列行为"), ("检查", "负责下列工作")])
def test_an_item_is_announced_by_the_sentence_that_ends_in_a_colon(law: Plan, words: str, lead: str) -> None:
    announced = announcing(law, *place_of(law, words))
    assert announced and lead in law.words(announced[1])


@pytest.mark.parametrize("words", ["制定本条例", "应当制止", "不得有下列行为"])
def test_a_sentence_of_its_own_is_announced_by_none(law: Plan, words: str) -> None:
    assert announcing(law, *place_of(law, words)) is None


def test_an_item_is_never_said_without_what_announces_it(workshop) -> None:
    workshop.write("文明.txt", LAW)
    workshop.build()
    index: Index = workshop.index()
    plan = next(iter(index.plans.values()))
    clause, sentence = place_of(plan, "遛犬")
    hit = Hit(plan_id=plan.plan_id, clause_id=clause.clause_id, sentence=sentence, coverage=1, similarity=1, score=1)
    [statement] = one(index, hit).statements
    assert statement.text == "公民不得有下列行为：遛犬不牵引。"
    assert [plan.text[s.start : s.end] for s in statement.sources] == ["公民不得有下列行为：", "遛犬不牵引。"]
