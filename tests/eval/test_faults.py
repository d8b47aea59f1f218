"""The gate put to the test on bundled cases: every deliberate fault is caught by a problem it names, and undone afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from eval import breaking
from eval.breaking import Told, break_one_by_one, scored
from eval.cases import Case, read_cases
from eval.faults import FAULTS, Fault, switched_on
from eval.gate import Baseline, NotComparable, baseline_of, judge_run
from eval.results import Judgement, Problem, Scores, Verdict

CASES = [case for case in read_cases() if not case.documents]
# Faults that show in few cases, or only where more of them flip than are tolerated, are tried on the kind they concern.
CONCERNS: dict[str, tuple[str, ...]] = {
    "refusal_threshold_0": ("topic_absent",),
    "caveats_dropped": ("draft_or_ended",),
    "ended_periods_unsaid": ("draft_or_ended",),
    "first_sentence_only": ("deadline", "document_facts", "responsible_unit"),
    "history_ignored": ("follow_up",),
    "guard_off": ("injection",),
}
Unbroken = Callable[[tuple[str, ...]], Scores]
each_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)


def chosen(kinds: tuple[str, ...]) -> list[Case]:
    """All cases of some kinds, or a few of every kind."""
    return [case for case in CASES if case.kind in kinds] if kinds else CASES[::10]


@pytest.fixture(scope="module")
def quick(fazhi: Fazhi) -> Iterator[Fazhi]:
    """The assistant over the bundled plans; a question asked under each fault is embedded once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fazhi.embedding, "query", cache(fazhi.embedding.query))
        yield fazhi


@pytest.fixture(scope="module")
def unbroken(quick: Fazhi) -> Unbroken:
    """Today's scores of all cases of some kinds, or of a few of every kind."""
    return cache(lambda kinds: scored(quick, chosen(kinds)))


def told_by_case(scores: Scores) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(verdict.case_id, verdict.failures, verdict.detail) for verdict in scores.verdicts]


@each_fault
def test_a_fault_is_caught_by_its_name_and_undone_afterwards(fault: Fault, quick: Fazhi, unbroken: Unbroken) -> None:
    kinds = CONCERNS.get(fault.name, ())
    before = unbroken(kinds)
    baseline = baseline_of(before)
    with switched_on(fault):
        broken = scored(quick, chosen(kinds))
    judgement = judge_run(broken, baseline)
    sound = judge_run(before, baseline)
    assert (told_by_case(broken), broken.figures.search) != (told_by_case(before), before.figures.search)
    assert Told(fault, judgement, sound).caught


def test_after_all_faults_the_answers_are_what_they_were(quick: Fazhi, unbroken: Unbroken) -> None:
    for fault in FAULTS:
        with switched_on(fault):
            pass
    assert told_by_case(scored(quick, chosen(()))) == told_by_case(unbroken(()))


@each_fault
def test_a_fault_is_switched_off_though_something_else_goes_wrong(fault: Fault) -> None:
    right = getattr(fault.owner, fault.attribute)
    with pytest.raises(KeyError), switched_on(fault):
        assert getattr(fault.owner, fault.attribute) is not right
        raise KeyError
    assert getattr(fault.owner, fault.attribute) is right


def test_faults_have_names_of_their_own_and_say_what_they_cause() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert all(fault.named for fault in FAULTS)


def test_a_fault_the_gate_names_is_caught_and_one_it_does_not_is_let_pass() -> None:
    fault = next(fault for fault in FAULTS if fault.named == ("leakage",))
    named, other = Problem(code="leakage", sentence="引自别处。"), Problem(code="floor:all", sentence="太少。")
    sound = Judgement(problems=())
    assert Told(fault, Judgement(problems=(named, other)), sound).line == "拦下 place_filter_off：引自别处。（另有 floor:all）"
    assert Told(fault, Judgement(problems=(other,)), sound).line == "漏过 place_filter_off：没有指名（另有 floor:all）"
    assert not Told(fault, sound, sound).caught
    assert not Told(fault, Judgement(problems=(named,)), Judgement(problems=(named,))).caught


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, make_scores: Callable[..., Scores], a_verdict: Callable[..., Verdict]) -> list[str]:
    """The answering is replaced by one that writes down which fault was on."""
    on: list[str] = []
    right = {fault.name: getattr(fault.owner, fault.attribute) for fault in FAULTS}

    def answer(*given: object) -> Scores:
        on.extend(["none"] if all(getattr(f.owner, f.attribute) is right[f.name] for f in FAULTS) else ["a fault"])
        return make_scores([a_verdict("deadline-1", *(["error"] if on[-1] == "a fault" else []))])

    monkeypatch.setattr(breaking, "scored", answer)
    return on


def test_without_a_baseline_todays_answers_are_it(seen: list[str], small: Fazhi) -> None:
    told = list(break_one_by_one(small, []))
    assert seen == ["none"] + ["a fault"] * len(FAULTS)
    assert [one.fault for one in told] == list(FAULTS)


def test_a_baseline_named_must_be_one_for_these_cases(seen: list[str], small: Fazhi, tmp_path: Path) -> None:
    with pytest.raises(NotComparable):
        list(break_one_by_one(small, [], tmp_path / "none.json"))


def test_only_the_fault_asked_for_is_switched_on(seen: list[str], small: Fazhi, tmp_path: Path, make_scores: Callable) -> None:
    known: Baseline = baseline_of(make_scores([]))
    (tmp_path / "baseline.json").write_text(known.model_dump_json(), encoding="utf-8")
    [told] = break_one_by_one(small, [], tmp_path / "baseline.json", only="answering_raises")
    assert seen == ["none", "a fault"]
    assert told.caught
