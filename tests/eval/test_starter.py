"""llama-index's starter example over the same documents, and both side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from assistant.models import Ask
from eval.beside import _remark, side_by_side
from eval.cases import Case
from eval.figures import share
from eval.results import Asked
from eval.run import load
from eval.score import address_stands, judge, leakage, marked, quote_stands
from eval.starter import TOP, Starter, _touched
from index.models import Plan


@pytest.fixture
def plans(small: Fazhi) -> list[Plan]:
    return list(small.index.get().plans.values())


@pytest.fixture
def starter(small: Fazhi, plans: list[Plan]) -> Starter:
    return Starter(plans, small.embedding)


def test_the_nearest_passages_are_spans_of_the_documents(starter: Starter, plans: list[Plan]) -> None:
    passages = starter.passages("行政复议体制改革")
    assert 0 < len(passages) <= TOP
    assert {plan.plan_id for plan, _, _ in passages} <= {plan.plan_id for plan in plans}
    assert all(0 <= start < end <= len(plan.text) for plan, start, end in passages)


def test_it_cites_every_clause_its_passage_touches(starter: Starter, plans: list[Plan]) -> None:
    answer = starter.answer(Ask(question="张掖市行政执法人员每年培训多少学时？", as_of="2026-11-22"))
    by_id = {plan.plan_id: plan for plan in plans}
    assert (answer.status, answer.as_of) == ("answered", "2026-11-22")
    assert answer.answer.startswith(answer.claims[0].text)
    assert {citation.clause_id for citation in answer.citations} <= set(starter.clauses(answer.question))
    assert marked(answer)
    assert all(quote_stands(citation, by_id) and address_stands(citation, by_id) for citation in answer.citations)


def test_it_has_no_lock_on_places_and_never_refuses(starter: Starter, a_case: Callable[..., Case], plans: list[Plan]) -> None:
    case = a_case("not_covered-1", "天水市行政调解由谁负责？", {"status": ["not_covered"], "places": ["天水市"]})
    answer = starter.answer(Ask(question=case.question))
    assert leakage(case, answer) == len(answer.citations) > 0
    verdict = judge(Asked(case=case, answer=answer, seconds=0), plans)
    assert {"status", "leakage"} <= set(verdict.failures)
    assert not verdict.refused


def test_a_passage_touches_the_clauses_it_shares_a_character_with_and_no_others(plans: list[Plan]) -> None:
    plan = plans[0]
    for before, clause, after in zip(plan.citable, plan.citable[1:], plan.citable[2:], strict=False):
        assert _touched(plan, clause.start, clause.end) == [clause]
        assert _touched(plan, clause.start - 1, clause.end + 1) == [before, clause, after]


def test_clauses_come_once_each_and_nearest_passage_first(starter: Starter) -> None:
    question = "深化行政复议改革。2022年底前完成行政复议体制改革。"
    clauses = starter.clauses(question)
    plan, start, end = starter.passages(question)[0]
    assert len(clauses) == len(set(clauses))
    assert clauses[0] in {clause.clause_id for clause in plan.citable if clause.start < end and clause.end > start}


def test_both_are_asked_the_same_and_both_runs_are_saved(small: Fazhi, small_cases: list[Case], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    lines = side_by_side(small, small_cases, tmp_path, lambda done, total: told.append((done, total)))
    for name in ("fazhi", "starter"):
        info, asked = load(tmp_path / name)
        assert info.system == name
        assert [one.case for one in asked] == small_cases
        assert [one.error for one in asked] == [""] * len(small_cases)
    assert told == [(number, 4) for _ in range(2) for number in range(1, 5)]
    assert lines[0].split() == ["fazhi", "starter"]
    by_name = {line.split()[0]: line for line in lines[1:]}
    assert by_name.keys() >= {"all", "leakage", "over_refused", "claim_faithfulness", "keyword", "reranked", "passages", "p50/p95"}
    assert by_name["all"].split()[1] == "1.000"
    assert by_name["not_covered"].split()[1] == "1.000"
    assert by_name["not_covered"].split()[3] == "0.000"


@pytest.mark.parametrize(
    ("name", "mine", "other", "worse"),
    [
        ("all", 9, 8, False),
        ("all", 8, 8, True),
        ("all", 7, 8, True),
        ("over_refused", 1, 2, False),
        ("over_refused", 2, 2, True),
        ("over_refused", 3, 2, True),
    ],
)
def test_where_it_is_no_better_it_is_said(name: str, mine: int, other: int, worse: bool) -> None:
    assert ("不比它好" in _remark(share(name, mine, 10), share(name, other, 10))) is worse
