"""Verdicts become figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.figures import POINTS, by_kind, figures, losses, measures, share
from eval.results import Loss, Ranked, Share, Verdict

Make = Callable[..., Verdict]
TOTALS = st.integers(min_value=1, max_value=10_000)
COUNTED = TOTALS.flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (90, 100, 0.8256, 0.9448), (1, 2, 0.0945, 0.9055)],
)
def test_the_interval_is_wilsons(right: int, total: int, low: float, high: float) -> None:
    found = share("x", right, total)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))
    assert found.value == right / total


@given(COUNTED)
def test_the_share_lies_in_its_interval(counted: tuple[int, int]) -> None:
    found = share("x", *counted)
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1
    assert found.low < found.high


@given(COUNTED)
def test_what_is_wrong_has_the_interval_of_what_is_right_turned_round(counted: tuple[int, int]) -> None:
    right, total = counted
    one, other = share("x", right, total), share("x", total - right, total)
    assert (one.low, one.high) == (pytest.approx(1 - other.high), pytest.approx(1 - other.low))


def test_of_nothing_nothing_is_known() -> None:
    found = share("x", 0, 0)
    assert (found.value, found.low, found.high) == (0.0, 0.0, 1.0)


def rows(shares: tuple[Share, ...]) -> dict[str, tuple[int, int]]:
    return {row.name: (row.right, row.total) for row in shares}


def test_shares_are_per_kind_and_over_all(a_verdict: Make) -> None:
    found = by_kind([a_verdict("b-1"), a_verdict("a-1"), a_verdict("a-2", "facts")])
    assert [(row.name, row.right, row.total) for row in found] == [("a", 1, 2), ("b", 1, 1), ("all", 2, 3)]


def test_points_are_counted_each_by_itself(a_verdict: Make) -> None:
    found = rows(figures([a_verdict("a-1", "facts", "clause"), a_verdict("a-2")]).points)
    assert found == {name: (1 if name in ("facts", "clause") else 2, 2) for name in POINTS}


def test_measures_are_sums_over_all_answers(a_verdict: Make) -> None:
    first = a_verdict("a-1", claims=3, supported=2, citations=4, citations_needed=3, clauses=2, clauses_cited=1, facts=1, facts_found=1)
    second = a_verdict("a-2", claims=1, supported=1, citations=1, citations_needed=1, clauses=1, clauses_cited=1)
    found = rows(measures([first, second, a_verdict("a-3")]))
    assert found["claim_faithfulness"] == (3, 4)
    assert found["citation_precision"] == (4, 5)
    assert found["clauses_cited"] == (2, 3)
    assert found["key_facts"] == (1, 1)


def test_answers_without_claims_are_no_faithful_ones(a_verdict: Make) -> None:
    assert rows(measures([a_verdict()]))["claim_faithfulness"] == (0, 0)


def test_a_refusal_is_read_from_the_status_not_from_what_is_wrong(a_verdict: Make) -> None:
    asked = [
        a_verdict("single_fact-1", refused=True),
        a_verdict("single_fact-2", "facts"),
        a_verdict("topic_absent-1", refusal_expected=True, refused=True),
        a_verdict("topic_absent-2", "status", refusal_expected=True, refused=False),
        a_verdict("topic_absent-3", "unsaid", refusal_expected=True, refused=True),
    ]
    found = rows(measures(asked))
    assert found["over_refused"] == (1, 2)
    assert found["refused_where_due"] == (2, 3)


@pytest.mark.parametrize("kind", ["injection", "greeting"])
def test_what_asks_for_no_answer_is_not_counted_among_the_refusals(kind: str, a_verdict: Make) -> None:
    found = rows(measures([a_verdict(f"{kind}-1", refusal_expected=True, refused=True)]))
    assert (found["refused_where_due"], found["over_refused"]) == ((0, 0), (0, 0))


def test_rewordings_are_held_against_the_cases_they_reword(a_verdict: Make) -> None:
    verdicts = [
        a_verdict("deadline-1"),
        a_verdict("deadline-2", "facts"),
        a_verdict("typos-1", "status", of="deadline-1"),
        a_verdict("typos-2", of="deadline-1"),
        a_verdict("typos-3", of="deadline-2"),
        a_verdict("dialect-1", of="deadline-404"),
        a_verdict("traditional-1", of="deadline-2"),
    ]
    assert losses(verdicts) == (
        Loss(kind="typos", reworded_right=2, original_right=2, pairs=3),
        Loss(kind="traditional", reworded_right=1, original_right=0, pairs=1),
    )


@pytest.mark.parametrize(("seconds", "p50", "p95"), [([3, 1, 2], 2, 3), (range(1, 101), 50.5, 95), (range(1, 21), 10.5, 19), ([7], 7, 7)])
def test_half_of_the_answers_are_as_quick_as_the_median_and_19_of_20_as_quick_as_p95(
    seconds: list[float], p50: float, p95: float, a_verdict: Make
) -> None:
    found = figures([a_verdict(f"a-{number}", seconds=taken) for number, taken in enumerate(seconds)])
    assert (found.seconds_p50, found.seconds_p95) == (p50, p95)


def test_there_are_figures_of_no_answer_at_all() -> None:
    found = figures([])
    assert rows(found.kinds) == {"all": (0, 0)}
    assert (found.search, found.losses, found.seconds_p50, found.seconds_p95) == ((), (), 0, 0)


def test_figures_hold_the_means_of_search_and_the_shares_of_the_reserve(a_verdict: Make) -> None:
    row = Ranked(case_id="a-1", method="fused", recall_1=0, recall_5=1, recall_10=1, reciprocal_rank=0.5, ndcg_10=0.6)
    kept = (share("all", 1, 2),)
    found = figures([a_verdict()], [row, row], kept)
    assert [(line.method, line.mrr, line.cases) for line in found.search] == [("fused", 0.5, 2)]
    assert found.reserve == kept
