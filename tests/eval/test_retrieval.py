"""Figures of a ranking, computed by hand; and the rankings of each search method over small plans."""

from __future__ import annotations

from collections.abc import Callable
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.bootstrap import Fazhi
from assistant.models import Answer
from eval.cases import Case
from eval.results import Asked, Ranked
from eval.retrieval import METHODS, figures, means, ranked, told

TWELVE = [f"c{rank}" for rank in range(1, 13)]


def numbers(row: Ranked) -> tuple[float, float, float, float, float]:
    return row.recall_1, row.recall_5, row.recall_10, row.reciprocal_rank, row.ndcg_10


@pytest.mark.parametrize(
    ("expected", "every", "found"),
    [
        ({"c1"}, True, (1, 1, 1, 1, 1)),
        ({"c2"}, True, (0, 1, 1, 1 / 2, 1 / log2(3))),
        ({"c10"}, True, (0, 0, 1, 1 / 10, 1 / log2(11))),
        ({"c11"}, True, (0, 0, 0, 1 / 11, 0)),
        ({"elsewhere"}, True, (0, 0, 0, 0, 0)),
        ({"c2", "c7"}, True, (0, 1 / 2, 1, 1 / 2, (1 / log2(3) + 1 / 3) / (1 + 1 / log2(3)))),
        ({"c2", "c7"}, False, (0, 1, 1, 1 / 2, 1 / log2(3))),
        ({"c1", "elsewhere"}, True, (1 / 2, 1 / 2, 1 / 2, 1, 1 / (1 + 1 / log2(3)))),
        ({"c1", "elsewhere"}, False, (1, 1, 1, 1, 1)),
        (set(TWELVE), True, (1 / 12, 5 / 12, 10 / 12, 1, 1)),
        (set(TWELVE), False, (1, 1, 1, 1, 1)),
    ],
)
def test_figures_are_those_computed_by_hand(expected: set[str], every: bool, found: tuple[float, ...]) -> None:
    assert numbers(figures("a-1", "fused", TWELVE, expected, every=every)) == pytest.approx(found)


def test_nothing_is_found_in_an_empty_ranking() -> None:
    assert numbers(figures("a-1", "fused", [], {"c1"})) == (0, 0, 0, 0, 0)


@given(
    ranking=st.permutations(TWELVE),
    expected=st.sets(st.sampled_from([*TWELVE, "elsewhere"]), min_size=1),
    every=st.booleans(),
)
def test_figures_are_shares_and_grow_with_the_depth(ranking: list[str], expected: set[str], every: bool) -> None:
    row = figures("a-1", "fused", ranking, expected, every=every)
    assert 0 <= row.recall_1 <= row.recall_5 <= row.recall_10 <= 1
    assert 0 <= row.ndcg_10 <= 1 + 1e-12
    assert 0 <= row.reciprocal_rank <= 1
    assert (row.recall_1 > 0) == (row.reciprocal_rank == 1)


@given(ranking=st.permutations(TWELVE), expected=st.sets(st.sampled_from(TWELVE), min_size=1))
def test_any_clause_is_found_no_later_than_every_one(ranking: list[str], expected: set[str]) -> None:
    one, every = (figures("a-1", "fused", ranking, expected, every=wanted) for wanted in (False, True))
    assert one.recall_10 >= every.recall_10
    assert one.reciprocal_rank == every.reciprocal_rank


def test_means_are_over_the_cases_of_each_method() -> None:
    rows = [figures("a-1", "keyword", TWELVE, {"c1"}), figures("a-2", "keyword", TWELVE, {"c4"}), figures("a-1", "fused", TWELVE, {"c2"})]
    keyword, fused = means(rows)
    assert (keyword.method, keyword.cases, fused.method, fused.cases) == ("keyword", 2, "fused", 1)
    assert (keyword.recall_1, keyword.recall_5, keyword.mrr) == (0.5, 1, pytest.approx((1 + 1 / 4) / 2))
    assert (fused.recall_1, fused.mrr) == (0, 0.5)
    assert means([]) == ()


def test_a_row_is_told_on_one_line() -> None:
    [row] = means([figures("a-1", "fused", TWELVE, {"c2"})])
    assert told(row).split() == ["fused", "R@1", "0.000", "R@5", "1.000", "R@10", "1.000", "MRR", "0.500", "nDCG@10", "0.631", "(1)"]


def test_every_method_ranks_the_clauses_of_the_places_asked_about(small: Fazhi, small_cases: list[Case]) -> None:
    rows = [ranked(small, Asked(case=case, answer=None, seconds=0)) for case in small_cases[:2]]
    assert [[row.method for row in of_case] for of_case in rows] == [list(METHODS)] * 2
    assert all(row.recall_5 == 1 for of_case in rows for row in of_case)
    assert {row.case_id for row in rows[0]} == {"deadline-1"}


def test_a_follow_up_is_searched_as_the_question_it_stands_for(small: Fazhi, small_cases: list[Case], an_answer: Callable) -> None:
    answer: Answer = an_answer(standalone_question="赣州市行政复议体制改革什么时候完成？")
    rows = ranked(small, Asked(case=small_cases[3], answer=answer, seconds=0))
    assert [row.reciprocal_rank for row in rows if row.method == "keyword"] == [1]


@pytest.mark.parametrize(
    "expect",
    [
        {"places": ["张掖市"]},
        {"places": ["赣州市"], "clauses": [{"plan": "张掖方案", "path": ["一", "（一）"]}]},
        {"places": ["张掖市"], "clauses": [{"plan": "张掖方案", "path": []}]},
        {"places": ["天水市"], "clauses": [{"plan": "天水方案", "path": ["一"]}]},
    ],
    ids=["no clause", "another place", "an unnumbered paragraph", "a place not held"],
)
def test_a_case_that_expects_no_clause_held_has_no_figures(expect: dict[str, object], small: Fazhi, a_case: Callable[..., Case]) -> None:
    assert ranked(small, Asked(case=a_case(question="行政执法监督", expect=expect), answer=None, seconds=0)) == []


def test_a_question_without_words_has_no_figures(small: Fazhi, small_cases: list[Case]) -> None:
    case = small_cases[0].model_copy(update={"question": "？？"})
    assert ranked(small, Asked(case=case, answer=None, seconds=0)) == []
