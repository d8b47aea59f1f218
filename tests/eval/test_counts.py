"""What is counted in an answer: facts at their boundaries, markers, addresses, claims and citations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Answer, Citation, Claim
from eval.cases import Case
from eval.results import Asked
from eval.saying import says
from eval.score import address_stands, judge, marked, quote_stands, supported
from index.models import Plan

PATH = ("八", "(二十九)")
BUILT, TOLD = "2022年底前建成监督体系。", "每年通报一次。"


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("共70部。", "70"),
        ("2022年底前建成。", "2022年底前"),
        ("建成时间：2022 年底前", "2022年底前"),
        ("到２０２２年底前", "2022年底前"),
        ("达到92%以上", "92%"),
        ("增长2.5%", "2.5%"),
        ("“市司法局”牵头", "市司法局"),
        ("建立清单。[1] 2024年年底前建成。[2]", "2024年年底前"),
        ("共有70部。[1]", "70部"),
        ("达到90。[1]", "90"),
    ],
)
def test_a_fact_is_said_whatever_its_width_and_punctuation(answer: str, fact: str) -> None:
    assert says(answer, fact)


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("共170部。", "70"),
        ("共701部。", "70"),
        ("共70.5万元。", "70"),
        ("增长12.5%", "2.5%"),
        ("增长2.5%", "5%"),
        ("12022年底前", "2022年底前"),
        ("2023年底前建成。", "2022年底前"),
        ("建成。[1]70部", "170部"),
        ("达到9。[1]", "91"),
        ("", "70"),
    ],
)
def test_a_number_within_a_longer_one_is_not_said(answer: str, fact: str) -> None:
    assert not says(answer, fact)


@given(before=st.integers(0, 99), number=st.integers(0, 9999), after=st.integers(0, 99))
def test_no_number_is_said_by_another_one(before: int, number: int, after: int) -> None:
    assert says(f"共{number}部", str(number))
    assert says(f"共{before}{number}部", str(number)) == (f"{before}{number}" == str(number))
    assert not says(f"共{number}{after}部", str(number))


def answer_of(an_answer: Callable[..., Answer], said: str, claims: list[tuple[str, tuple[int, ...]]], citations: tuple = ()) -> Answer:
    return an_answer(answer=said, claims=tuple(Claim(text=text, citations=marks) for text, marks in claims), citations=citations)


@pytest.mark.parametrize(
    ("said", "claims", "cited", "right"),
    [
        (f"{BUILT}[1] {TOLD}[2]", [(BUILT, (1,)), (TOLD, (2,))], (1, 2), True),
        (f"{BUILT}[1][2]", [(BUILT, (1, 2))], (1, 2), True),
        ("2022年底前\n建成监督体系。\n[1]", [(BUILT, (1,))], (1,), True),
        ("没有规定。", [], (), True),
        (BUILT, [(BUILT, (1,))], (1,), False),
        (f"{BUILT}[2]", [(BUILT, (1,))], (1,), False),
        (f"{BUILT}[1]", [(BUILT, (1,))], (1, 2), False),
        (f"{BUILT}[1]", [(BUILT, (1,))], (), False),
        (f"{BUILT}[1] {TOLD}", [(BUILT, (1,)), (TOLD, ())], (1,), False),
        (f"{BUILT}[1]", [(BUILT, (1,)), (TOLD, (1,))], (1,), False),
    ],
)
def test_every_claim_is_marked_and_every_citation_serves_one(
    said: str, claims: list, cited: tuple[int, ...], right: bool, an_answer: Callable, a_citation: Callable, bundled: dict[str, Plan]
) -> None:
    citations = tuple(a_citation(bundled["张掖"], PATH, marker=marker) for marker in cited)
    assert marked(answer_of(an_answer, said, claims, citations)) is right


def test_a_quote_stands_where_it_says_it_does(bundled: dict[str, Plan], a_citation: Callable[..., Citation]) -> None:
    plan = bundled["张掖"]
    right = a_citation(plan, PATH)
    assert quote_stands(right, {plan.plan_id: plan})
    assert not quote_stands(right, {})
    shifted = {"start": right.start + 1, "end": right.end + 1}
    assert not quote_stands(right.model_copy(update=shifted), {plan.plan_id: plan})


def test_an_address_stands_where_the_quote_lies_within_its_clause(bundled: dict[str, Plan], a_citation: Callable[..., Citation]) -> None:
    plan = bundled["张掖"]
    plans, right = {plan.plan_id: plan}, a_citation(plan, PATH)
    assert address_stands(right, plans)
    assert address_stands(a_citation(plan, PATH, start=right.start + 3, end=right.end - 3), plans)
    wrong: list[dict[str, object]] = [
        {"start": right.start - 1},
        {"end": right.end + 1},
        {"end": right.start},
        {"place": "赣州市"},
        {"clause_id": "nowhere"},
        {"plan_id": "nowhere"},
        {"address": plan.title},
    ]
    assert [change for change in wrong if address_stands(right.model_copy(update=change), plans)] == []


def test_every_clause_of_every_plan_has_an_address_that_stands(bundled: dict[str, Plan], a_citation: Callable[..., Citation]) -> None:
    for plan in bundled.values():
        for path in {clause.path for clause in plan.citable}:
            assert address_stands(a_citation(plan, path), {plan.plan_id: plan}), (plan.source, path)


@pytest.mark.parametrize("ahead", ["", "是。", "有。", "张掖市：", "张掖市：市司法局：", "张掖市：有。"])
def test_a_label_or_a_yes_ahead_of_a_claim_needs_no_support(
    ahead: str, an_answer: Callable, a_citation: Callable, bundled: dict[str, Plan]
) -> None:
    cited = a_citation(bundled["张掖"], PATH, quote=BUILT)
    claim = Claim(text=f"{ahead}{BUILT}", citations=(1,))
    assert supported(claim, an_answer(citations=(cited,)))
    assert not supported(claim, an_answer(citations=(cited,)), without=1)
    assert not supported(claim.model_copy(update={"citations": (2,)}), an_answer(citations=(cited,)))


@pytest.fixture
def counted(an_asked: Callable[..., Asked], a_case: Callable[..., Case], a_citation: Callable, bundled: dict[str, Plan]) -> Callable:
    """Claims, supported, citations, citations needed: of claims with markers over the quotes given."""

    def count(quotes: list[str], *claims: tuple[str, tuple[int, ...]]) -> tuple[int, int, int, int]:
        cited = [a_citation(bundled["张掖"], PATH, marker=number, quote=quote) for number, quote in enumerate(quotes, start=1)]
        verdict = judge(an_asked(a_case(), cited, *claims), [])
        return verdict.claims, verdict.supported, verdict.citations, verdict.citations_needed

    return count


def test_a_citation_without_which_the_claim_still_stands_is_idle(counted: Callable) -> None:
    assert counted([BUILT, TOLD], (BUILT, (1, 2))) == (1, 1, 2, 1)


def test_citations_are_needed_where_a_claim_rests_on_both(counted: Callable) -> None:
    assert counted([BUILT, TOLD], (BUILT + TOLD, (1, 2))) == (1, 1, 2, 2)


def test_two_citations_that_each_support_the_claim_alone_are_both_needed(counted: Callable) -> None:
    assert counted([BUILT, BUILT], (BUILT, (1, 2))) == (1, 1, 2, 2)


def test_a_citation_idle_for_one_claim_may_be_needed_for_another(counted: Callable) -> None:
    assert counted([BUILT, TOLD], (BUILT, (1, 2)), (TOLD, (2,))) == (2, 2, 2, 2)


def test_an_answer_without_claims_counts_for_nothing(counted: Callable) -> None:
    assert counted([]) == (0, 0, 0, 0)


def test_facts_count_only_where_an_answer_is_expected(a_case: Callable[..., Case], an_answer: Callable[..., Answer]) -> None:
    def facts(status: str, said: str) -> tuple[int, int]:
        case = a_case(expect={"status": [status], "facts": ["70部", "2022年底前"]})
        verdict = judge(Asked(case=case, answer=an_answer(answer=said), seconds=0), [])
        return verdict.facts, verdict.facts_found

    assert facts("answered", "共70部。") == (2, 1)
    assert facts("not_found", "共70部。") == (0, 0)
