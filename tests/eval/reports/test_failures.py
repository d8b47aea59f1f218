"""A failed case is told with the clauses it should have cited, word by word."""

from __future__ import annotations

from assistant.models import Answer, Citation
from eval.cases import Case
from eval.reports.failures import failures_of
from eval.results import Asked, Verdict
from index.models import Plan

SOURCE = "张掖市法治政府建设实施方案-2021-2025"


def a_case(*clauses: dict[str, object], facts: tuple[str, ...] = ()) -> Case:
    expect = {"status": ["answered"], "places": ["张掖市"], "clauses": list(clauses), "facts": list(facts)}
    return Case.model_validate({"id": "x-1", "kind": "deadline", "question": "何时？", "history": ["前一问"], "expect": expect})


def an_answer(plan: Plan) -> Answer:
    clause = plan.citable[3]
    cited = {name: getattr(clause, name) for name in ("plan_id", "path", "clause_id", "heading", "start", "end", "digest")}
    cited |= {"plan_title": plan.title, "place": plan.place, "kind": plan.kind, "address": "某处", "quote": "原话", "marker": 1}
    fields = {"answer_id": "a", "question": "何时？", "standalone_question": "何时？", "status": "answered", "trust": "verbatim"}
    more = {"answer": "原话[1]", "as_of": "2026-01-01", "created_at": "", "citations": (Citation.model_validate(cited),)}
    return Answer.model_validate(fields | more)


def a_verdict(*failed: str, detail: tuple[str, ...] = ()) -> Verdict:
    return Verdict(case_id="x-1", kind="deadline", failures=failed, detail=detail)


def test_the_clause_expected_is_told_with_address_and_words(bundled: dict[str, Plan]) -> None:
    case = a_case({"plan": SOURCE, "path": ["八", "(二十九)"]})
    asked = Asked(case=case, answer=an_answer(bundled["张掖"]), seconds=0.1)
    [found] = failures_of([asked], [a_verdict("clause", "facts", detail=("没有引到", "缺"))], list(bundled.values()))
    assert (found.question, found.history, found.status, found.answer) == ("何时？", ("前一问",), "answered", "原话[1]")
    [wanted] = found.wanted
    assert wanted.address == f"{bundled['张掖'].title} 八(二十九)"
    assert "行政执法" in wanted.words and wanted.words.startswith("(二十九)")
    assert [(cited.address, cited.words) for cited in found.cited] == [("[1] 某处", "原话")]
    assert [(check.point, check.detail) for check in found.checks] == [("clause", "没有引到"), ("facts", "缺")]


def test_of_unnumbered_paragraphs_those_with_a_fact_are_told(bundled: dict[str, Plan]) -> None:
    plan = bundled["张掖"]
    unnumbered = [clause for clause in plan.citable if not clause.path]
    fact = plan.words(unnumbered[1]).strip()[:4]
    asked = Asked(case=a_case({"plan": SOURCE, "path": []}, facts=(fact,)), answer=an_answer(plan), seconds=0.1)
    [found] = failures_of([asked], [a_verdict("clause")], [plan])
    assert found.wanted[0].address.endswith("（无编号段落）")
    assert fact in found.wanted[0].words
    assert len(found.wanted[0].words) < sum(len(plan.words(clause)) for clause in unnumbered)


def test_a_clause_or_plan_that_is_not_there_has_no_words(bundled: dict[str, Plan]) -> None:
    case = a_case({"plan": SOURCE, "path": ["九十九"]}, {"plan": "没有的方案", "path": ["一"]})
    [found] = failures_of([Asked(case=case, answer=None, seconds=0, error="E")], [a_verdict("error")], [bundled["张掖"]])
    assert [(wanted.address, wanted.words) for wanted in found.wanted] == [(f"{bundled['张掖'].title} 九十九", ""), ("没有的方案 一", "")]
    assert (found.status, found.answer, found.cited) == ("", "", ())
    assert [(check.point, check.detail) for check in found.checks] == [("error", "")]


def test_what_is_right_is_no_failure(bundled: dict[str, Plan]) -> None:
    assert failures_of([Asked(case=a_case(), answer=an_answer(bundled["张掖"]), seconds=0)], [a_verdict()], []) == ()
