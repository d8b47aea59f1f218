"""The bundled cases are well formed, and what they expect stands in the plans."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.models import Status
from assistant.values import normal
from eval.cases import BUNDLED, Case, read_cases
from index.models import Plan

CASES = read_cases()
STATUSES = set(Status.__args__)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def by_source(bundled: dict[str, Plan]) -> dict[str, Plan]:
    return {plan.source.removesuffix(".txt"): plan for plan in bundled.values()}


def a_line(**more: object) -> str:
    return Case(id="a-1", kind="a", question="问？", expect={"status": ["answered"]}, **more).model_dump_json(by_alias=True)  # type: ignore[arg-type]


def test_there_are_at_least_a_hundred_cases_of_every_kind_of_question() -> None:
    kinds = Counter(case.kind for case in CASES)
    assert len(CASES) >= 100
    assert kinds.keys() == {path.stem for path in BUNDLED.glob("*.jsonl")}
    assert min(kinds.values()) > 0


def test_a_case_is_called_after_its_kind_and_stands_in_the_file_of_its_kind() -> None:
    for path in BUNDLED.glob("*.jsonl"):
        for case in read_cases(path):
            assert case.kind == path.stem
            assert case.id.startswith(f"{case.kind}-")


def test_ids_are_unique_and_rewordings_name_a_case() -> None:
    ids = {case.id for case in CASES}
    assert len(ids) == len(CASES)
    assert {case.of for case in CASES if case.of} <= ids


def test_questions_are_not_asked_twice() -> None:
    asked = Counter((case.question, case.place, case.as_of, case.history) for case in CASES)
    assert [question for question, times in asked.items() if times > 1] == []


def test_every_status_is_one_of_the_contract() -> None:
    assert {status for case in CASES for status in case.expect.status} <= STATUSES
    assert all(case.expect.status for case in CASES)


def test_every_clause_expected_is_in_its_plan(by_source: dict[str, Plan]) -> None:
    for case in CASES:
        for clause in case.expect.clauses:
            paths = {found.path for found in by_source[clause.plan].clauses}
            assert clause.path in paths, (case.id, clause)


def test_a_clause_expected_is_of_a_place_expected(by_source: dict[str, Plan]) -> None:
    for case in CASES:
        for clause in case.expect.clauses:
            assert by_source[clause.plan].place in case.expect.places, case.id


def test_every_fact_expected_stands_in_a_document_of_a_place_expected(plans_text: dict[str, str]) -> None:
    for case in CASES:
        texts = [plans_text[place] for place in case.expect.places if place in plans_text]
        for fact in case.expect.facts if texts else ():
            stands = any(normal(fact) in text for text in texts)
            assert stands or fact in case.expect.places or case.kind in SAID_BY_THE_ASSISTANT, (case.id, fact)


# Facts of these kinds may be words of the assistant: counts of parts and clauses, 未提到, names of places.
SAID_BY_THE_ASSISTANT = {"document_facts", "which_places"}


@pytest.fixture(scope="module")
def plans_text(bundled: dict[str, Plan]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for plan in bundled.values():
        texts[plan.place] = texts.get(plan.place, "") + normal(plan.text)
    return texts


def test_refusals_expect_no_clause_and_no_fact() -> None:
    for case in CASES:
        if not {"answered", "partial"} & set(case.expect.status):
            assert (case.expect.clauses, case.expect.facts) == ((), ()), case.id


def test_cases_are_read_from_a_file_or_a_folder_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(a_line().replace("a-1", "b-1") + "\n\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(a_line() + "\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("no case", encoding="utf-8")
    assert [case.id for case in read_cases(tmp_path)] == ["a-1", "b-1"]
    assert [case.id for case in read_cases(tmp_path / "b.jsonl")] == ["b-1"]


def test_an_id_used_twice_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"{a_line()}\n{a_line()}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="a-1"):
        read_cases(tmp_path)


@pytest.mark.parametrize("line", ["{}", "no json", '{"id":"a","kind":"b","question":"c","expect":{"status":["answered"],"fact":[]}}'])
def test_a_malformed_case_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(ValidationError):
        read_cases(tmp_path)
