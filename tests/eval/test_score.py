"""An answer is right or wrong point by point."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.models import Answer, Caveat, Citation
from eval.cases import Case
from eval.score import Verdict, judge, leakage
from index.models import Plan

Judge = Callable[..., Verdict]
SOURCE = "张掖市法治政府建设实施方案-2021-2025"
PATH = ("八", "(二十九)")


def a_citation(plan: Plan, path: tuple[str, ...] = PATH, **more: object) -> Citation:
    clause = next(clause for clause in plan.clauses if clause.path == path)
    fields: dict[str, object] = {
        "marker": 1,
        "plan_id": plan.plan_id,
        "plan_title": plan.title,
        "place": plan.place,
        "kind": plan.kind,
        "path": path,
        "address": "",
        "clause_id": clause.clause_id,
        "heading": clause.heading,
        "quote": plan.text[clause.start : clause.end],
        "start": clause.start,
        "end": clause.end,
        "digest": clause.digest,
    }
    return Citation.model_validate(fields | more)


def an_answer(**more: object) -> Answer:
    fields: dict[str, object] = {
        "answer_id": "a",
        "question": "问",
        "standalone_question": "问",
        "status": "answered",
        "trust": "verbatim",
        "answer": "2024年年底前建成。[1]",
        "places": ("张掖市",),
        "as_of": "2026-01-01",
        "created_at": "",
    }
    return Answer.model_validate(fields | more)


def a_case(**expect: object) -> Case:
    wanted: dict[str, object] = {
        "status": ["answered"],
        "places": ["张掖市"],
        "clauses": [{"plan": SOURCE, "path": PATH}],
        "facts": ["2024年年底前"],
    }
    return Case.model_validate({"id": "x-1", "kind": "x", "question": "问", "expect": wanted | expect})


@pytest.fixture
def verdict(bundled: dict[str, Plan]) -> Judge:
    plans = list(bundled.values())

    def make(case: Case, **answer: object) -> Verdict:
        answer.setdefault("citations", (a_citation(bundled["张掖"]),))
        return judge(case, an_answer(**answer), plans)

    return make


def test_a_right_answer_is_right_in_every_point(verdict: Judge) -> None:
    found = verdict(a_case())
    assert (found.right, found.failures, found.leaked) == (True, (), 0)


@pytest.mark.parametrize(
    ("expect", "answer", "failure"),
    [
        ({}, {"status": "not_found"}, "status"),
        ({}, {"status": "partial"}, "status"),
        ({}, {"places": ("赣州市",)}, "place"),
        ({}, {"citations": ()}, "clause"),
        ({"clauses": [{"plan": SOURCE, "path": ("八", "(二十八)")}]}, {}, "clause"),
        ({"clauses": [{"plan": "另一份", "path": PATH}]}, {}, "clause"),
        ({}, {"answer": "2025年底前建成。[1]"}, "facts"),
        ({"not": ["建成"]}, {}, "unsaid"),
        ({"caveats": ["draft"]}, {}, "caveats"),
    ],
)
def test_each_point_may_fail_alone(expect: dict[str, object], answer: dict[str, object], failure: str, verdict: Judge) -> None:
    found = verdict(a_case(**expect), **answer)
    assert found.failures == (failure,)
    assert not found.right


def test_a_quote_that_is_not_the_plans_words_fails(verdict: Judge, bundled: dict[str, Plan]) -> None:
    altered = a_citation(bundled["张掖"], quote="2025年年底前建成。")
    assert verdict(a_case(), citations=(altered,)).failures == ("quotes",)
    unknown = a_citation(bundled["张掖"], plan_id="nowhere")
    assert "quotes" in verdict(a_case(), citations=(a_citation(bundled["张掖"]), unknown)).failures


def test_a_citation_of_another_place_leaks(verdict: Judge, bundled: dict[str, Plan]) -> None:
    foreign = a_citation(bundled["赣州"], ("三", "（四）", "14．"))
    found = verdict(a_case(), citations=(a_citation(bundled["张掖"]), foreign))
    assert (found.leaked, found.failures) == (1, ("leaked",))
    assert leakage(a_case(places=[]), an_answer(citations=(foreign,))) == 0


def test_one_of_the_clauses_is_enough_unless_all_are_asked_for(verdict: Judge) -> None:
    clauses = [{"plan": SOURCE, "path": PATH}, {"plan": SOURCE, "path": ("八", "(二十八)")}]
    assert verdict(a_case(clauses=clauses)).right
    assert verdict(a_case(clauses=clauses, all_clauses=True)).failures == ("clause",)


def test_facts_are_compared_without_width_and_punctuation(verdict: Judge) -> None:
    assert verdict(a_case(facts=["2024 年，年底前"])).right


def test_a_caveat_that_is_there_is_right(verdict: Judge) -> None:
    assert verdict(a_case(caveats=["draft"]), caveats=(Caveat(code="draft", text="。"),)).right


def test_a_refusal_that_is_expected_is_right_without_clause_and_fact(verdict: Judge) -> None:
    refusal = {"status": "needs_clarification", "answer": "是不是想问张掖市？", "citations": (), "places": ()}
    assert verdict(a_case(status=["answered", "needs_clarification"]), **refusal).right
    assert verdict(a_case(status=["not_found"], clauses=[], facts=[]), **refusal | {"status": "not_found"}).right


def test_an_answer_where_a_refusal_is_expected_is_wrong(verdict: Judge) -> None:
    assert verdict(a_case(status=["not_covered"], clauses=[], facts=[])).failures == ("status",)
