"""The cases that come with the program, reserve included, are well formed, and what they expect stands in the documents."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.models import Status
from assistant.values import normal
from eval.cases import BUNDLED, RESERVE, Case, read_cases
from eval.corpora import plans_beside
from index.models import Plan

CASES, KEPT = read_cases(), read_cases(RESERVE)
STATUSES = set(Status.__args__)  # type: ignore[attr-defined]
LEAST = {
    "single_fact": 40,
    "deadline": 30,
    "responsible_unit": 30,
    "complete_list": 30,
    "comparison": 30,
    "which_places": 15,
    "plan_and_report": 15,
    "follow_up": 24,
    "clause_lookup": 20,
    "document_facts": 16,
    "not_covered": 24,
    "topic_absent": 20,
    "false_premise": 24,
    "wrong_city_trap": 20,
    "draft_or_ended": 16,
    "injection": 20,
    "citizens_words": 24,
    "typos": 16,
    "dialect": 8,
    "traditional": 16,
}
REWORDED = ("citizens_words", "typos", "dialect", "traditional")
# Facts of these kinds may be words of the assistant: counts of parts and clauses, 未提到, names of places.
SAID_BY_THE_ASSISTANT = {"document_facts", "which_places"}
Documents = dict[str | None, dict[str, Plan]]
each_set = pytest.mark.parametrize("cases", [CASES, KEPT], ids=["bundled", "reserve"])


@pytest.fixture(scope="module")
def documents(bundled: dict[str, Plan]) -> Documents:
    """Plans by the file they came from, for cases without and with documents put beside."""
    held = {plan.source.removesuffix(".txt"): plan for plan in bundled.values()}
    folders = {case.documents for case in CASES + KEPT if case.documents}
    return {None: held} | {name: held | {plan.source.removesuffix(".txt"): plan for plan in plans_beside(name)} for name in folders}


@pytest.mark.parametrize("kind", LEAST)
def test_there_are_enough_cases_of_each_kind_with_those_of_the_reserve(kind: str) -> None:
    assert sum(case.kind == kind for case in CASES + KEPT) >= LEAST[kind]


def test_injections_come_in_the_question_and_inside_a_document() -> None:
    inside = Counter(bool(case.documents) for case in CASES + KEPT if case.kind == "injection")
    assert inside[False] >= 12
    assert inside[True] >= 8


@pytest.mark.parametrize("folder", [BUNDLED, RESERVE], ids=["bundled", "reserve"])
def test_a_case_is_called_after_its_kind_and_stands_in_the_file_of_its_kind(folder: Path) -> None:
    for path in folder.glob("*.jsonl"):
        cases = read_cases(path)
        assert cases
        assert {case.kind for case in cases} == {path.stem}
        assert all(case.id.startswith(f"{path.stem}-") for case in cases)


def test_ids_are_unique_over_both_sets() -> None:
    assert [case_id for case_id, times in Counter(case.id for case in CASES + KEPT).items() if times > 1] == []


def test_questions_are_not_asked_twice() -> None:
    asked = Counter((case.question, case.place, case.as_of, case.history, case.documents) for case in CASES + KEPT)
    assert [question for question, times in asked.items() if times > 1] == []


def test_every_status_is_one_of_the_contract() -> None:
    for case in CASES + KEPT:
        assert case.expect.status, case.id
        assert set(case.expect.status) <= STATUSES, case.id


def test_every_clause_expected_is_in_its_plan_and_of_a_place_expected(documents: Documents) -> None:
    for case in CASES + KEPT:
        for clause in case.expect.clauses:
            plan = documents[case.documents][clause.plan]
            assert clause.path in {found.path for found in plan.clauses}, (case.id, clause)
            assert plan.place in case.expect.places, case.id


def test_every_fact_expected_stands_in_a_document_of_a_place_expected(documents: Documents) -> None:
    for case in CASES + KEPT:
        texts = texts_of(case, documents)
        for fact in case.expect.facts if texts and case.kind not in SAID_BY_THE_ASSISTANT else ():
            assert fact in case.expect.places or any(normal(fact) in text for text in texts), (case.id, fact)


def test_a_refusal_expects_no_clause_and_no_fact() -> None:
    for case in CASES + KEPT:
        if not {"answered", "partial"} & set(case.expect.status):
            assert (case.expect.clauses, case.expect.facts) == ((), ()), case.id


def test_what_can_only_be_refused_names_words_that_no_document_of_its_place_has(documents: Documents) -> None:
    for case in CASES + KEPT:
        if case.expect.status == ("not_found",) and len(case.expect.places) == 1:
            assert case.absent, case.id
        for words in case.absent:
            texts = texts_of(case, documents)
            assert texts, case.id
            assert normal(words), case.id
            assert not any(normal(words) in text for text in texts), (case.id, words)


def test_words_are_called_absent_only_where_nothing_can_be_found() -> None:
    assert [case.id for case in CASES + KEPT if case.absent and case.expect.status != ("not_found",)] == []


def texts_of(case: Case, documents: Documents) -> list[str]:
    """The documents of the places a case is about, as they are compared."""
    plans = documents[case.documents].values()
    return [compared(plan.text) for plan in plans if plan.place in case.expect.places]


@cache
def compared(text: str) -> str:
    return normal(text)


@each_set
def test_a_rewording_expects_what_its_original_does_or_more(cases: list[Case]) -> None:
    by_id = {case.id: case for case in cases}
    for case in cases:
        assert bool(case.of) == (case.kind in REWORDED), case.id
        if case.of:
            original = by_id[case.of].expect
            assert set(original.status) <= set(case.expect.status), case.id
            assert set(original.places) <= set(case.expect.places), case.id
            assert {(c.plan, c.path) for c in original.clauses} <= {(c.plan, c.path) for c in case.expect.clauses}, case.id


@each_set
def test_a_rewording_is_of_a_case_that_is_none_itself(cases: list[Case]) -> None:
    kinds = {case.id: case.kind for case in cases}
    assert [case.id for case in cases if case.of and kinds[case.of] in REWORDED] == []


def test_documents_put_beside_carry_instructions_that_no_document_held_has(bundled: dict[str, Plan]) -> None:
    held = {plan.place for plan in bundled.values()}
    for name in {case.documents for case in CASES if case.documents}:
        assert plans_beside(name)
        assert held.isdisjoint(plan.place for plan in plans_beside(name))


def test_the_reserve_is_about_one_place_that_no_other_case_is_about_alone() -> None:
    assert {case.expect.places for case in KEPT} == {("抚远市",)}
    alone = [case for case in CASES if case.expect.places == ("抚远市",) and case.kind not in ("which_places", "not_covered")]
    assert [case.id for case in alone] == []
    words = [case for case in CASES if case.place == "抚远市" or ("抚远" in case.question and case.expect.places == ())]
    assert [case.id for case in words if case.kind not in ("which_places", "not_covered", "out_of_scope", "injection")] == []
