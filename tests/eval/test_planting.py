"""The shares of planted errors found and of harmless changes let pass, and what is asked of them."""

from __future__ import annotations

import pytest

from assistant.bootstrap import Fazhi
from assistant.claims.models import Failure, Support
from eval import planting
from eval.planted.pairs import ERRORS, HARMLESS, Pair
from eval.planting import FLAGGED, FOUND, Planted, missed, planted_problems, planted_shares

RIGHT, WRONG = Support(supported=True, failures=()), Support(supported=False, failures=(Failure(code="number", detail="数字不符。"),))


def pairs(kind: str, told_right: int, of: int = 100) -> list[tuple[Pair, Support]]:
    """So many pairs of a kind, of which the checker told so many right."""
    supported = kind in HARMLESS
    made = Pair(id=f"{kind}-1", kind=kind, claim="说", evidence="据", place=None, supported=supported, source="")  # type: ignore[arg-type]
    right, wrong = (RIGHT, WRONG) if supported else (WRONG, RIGHT)
    return [(made, right)] * told_right + [(made, wrong)] * (of - told_right)


def perfect(*without: str) -> list[tuple[Pair, Support]]:
    return [pair for kind in (*ERRORS, *HARMLESS) if kind not in without for pair in pairs(kind, 100)]


def test_every_kind_of_error_has_a_share_that_is_asked_for() -> None:
    assert FOUND.keys() == set(ERRORS)
    assert all(0.5 < least < 1 for least in FOUND.values())


def test_a_perfect_checker_has_no_problems() -> None:
    assert planted_problems(Planted(tuple(perfect()))) == []


@pytest.mark.parametrize("kind", ERRORS)
def test_a_kind_just_at_its_threshold_passes_and_just_below_does_not(kind: str) -> None:
    least = round(FOUND[kind] * 100)
    assert planted_problems(Planted((*perfect(kind), *pairs(kind, least)))) == []
    [problem] = planted_problems(Planted((*perfect(kind), *pairs(kind, least - 1))))
    assert problem.startswith(f"{kind}：")


def test_a_kind_without_any_pair_is_a_problem() -> None:
    [problem] = planted_problems(Planted(tuple(perfect("date_changed"))))
    assert problem.startswith("date_changed：")
    assert len(planted_problems(Planted(()))) == len(FOUND) + 1


def test_more_harmless_changes_flagged_than_allowed_are_a_problem() -> None:
    errors = [pair for kind in ERRORS for pair in pairs(kind, 100)]
    most = round((1 - FLAGGED) * 1000)
    assert planted_problems(Planted((*errors, *pairs("harmless_verbatim", most + 1, 1000)))) == []
    [problem] = planted_problems(Planted((*errors, *pairs("harmless_verbatim", most - 1, 1000))))
    assert "误报 0.051" in problem


def test_free_paraphrases_are_told_apart_and_judged_by_nobody() -> None:
    results = Planted((*perfect("paraphrase"), *pairs("paraphrase", 0)))
    assert planted_problems(results) == []
    assert all(results.harmless)
    assert any(line.split()[:2] == ["paraphrase", "0/100"] for line in results.lines)


def test_every_kind_has_a_line_with_its_share_and_interval() -> None:
    lines = list(Planted(tuple(perfect("modal_changed") + pairs("modal_changed", 90))).lines)
    assert {line.split()[0] for line in lines} >= {*ERRORS, *HARMLESS}
    assert next(line for line in lines if "modal_changed" in line).split() == ["modal_changed", "90/100", "0.900", "[0.826–0.945]"]


def test_what_the_checker_got_wrong_can_be_read() -> None:
    results = Planted((*pairs("unit_changed", 1, 2), *pairs("harmless_order", 1, 2)))
    first, second = missed(results)
    assert "unit_changed-1（应为不支持）" in first
    assert "harmless_order-1（应为支持）" in second
    assert "数字不符。" in second


def test_pairs_are_made_of_the_plans_held_and_each_is_checked(small: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        Pair(id="a", kind="number_changed", claim="每年培训80学时。", evidence="每年培训60学时。", place=None, supported=False, source="")
    ]
    given: list[object] = []
    monkeypatch.setattr(planting, "planted", lambda plans, articles: given.extend([*plans, articles]) or made)
    results = planted_shares(small, None)
    assert given == [*small.index.get().plans.values(), None]
    assert (results.of("number_changed"), results.of("unit_changed")) == ([True], [])
