"""An answer is right or wrong point by point."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.models import Answer, Caveat, Citation, Claim
from eval.cases import Case
from eval.results import Asked, Verdict
from eval.score import judge, leakage
from index.models import Plan

SOURCE = "张掖市法治政府建设实施方案-2021-2025"
PATH, OTHER = ("八", "(二十九)"), ("八", "(二十八)")
SAID = "2024年年底前基本建成省市县乡全覆盖的比较完善的行政执法协调监督工作体系。"
Judge = Callable[..., Verdict]


def wanted(**more: object) -> dict[str, object]:
    return {"places": ["张掖市"], "clauses": [{"plan": SOURCE, "path": PATH}], "facts": ["2024年年底前"]} | more


@pytest.fixture
def verdict(bundled: dict[str, Plan], a_case: Callable[..., Case], an_answer: Callable[..., Answer], a_citation: Callable) -> Judge:
    """The verdict on a right answer about 张掖市, with what the case expects and the answer says changed as given."""

    def make(expect: dict[str, object] | None = None, **more: object) -> Verdict:
        fields: dict[str, object] = {
            "answer": f"{SAID}[1]",
            "claims": (Claim(text=SAID, citations=(1,)),),
            "citations": (a_citation(bundled["张掖"], PATH),),
            "places": ("张掖市",),
        }
        answer = an_answer(**(fields | more))
        return judge(Asked(case=a_case(expect=wanted(**(expect or {}))), answer=answer, seconds=0.5), list(bundled.values()))

    return make


def test_a_right_answer_is_right_in_every_point(verdict: Judge) -> None:
    found = verdict()
    assert (found.right, found.failures, found.detail, found.foreign) == (True, (), (), 0)
    assert (found.case_id, found.kind, found.seconds) == ("deadline-1", "deadline", 0.5)


@pytest.mark.parametrize(
    ("expect", "answer", "failure"),
    [
        ({}, {"status": "not_found"}, "status"),
        ({}, {"status": "partial"}, "status"),
        ({}, {"places": ("赣州市",)}, "place"),
        ({"clauses": [{"plan": SOURCE, "path": OTHER}]}, {}, "clause"),
        ({"clauses": [{"plan": "另一份", "path": PATH}]}, {}, "clause"),
        ({"facts": ["2025年底前"]}, {}, "facts"),
        ({"not": ["基本建成"]}, {}, "unsaid"),
        ({"caveats": ["draft"]}, {}, "caveats"),
        ({"no_caveats": True}, {"caveats": (Caveat(code="period_ended", text="。"),)}, "caveats"),
        ({"no_caveats": ["draft"]}, {"caveats": (Caveat(code="draft", text="。"),)}, "caveats"),
        ({}, {"answer": SAID}, "marked"),
        ({}, {"answer": f"2027年年底前建成，即{SAID}[1]", "claims": ()}, "marked"),
    ],
)
def test_each_point_may_fail_alone(expect: dict[str, object], answer: dict[str, object], failure: str, verdict: Judge) -> None:
    found = verdict(expect, **answer)
    assert found.failures == (failure,)
    assert len(found.detail) == 1
    assert not found.right


@pytest.mark.parametrize(
    ("citation", "failure"),
    [
        ({"quote": SAID.replace("2024", "2024 ")}, "quotes"),
        ({"path": OTHER}, "address"),
        ({"address": "张掖市方案 八(二十八)"}, "address"),
        ({"digest": "0" * 64}, "address"),
        ({"plan_title": "赣州市方案"}, "address"),
    ],
)
def test_a_citation_that_is_not_as_printed_fails_by_itself(
    citation: dict[str, object], failure: str, verdict: Judge, bundled: dict[str, Plan], a_citation: Callable[..., Citation]
) -> None:
    found = verdict({"clauses": []}, citations=(a_citation(bundled["张掖"], PATH, **citation),))
    assert found.failures == (failure,)


def test_a_claim_that_its_quote_does_not_say_fails_by_itself(verdict: Judge) -> None:
    said = SAID.replace("2024", "2023")
    found = verdict({"facts": []}, answer=f"{said}[1]", claims=(Claim(text=said, citations=(1,)),))
    assert (found.failures, found.claims, found.supported) == (("support",), 1, 0)
    assert said in found.detail[0]


def test_an_answer_that_raised_fails_by_itself_and_says_why(a_case: Callable[..., Case]) -> None:
    asked = Asked(case=a_case(expect=wanted()), answer=None, seconds=0, error="ValueError: 坏了")
    found = judge(asked, [])
    assert (found.failures, found.detail) == (("error",), ("ValueError: 坏了",))


def test_a_citation_of_another_place_leaks(
    verdict: Judge, bundled: dict[str, Plan], a_case: Callable[..., Case], an_answer: Callable[..., Answer], a_citation: Callable
) -> None:
    foreign = a_citation(bundled["赣州"], ("三", "（四）", "14．"), marker=2)
    claims = (Claim(text=SAID, citations=(1,)), Claim(text=foreign.quote.strip(), citations=(2,)))
    said = " ".join(f"{claim.text}[{claim.citations[0]}]" for claim in claims)
    found = verdict(answer=said, claims=claims, citations=(a_citation(bundled["张掖"], PATH), foreign))
    assert (found.failures, found.foreign) == (("leakage",), 1)
    answer = an_answer(citations=(foreign,))
    assert leakage(a_case("deadline-1", expect={"places": ["张掖市"]}), answer) == 1
    assert leakage(a_case("deadline-1", expect={"places": []}), answer) == 0
    assert leakage(a_case("which_places-1", expect={"places": ["张掖市"]}), answer) == 0


def test_one_of_the_clauses_is_enough_unless_all_are_asked_for(verdict: Judge) -> None:
    clauses = [{"plan": SOURCE, "path": PATH}, {"plan": SOURCE, "path": OTHER}]
    found = verdict({"clauses": clauses})
    assert (found.right, found.clauses, found.clauses_cited) == (True, 2, 1)
    assert verdict({"clauses": clauses, "all_clauses": True}).failures == ("clause",)


def test_the_places_expected_may_stand_among_others(verdict: Judge) -> None:
    assert verdict(places=("张掖市", "赣州市")).right


def test_caveats_that_are_not_asked_about_are_right_either_way(verdict: Judge) -> None:
    ended = (Caveat(code="period_ended", text="。"),)
    assert verdict(caveats=ended).right
    assert verdict({"caveats": ["period_ended"]}, caveats=ended).right
    assert verdict({"no_caveats": ["draft"]}, caveats=ended).right


REFUSAL: dict[str, object] = {"answer": "张掖市的方案没有规定。", "claims": (), "citations": (), "places": ()}


def test_a_refusal_that_is_expected_is_right_and_counted(verdict: Judge) -> None:
    found = verdict({"status": ["not_found"], "clauses": [], "facts": []}, status="not_found", **REFUSAL)
    assert (found.right, found.refusal_expected, found.refused) == (True, True, True)


def test_where_a_refusal_will_do_too_it_need_not_cite(verdict: Judge) -> None:
    found = verdict({"status": ["answered", "needs_clarification"]}, status="needs_clarification", **REFUSAL)
    assert (found.right, found.refusal_expected, found.refused) == (True, False, True)


def test_an_answer_where_a_refusal_is_expected_is_wrong(verdict: Judge) -> None:
    found = verdict({"status": ["not_covered"], "places": [], "clauses": [], "facts": []})
    assert (found.failures, found.refusal_expected, found.refused) == (("status",), True, False)


def test_what_must_not_be_said_must_not_be_said_in_a_refusal_either(verdict: Judge) -> None:
    assert verdict({"status": ["not_found"], "not": ["没有规定"]}, status="not_found", **REFUSAL).failures == ("unsaid",)
