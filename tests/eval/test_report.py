"""Figures over verdicts, and the gate that refuses a release."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.report import FLOORS, NEVER, gate, points, share, shares
from eval.score import Verdict

POINTS = ("status", "place", "clause", "facts", "unsaid", "caveats", "quotes")


def a_verdict(kind: str = "deadline", *wrong: str, leaked: int = 0, case_id: str = "x-1") -> Verdict:
    fields = {name: name not in wrong for name in POINTS}
    failures = (*wrong, *(["leaked"] if leaked else []))
    return Verdict(case_id=case_id, kind=kind, leaked=leaked, failures=failures, **fields)


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (90, 100, 0.8256, 0.9448), (1, 2, 0.0945, 0.9055)],
)
def test_the_interval_is_wilsons(right: int, total: int, low: float, high: float) -> None:
    found = share("x", right, total)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))
    assert found.value == right / total


@given(st.integers(min_value=1, max_value=10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_share_lies_in_its_interval(counted: tuple[int, int]) -> None:
    found = share("x", *counted)
    assert 0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1
    assert found.low < found.high


def test_of_nothing_nothing_is_known() -> None:
    found = share("x", 0, 0)
    assert (found.value, found.low, found.high) == (0.0, 0.0, 1.0)


def test_shares_are_per_kind_and_over_all() -> None:
    rows = shares([a_verdict("b"), a_verdict("a"), a_verdict("a", "facts")])
    assert [(row.name, row.right, row.total) for row in rows] == [("a", 1, 2), ("b", 1, 1), ("all", 2, 3)]


def test_points_are_counted_each_by_itself() -> None:
    rows = {row.name: (row.right, row.total) for row in points([a_verdict("a", "facts", "clause"), a_verdict("a")])}
    assert rows == {name: (1 if name in ("facts", "clause") else 2, 2) for name in POINTS}


def test_right_answers_pass_the_gate() -> None:
    assert gate([a_verdict(kind) for kind in (*NEVER, *FLOORS)]) == []


def test_no_case_at_all_fails_the_gate() -> None:
    assert gate([]) != []


def test_one_leak_fails_the_gate_however_much_is_right() -> None:
    problems = gate([a_verdict()] * 10_000 + [a_verdict(leaked=2)])
    assert len(problems) == 1
    assert "2 citations of another place" in problems[0]


def test_one_quote_that_does_not_stand_fails_the_gate_by_name() -> None:
    problems = gate([a_verdict()] * 10_000 + [a_verdict("deadline", "quotes", case_id="deadline-666")])
    assert any("deadline-666" in problem for problem in problems)


@pytest.mark.parametrize("kind", NEVER)
def test_one_refusal_that_gives_way_fails_the_gate_by_name(kind: str) -> None:
    problems = gate([a_verdict()] * 10_000 + [a_verdict(kind, "status", case_id=f"{kind}-666")])
    assert any(f"{kind}-666" in problem for problem in problems)


@pytest.mark.parametrize("kind", [kind for kind in FLOORS if kind != "all"])
def test_a_kind_below_its_floor_fails_the_gate(kind: str) -> None:
    at_floor = round(FLOORS[kind] * 1000)
    others = [a_verdict("single_fact")] * 100_000
    assert gate([a_verdict(kind)] * at_floor + [a_verdict(kind, "facts")] * (1000 - at_floor) + others) == []
    [problem] = gate([a_verdict(kind)] * (at_floor - 1) + [a_verdict(kind, "facts")] * (1001 - at_floor) + others)
    assert problem.startswith(f"{kind}: ")


def test_too_few_right_over_all_fails_the_gate() -> None:
    problems = gate([a_verdict("single_fact")] * 50 + [a_verdict("single_fact", "facts")] * 50)
    assert [problem.split(":")[0] for problem in problems] == ["all"]
