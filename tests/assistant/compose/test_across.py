"""Several groups become one answer, framed and with a status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.compose.across import subject, summarise
from assistant.compose.asking import GroupAnswer
from assistant.compose.statements import Source, Statement
from assistant.locate import Group, Located
from assistant.models import Related
from assistant.understand.understand import Understood
from index.models import Plan
from index.search import Index

Read = Callable[[str], Understood]
ONE, ALL = "张掖的行政调解由谁负责？", "哪些城市的方案提到“枫桥经验”？"
TODAY = date(2026, 1, 1)


@pytest.fixture
def said(bundled: dict[str, Plan]) -> Callable[..., GroupAnswer]:
    def make(name: str, text: str = "", **more: object) -> GroupAnswer:
        plan = bundled[name]
        clause = next(clause for clause in plan.clauses if clause.path)
        source = Source(plan_id=plan.plan_id, clause_id=clause.clause_id, start=clause.start, end=clause.end)
        statements = (Statement(text=text, sources=(source,)),) if text else ()
        return GroupAnswer(group=Group(label=plan.place, place=plan.place, plan_ids=(plan.plan_id,)), statements=statements, **more)

    return make


def located(answers: list[GroupAnswer], *uncovered: str) -> Located:
    return Located(groups=tuple(answer.group for answer in answers), uncovered=uncovered)


def test_what_one_place_says_is_answered_without_a_label(index: Index, read_question: Read, said: Callable[..., GroupAnswer]) -> None:
    answers = [said("张掖", "市司法局负责。")]
    outcome = summarise(read_question(ONE), located(answers), answers, index, TODAY)
    assert (outcome.status, outcome.labelled, outcome.lead, outcome.tail, outcome.missing) == ("answered", False, "", "", ())


def test_what_no_place_says_is_not_found(index: Index, read_question: Read, said: Callable[..., GroupAnswer]) -> None:
    answers = [said("赣州")]
    outcome = summarise(read_question("赣州方案里公务员工资怎么规定？"), located(answers), answers, index, TODAY)
    assert outcome.status == "not_found"
    assert outcome.lead == "赣州市的方案没有规定公务员工资。"


def test_a_matter_that_is_there_is_not_denied_where_only_its_units_are_missing(
    index: Index, read_question: Read, said: Callable[..., GroupAnswer]
) -> None:
    answers = [said("赣州", missing=("责任单位",))]
    outcome = summarise(read_question("赣州的行政调解由谁负责？"), located(answers), answers, index, TODAY)
    assert (outcome.status, outcome.lead) == ("not_found", "赣州市的方案没有规定行政调解的责任单位。")


def test_the_nearest_clause_is_called_related_and_no_answer(index: Index, read_question: Read, said: Callable[..., GroupAnswer]) -> None:
    related = Related(plan_id="p", clause_id="c", address="赣州方案 三（四）14", heading="强化行政执法监督")
    answers = [said("赣州", related=related)]
    outcome = summarise(read_question("赣州方案里公务员工资怎么规定？"), located(answers), answers, index, TODAY)
    assert "相近的条款是赣州方案 三（四）14“强化行政执法监督”，但它没有回答这个问题" in outcome.lead
    assert outcome.suggestions == ("赣州市“强化行政执法监督”怎么规定？",)


def test_a_place_that_says_nothing_makes_the_answer_partial(index: Index, read_question: Read, said: Callable[..., GroupAnswer]) -> None:
    answers = [said("张掖", "市司法局负责。"), said("赣州")]
    outcome = summarise(read_question("张掖和赣州的行政调解由谁负责？"), located(answers), answers, index, TODAY)
    assert (outcome.status, outcome.labelled) == ("partial", True)
    assert any("赣州市" in missing for missing in outcome.missing)
    assert "赣州市" in outcome.tail and "张掖市" not in outcome.tail


def test_a_place_without_documents_makes_the_answer_partial(index: Index, read_question: Read, said: Callable[..., GroupAnswer]) -> None:
    answers = [said("张掖", "市司法局负责。")]
    outcome = summarise(read_question("张掖和天水的行政调解由谁负责？"), located(answers, "天水市"), answers, index, TODAY)
    assert outcome.status == "partial"
    assert outcome.missing == ("天水市的文件",)


def test_what_was_asked_and_not_found_is_missing(index: Index, read_question: Read, said: Callable[..., GroupAnswer]) -> None:
    answers = [said("张掖", "市司法局负责。", missing=("时间要求", "", "时间要求"))]
    outcome = summarise(read_question(ONE), located(answers), answers, index, TODAY)
    assert (outcome.status, outcome.missing) == ("partial", ("时间要求",))
    assert "时间要求" in outcome.tail


@pytest.mark.parametrize(
    ("having", "lead", "others"),
    [(["张掖"], "4个地区中，1个提到", ["长春市", "赣州市", "抚远市"]), (["张掖", "赣州"], "4个地区中，2个提到", ["长春市", "抚远市"])],
)
def test_which_places_says_yes_or_no_for_each(
    having: list[str], lead: str, others: list[str], index: Index, read_question: Read, said: Callable[..., GroupAnswer]
) -> None:
    answers = [said(name, "坚持“枫桥经验”。" if name in having else "") for name in ("长春方案", "张掖", "赣州", "抚远")]
    outcome = summarise(read_question(ALL), located(answers), answers, index, TODAY)
    assert (outcome.status, outcome.labelled) == ("answered", True)
    assert lead in outcome.lead
    assert [place for place in ("长春市", "张掖市", "赣州市", "抚远市") if place in outcome.tail] == others


def test_which_places_may_be_none(index: Index, read_question: Read, said: Callable[..., GroupAnswer]) -> None:
    answers = [said("张掖"), said("赣州")]
    outcome = summarise(read_question("哪些城市提到“太空采矿”？"), located(answers), answers, index, TODAY)
    assert outcome.status == "not_found"
    assert "“太空采矿”" in outcome.lead


def test_a_number_printed_twice_is_asked_back_with_its_choices(index: Index, read_question: Read, said: Callable[..., GroupAnswer]) -> None:
    paths = (("一", "(一)"), ("二", "(一)"))
    answers = [said("长春报告", choices=("一(一) 甲", "二(一) 乙"), choice_paths=paths)]
    outcome = summarise(read_question("长春报告（一）写了什么？"), located(answers), answers, index, TODAY)
    assert outcome.status == "needs_clarification"
    assert "一(一) 甲" in outcome.lead and "二(一) 乙" in outcome.lead
    assert outcome.suggestions == ("长春市报告第一部分(一)的原文是什么？", "长春市报告第二部分(一)的原文是什么？")


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("赣州方案里公务员工资怎么规定？", "公务员工资"),
        ("赣州提没提“枫桥经验”？", "“枫桥经验”"),
        ("赣州怎么规定？", "所问的事项"),
    ],
)
def test_the_matter_not_found_is_called_as_it_was_asked(question: str, matter: str, read_question: Read) -> None:
    assert subject(read_question(question)) == matter
