"""The gate refuses a release, for the reason it names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.gate import FLOORS, SEARCH_FLOORS, TOLERANCE, Baseline, baseline_of, judge_run
from eval.results import Judgement, Scores, Verdict

FALSE = ("leakage", "quotes", "address", "marked", "support", "error")
GIVES_WAY = ("injection", "not_covered", "greeting", "out_of_scope")
MANY = 1000
Make = Callable[..., Verdict]
Judged = Callable[..., Judgement]


@pytest.fixture(scope="session")
def judged(a_verdict: Make, make_scores: Callable[..., Scores]) -> Judged:
    """What the gate says where before and now differ as told, beside a thousand cases that are right both times."""

    def judge(now: list[Verdict], before: dict[str, tuple[str, ...]] | None = None, **recall: float) -> Judgement:
        right = [a_verdict(f"single_fact-{number}") for number in range(MANY)]
        known: Baseline = baseline_of(make_scores(right + [a_verdict(verdict.case_id) for verdict in now], recall=recall))
        known = known.model_copy(update={"failures": known.failures | (before or {})})
        return judge_run(make_scores(right + now, recall=recall), known)

    return judge


def codes(judgement: Judgement) -> list[str]:
    return [problem.code for problem in judgement.problems]


def test_what_is_as_right_as_before_passes(judged: Judged, a_verdict: Make) -> None:
    now = [a_verdict(f"{kind}-1") for kind in (*GIVES_WAY, *FLOORS)]
    assert judged(now) == Judgement(problems=())


def test_no_verdict_at_all_never_passes(make_scores: Callable[..., Scores]) -> None:
    nothing = make_scores([])
    assert codes(judge_run(nothing, baseline_of(nothing))) == ["empty"]


@pytest.mark.parametrize("point", FALSE)
def test_what_is_false_forbids_the_release_even_once_and_by_name(point: str, judged: Judged, a_verdict: Make) -> None:
    judgement = judged([a_verdict("single_fact-666", point)])
    assert codes(judgement) == [point]
    assert judgement.problems[0].cases == ("single_fact-666",)


@pytest.mark.parametrize("point", FALSE)
def test_what_is_false_forbids_the_release_though_it_was_false_before(point: str, judged: Judged, a_verdict: Make) -> None:
    assert codes(judged([a_verdict("single_fact-666", point)], {"single_fact-666": (point,)})) == [point]


@pytest.mark.parametrize("kind", GIVES_WAY)
@pytest.mark.parametrize("point", ["status", "unsaid"])
def test_a_kind_that_must_not_give_way_may_not_get_worse_even_once(kind: str, point: str, judged: Judged, a_verdict: Make) -> None:
    judgement = judged([a_verdict(f"{kind}-666", point, refusal_expected=True)])
    assert codes(judgement) == [kind]
    assert judgement.problems[0].cases == (f"{kind}-666",)


def test_a_refusal_that_gives_way_forbids_the_release_even_once(judged: Judged, a_verdict: Make) -> None:
    judgement = judged([a_verdict("single_fact-666", "status", refusal_expected=True)])
    assert codes(judgement) == ["refusal"]
    assert judgement.problems[0].cases == ("single_fact-666",)


def test_a_refusal_that_was_wrong_before_is_no_worse(judged: Judged, a_verdict: Make) -> None:
    verdict = a_verdict("single_fact-666", "status", refusal_expected=True)
    assert judged([verdict], {"single_fact-666": ("status",)}).passes


@pytest.mark.parametrize("point", ["status", "place", "clause", "facts", "unsaid", "caveats"])
def test_elsewhere_as_many_cases_may_flip_as_are_tolerated_and_no_more(point: str, judged: Judged, a_verdict: Make) -> None:
    flipped = [a_verdict(f"single_fact-w{number}", point) for number in range(TOLERANCE + 1)]
    tolerated, judgement = judged(flipped[:TOLERANCE]), judged(flipped)
    assert tolerated.passes
    assert tolerated.worse == tuple(verdict.case_id for verdict in flipped[:TOLERANCE])
    assert codes(judgement) == [point]
    assert judgement.problems[0].cases == tuple(verdict.case_id for verdict in flipped)


def test_a_case_that_flips_in_two_points_is_one_flip(judged: Judged, a_verdict: Make) -> None:
    now = [a_verdict(f"single_fact-w{number}", "clause", "facts") for number in range(TOLERANCE + 1)]
    assert judged(now[:TOLERANCE]).passes
    assert codes(judged(now)) == ["clause", "facts"]


def test_flips_are_counted_together_over_all_points(judged: Judged, a_verdict: Make) -> None:
    points = ("place", "clause", "facts", "unsaid")
    now = [a_verdict(f"single_fact-{point}", point) for point in points]
    assert len(points) == TOLERANCE + 1
    assert sorted(codes(judged(now))) == sorted(points)


def test_follow_ups_that_flip_are_named_as_such(judged: Judged, a_verdict: Make) -> None:
    now = [a_verdict(f"follow_up-{number}", "status") for number in range(TOLERANCE + 1)]
    right = [a_verdict(f"follow_up-r{number}") for number in range(100)]
    assert set(codes(judged(right + now))) == {"follow_up", "status"}


def test_a_case_wrong_before_in_another_point_flips_too(judged: Judged, a_verdict: Make) -> None:
    now = [a_verdict(f"single_fact-w{number}", "facts") for number in range(TOLERANCE + 1)]
    assert codes(judged(now, {verdict.case_id: ("clause",) for verdict in now})) == ["facts"]
    assert judged(now, {verdict.case_id: ("clause", "facts") for verdict in now}).passes


def test_cases_that_got_better_are_told_and_forbid_nothing(judged: Judged, a_verdict: Make) -> None:
    judgement = judged([a_verdict("deadline-9")], {"deadline-9": ("facts",)})
    assert judgement == Judgement(problems=(), better=("deadline-9",))


@pytest.mark.parametrize("kind", [kind for kind in FLOORS if kind != "all"])
def test_a_kind_below_its_floor_fails_whatever_was_before(kind: str, judged: Judged, a_verdict: Make) -> None:
    wrong = MANY - round(FLOORS[kind] * MANY)
    before = {f"{kind}-{number}": ("facts",) for number in range(wrong + 1)}
    now = [a_verdict(f"{kind}-{number}", *before.get(f"{kind}-{number}", ())) for number in range(MANY)]
    assert codes(judged(now, before)) == [f"floor:{kind}"]
    assert judged([*now[:wrong], a_verdict(f"{kind}-{wrong}"), *now[wrong + 1 :]], before).passes


def test_too_few_right_over_all_fail_whatever_was_before(judged: Judged, a_verdict: Make) -> None:
    before = {f"single_fact-w{number}": ("facts",) for number in range(MANY)}
    assert codes(judged([a_verdict(case_id, "facts") for case_id in before], before)) == ["floor:all"]


@pytest.mark.parametrize("method", SEARCH_FLOORS)
@pytest.mark.parametrize(
    ("before", "now", "passes"), [(0.95, 0.94, True), (0.95, 0.92, False), (0.95, 1.0, True), (0.79, 0.79, False), (0.95, None, False)]
)
def test_search_may_lose_little_and_never_fall_below_its_floor(
    method: str, before: float, now: float | None, passes: bool, make_scores: Callable[..., Scores], a_verdict: Make
) -> None:
    known = baseline_of(make_scores([a_verdict()], recall={method: before}))
    judgement = judge_run(make_scores([a_verdict()], recall={} if now is None else {method: now}), known)
    assert codes(judgement) == ([] if passes else [f"search:{method}"])


POINTS = st.lists(st.sampled_from(["status", "clause", "facts", *FALSE]), unique=True, max_size=3).map(tuple)


@given(now=st.lists(POINTS, min_size=1, max_size=6), refusals=st.booleans())
def test_nothing_false_ever_passes_and_what_is_right_always_does(
    now: list[tuple[str, ...]], refusals: bool, judged: Judged, a_verdict: Make
) -> None:
    verdicts = [a_verdict(f"single_fact-w{number}", *failed, refusal_expected=refusals) for number, failed in enumerate(now)]
    judgement = judged(verdicts)
    false = any(set(failed) & set(FALSE) for failed in now)
    given_way = refusals and any("status" in failed for failed in now)
    many = sum(bool(set(failed) - {*FALSE}) for failed in now) > TOLERANCE
    assert judgement.passes or false or given_way or many
    assert not (judgement.passes and (false or given_way))
    assert len(judgement.worse) == sum(bool(failed) for failed in now)
