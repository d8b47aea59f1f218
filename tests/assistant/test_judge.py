"""Whether the evidence suffices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence import Hit
from assistant.judge import gone_from, phrases_gone, share_gone, suffices, support
from assistant.understand.topic import Topic
from index.models import Plan, Span
from index.words import plain

MakeTopic = Callable[..., Topic]
SHARES = st.floats(min_value=0, max_value=1)


def hit_on(plan: Plan, words: str, *, coverage: float = 1.0, similarity: float = 1.0) -> Hit:
    clause = next(clause for clause in plan.clauses if any(words in plan.words(s) for s in clause.sentences))
    sentence = next(s for s in clause.sentences if words in plan.words(s))
    return Hit(
        plan_id=plan.plan_id, clause_id=clause.clause_id, sentence=sentence, coverage=coverage, similarity=similarity, score=coverage
    )


@pytest.fixture
def plan(read: Callable[..., Plan], plan_text: Callable[..., str]) -> Plan:
    return read(plan_text("张掖市", "坚持新时代“枫桥经验”，推进行政调解。", "执法人员每年培训不少于60学时。"))


def texts(plan: Plan) -> list[str]:
    return [plain(plan.text)]


def answers(plan: Plan, hit: Hit, topic: Topic, *, has_kind: bool, exists: bool) -> bool:
    return suffices(hit, plan.words(hit.sentence), topic, gone_from(topic, texts(plan)), has_kind=has_kind, exists=exists)


def a_hit(coverage: float, similarity: float) -> Hit:
    return Hit(plan_id="p", clause_id="c", sentence=Span(start=0, end=1), coverage=coverage, similarity=similarity, score=0)


@given(SHARES, SHARES, SHARES, SHARES)
def test_more_of_the_words_never_support_less(low: float, high: float, similarity: float, gone: float) -> None:
    low, high = sorted((low, high))
    assert support(a_hit(low, similarity), gone) <= support(a_hit(high, similarity), gone) + 1e-9
    assert support(a_hit(similarity, low), gone) <= support(a_hit(similarity, high), gone) + 1e-9


@given(SHARES, SHARES, SHARES)
def test_what_no_document_has_never_supports_more(coverage: float, similarity: float, gone: float) -> None:
    hit = a_hit(coverage, similarity)
    assert support(hit, gone) <= support(hit, 0.0)
    assert support(hit, gone, agreed=True) >= support(hit, gone)
    assert support(hit, gone, phrased=True) >= support(hit, gone)


def test_the_share_gone_is_that_of_words_the_plans_do_not_have(plan: Plan, topic: MakeTopic) -> None:
    assert share_gone(topic("行政调解", "工资"), texts(plan)) == 0.5
    assert share_gone(topic("行政调解"), texts(plan)) == 0.0
    assert share_gone(topic(), texts(plan)) == 0.0
    assert share_gone(topic("学习", alternatives={"学习": ("培训",)}), texts(plan)) == 0.0


def test_a_phrase_is_gone_where_no_plan_has_it(plan: Plan, topic: MakeTopic) -> None:
    assert phrases_gone(topic(quoted=("枫桥经验", "三调联动")), texts(plan)) == ("三调联动",)


def test_a_sentence_that_says_all_suffices_and_one_that_says_nothing_does_not(plan: Plan, topic: MakeTopic) -> None:
    asked = topic("行政调解")
    assert answers(plan, hit_on(plan, "行政调解"), asked, has_kind=False, exists=False)
    assert not answers(plan, hit_on(plan, "行政调解", coverage=0.0, similarity=0.0), asked, has_kind=True, exists=False)


def test_a_sentence_with_the_kind_of_answer_needs_less(plan: Plan, topic: MakeTopic) -> None:
    hit = hit_on(plan, "60学时", coverage=0.6, similarity=0.25)
    asked = topic("培训")
    assert answers(plan, hit, asked, has_kind=True, exists=False)
    assert not answers(plan, hit, asked, has_kind=False, exists=False)


@pytest.mark.parametrize("quoted", [("三调联动",), ("枫桥经验", "三调联动")])
def test_what_is_quoted_and_nowhere_said_is_never_said_to_exist(plan: Plan, topic: MakeTopic, quoted: tuple[str, ...]) -> None:
    assert not answers(plan, hit_on(plan, "行政调解"), topic("行政调解", quoted=quoted), has_kind=False, exists=True)


def test_a_matter_the_clause_does_not_name_is_never_said_to_exist(plan: Plan, topic: MakeTopic) -> None:
    hit = hit_on(plan, "行政调解")
    assert answers(plan, hit, topic("行政调解"), has_kind=False, exists=True)
    assert not answers(plan, hit.model_copy(update={"unnamed": 0.5}), topic("行政调解", "工资"), has_kind=False, exists=True)


def test_few_words_that_leave_much_unnamed_answer_only_where_the_meaning_is_near(plan: Plan, topic: MakeTopic) -> None:
    hit = hit_on(plan, "行政调解", coverage=0.3, similarity=0.58).model_copy(update={"unnamed": 0.37})
    asked = topic("行政调解", "工资", "档案")
    assert not answers(plan, hit, asked, has_kind=False, exists=False)
    assert answers(plan, hit.model_copy(update={"similarity": 0.95}), asked, has_kind=False, exists=False)
    assert answers(plan, hit.model_copy(update={"unnamed": 0.0, "similarity": 0.9}), asked, has_kind=False, exists=False)


def test_what_is_mostly_named_nowhere_is_not_answered_by_what_is_near(plan: Plan, topic: MakeTopic) -> None:
    near = hit_on(plan, "行政调解", coverage=0.25, similarity=1.0).model_copy(update={"unnamed": 0.75})
    gone = topic("行政调解", "太空电梯", "火星移民", "深海采矿")
    assert not answers(plan, near, gone, has_kind=False, exists=False)


def test_where_nothing_is_asked_nothing_answers(plan: Plan, topic: MakeTopic) -> None:
    assert not answers(plan, hit_on(plan, "行政调解", coverage=0.0, similarity=1.0), topic(), has_kind=False, exists=False)


def test_a_phrase_that_stands_there_exists(plan: Plan, topic: MakeTopic) -> None:
    hit = hit_on(plan, "枫桥经验", coverage=0.8, similarity=0.3)
    assert answers(plan, hit, topic("枫桥经验", quoted=("枫桥经验",)), has_kind=False, exists=True)
