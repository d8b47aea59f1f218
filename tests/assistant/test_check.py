"""Nothing is shown but the very words of the sources, in the locked plans, within their clauses."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.check import is_supported, whole
from assistant.compose.about_documents import NAMES, about
from assistant.compose.statements import Source, Statement, quoted, source_of
from index.models import Clause, Plan
from index.search import Index


@pytest.fixture(scope="module")
def plan(bundled: dict[str, Plan]) -> Plan:
    return bundled["张掖"]


def the_sentence(plan: Plan, words: str) -> tuple[Clause, str, Source]:
    for clause in plan.citable:
        for sentence in clause.sentences:
            if words in plan.words(sentence):
                return clause, quoted(plan, sentence), source_of(clause, sentence)
    raise AssertionError(words)


def supported(index: Index, text: str, *sources: Source, plan_ids: list[str] | None = None, joined: bool = False) -> bool:
    allowed = [source.plan_id for source in sources] if plan_ids is None else plan_ids
    return is_supported(Statement(text=text, sources=sources, joined=joined), index, allowed)


def test_the_words_of_a_sentence_are_supported_by_it(index: Index, plan: Plan) -> None:
    _, text, source = the_sentence(plan, "60学时")
    assert supported(index, text, source)


@pytest.mark.parametrize(("said", "instead"), [("60学时", "61学时"), ("60学时", "80学时"), ("不少于", "不多于"), ("培训", "考试")])
def test_an_altered_word_or_number_is_not_supported(index: Index, plan: Plan, said: str, instead: str) -> None:
    _, text, source = the_sentence(plan, "60学时")
    assert said in text
    assert not supported(index, text.replace(said, instead), source)


def test_added_words_are_not_supported(index: Index, plan: Plan) -> None:
    _, text, source = the_sentence(plan, "60学时")
    assert not supported(index, text + "并且免费。", source)
    assert not supported(index, "根据规定，" + text, source)


def test_words_of_another_clause_are_not_supported(index: Index, plan: Plan) -> None:
    _, text, _ = the_sentence(plan, "60学时")
    _, _, other = the_sentence(plan, "枫桥经验")
    assert not supported(index, text, other)


def test_words_of_another_plan_are_not_supported_where_it_is_not_asked(index: Index, plan: Plan, bundled: dict[str, Plan]) -> None:
    _, text, source = the_sentence(bundled["赣州"], "企业安静生产期")
    assert supported(index, text, source)
    assert not supported(index, text, source, plan_ids=[plan.plan_id])
    assert not supported(index, text, source, plan_ids=[])


def test_one_foreign_source_among_others_is_not_supported(index: Index, plan: Plan, bundled: dict[str, Plan]) -> None:
    _, text, source = the_sentence(plan, "60学时")
    _, _, foreign = the_sentence(bundled["赣州"], "企业安静生产期")
    assert not supported(index, text, source, foreign, plan_ids=[plan.plan_id])


@pytest.mark.parametrize(
    "change",
    [
        lambda clause, source: {"end": clause.end + 1},
        lambda clause, source: {"start": clause.start - 1},
        lambda clause, source: {"end": source.start},
        lambda clause, source: {"clause_id": "c" + "0" * 15},
    ],
    ids=["after its clause", "before its clause", "empty", "no such clause"],
)
def test_a_source_outside_its_clause_is_not_supported(
    index: Index, plan: Plan, change: Callable[[Clause, Source], dict[str, object]]
) -> None:
    clause, text, source = the_sentence(plan, "60学时")
    assert not supported(index, text, source.model_copy(update=change(clause, source)))


def test_a_source_that_names_another_plan_than_its_clause_is_not_supported(index: Index, plan: Plan, bundled: dict[str, Plan]) -> None:
    _, text, source = the_sentence(plan, "60学时")
    wrong = source.model_copy(update={"plan_id": bundled["赣州"].plan_id})
    assert not supported(index, text, wrong, plan_ids=[plan.plan_id, wrong.plan_id])


def test_a_statement_without_a_source_is_not_supported(index: Index) -> None:
    assert not supported(index, "张掖市的方案没有规定。", plan_ids=list(index.plans))


@pytest.mark.parametrize(("label", "right"), [("三（四）14", True), ("三（四）15", False), ("二（四）14", False)])
def test_the_printed_number_said_must_be_that_of_the_clause(
    index: Index, bundled: dict[str, Plan], clause_of: Callable[..., Clause], label: str, right: bool
) -> None:
    clause = clause_of("赣州", "三", "（四）", "14．")
    sentence = clause.sentences[-1]
    text = f"见{label}：{quoted(bundled['赣州'], sentence)}"
    assert supported(index, text, source_of(clause, sentence)) is right


@pytest.mark.parametrize(("label", "right"), [("14．", True), ("15．", False), ("", False)])
def test_a_list_item_must_carry_its_printed_label(index: Index, clause_of: Callable[..., Clause], label: str, right: bool) -> None:
    clause = clause_of("赣州", "三", "（四）", "14．")
    text = f"{label}{clause.heading}。"
    assert supported(index, text, source_of(clause, clause.sentences[0]), joined=True) is right


@pytest.mark.parametrize("said", ["是。", "否。", "有。", "不可以。"])
def test_a_verdict_before_the_words_is_no_change_of_them(index: Index, plan: Plan, said: str) -> None:
    _, text, source = the_sentence(plan, "60学时")
    assert supported(index, said + text, source)
    assert not supported(index, said + "免费。", source)


@pytest.mark.parametrize("text", ["", "。", "是。", "文号：", "、、"])
def test_a_statement_that_says_nothing_is_not_supported(index: Index, plan: Plan, text: str) -> None:
    _, _, source = the_sentence(plan, "60学时")
    assert not supported(index, text, source)


def test_every_statement_about_a_document_is_supported(index: Index, plans: list[Plan]) -> None:
    for plan in plans:
        for name in NAMES:
            for statement in about(plan, name):
                assert is_supported(statement, index, [plan.plan_id]), statement.text


@pytest.mark.parametrize(("parts", "clauses", "right"), [(10, 39, True), (11, 39, False), (10, 40, False)])
def test_a_count_must_be_right(index: Index, plan: Plan, parts: int, clauses: int, right: bool) -> None:
    [statement] = about(plan, "count")
    text = statement.text.replace("共10个部分", f"共{parts}个部分").replace("39条", f"{clauses}条")
    assert is_supported(statement.model_copy(update={"text": text}), index, [plan.plan_id]) is right


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_every_sentence_supports_itself_and_never_another_number(index: Index, plans: list[Plan], data: st.DataObject) -> None:
    plan = data.draw(st.sampled_from(plans), label="plan")
    clause = data.draw(st.sampled_from([clause for clause in plan.citable if clause.sentences]), label="clause")
    sentence = data.draw(st.sampled_from(clause.sentences), label="sentence")
    text, source = quoted(plan, sentence), source_of(clause, sentence)
    assert supported(index, text, source)
    assert not supported(index, f"{text}另有98765件", source)


LIMITED = "涉及公民重大利益的决策事项，应当举行听证。一律公开收费标准。但法律另有规定的除外。"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("涉及公民重大利益的决策事项，应当举行听证。", True),
        ("应当举行听证。", False),
        ("一律公开收费标准。", False),
        ("一律公开收费标准。但法律另有规定的除外。", True),
    ],
)
def test_words_cut_out_of_a_sentence_must_keep_what_limits_them(
    read: Callable[..., Plan], plan_text: Callable[..., str], text: str, right: bool
) -> None:
    plan = read(plan_text("张掖市", LIMITED))
    clause = next(clause for clause in plan.citable if "听证" in plan.text[clause.start : clause.end])
    at = plan.text.index("涉及")
    source = Source(plan_id=plan.plan_id, clause_id=clause.clause_id, start=at, end=at + len(LIMITED))
    held = SimpleNamespace(plans={plan.plan_id: plan}, clauses={clause.clause_id: clause})
    assert supported(cast(Index, held), text, source) is right
    completed = whole(Statement(text=text, sources=(source,)), cast(Index, held))
    assert completed.text == LIMITED
    assert is_supported(completed, cast(Index, held), [plan.plan_id])
