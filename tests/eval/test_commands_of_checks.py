"""The evaluation's checks of itself fail where they should: a fault unseen, errors not found, a benchmark missed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.bootstrap import Fazhi
from eval import commands
from eval.breaking import Told
from eval.faults import FAULTS
from eval.planting import Planted
from eval.results import Judgement, Problem

Run = Callable[..., Result]
PASSES, FAILED, USAGE = 0, 1, 2


@pytest.fixture
def run(small: Fazhi, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command of the evaluation over the small plans."""
    monkeypatch.setenv("FAZHI_DATA", str(small.settings.data))
    monkeypatch.setenv("FAZHI_PLANS", str(small.settings.plans))
    return lambda *words: CliRunner().invoke(commands.command, [str(word) for word in words])


@pytest.mark.parametrize(("named", "status"), [(True, PASSES), (False, FAILED)])
def test_a_fault_that_goes_unseen_fails(named: bool, status: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = FAULTS[0]
    sound = Judgement(problems=())
    seen = Told(fault, Judgement(problems=tuple(Problem(code=code, sentence="错。") for code in fault.named)), sound)
    unseen = Told(fault, sound, sound)
    monkeypatch.setattr("eval.breaking.break_one_by_one", lambda *given: iter([seen, seen if named else unseen]))
    result = run("faults")
    assert result.exit_code == status
    assert [line[:2] for line in result.stdout.splitlines()] == ["拦下", "拦下" if named else "漏过"]


@pytest.mark.parametrize(("problems", "status"), [([], PASSES), (["unit_changed：看出 0.1"], FAILED)])
def test_a_checker_below_its_thresholds_fails(problems: list[str], status: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.planting.planted_shares", lambda *given: Planted(()))
    monkeypatch.setattr("eval.planting.planted_problems", lambda results: problems)
    result = run("planted", "--misses")
    assert result.exit_code == status
    assert [line for line in result.stdout.splitlines() if line.startswith("把关")] == [f"把关：{problem}" for problem in problems]


@pytest.mark.parametrize(("passed", "status"), [(True, PASSES), (False, FAILED)])
def test_a_search_below_the_public_benchmark_fails(
    passed: bool, status: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.statutes.measured", lambda *given, **more: (["R@10"], passed))
    (tmp_path / "questions.jsonl").write_text("", encoding="utf-8")
    assert run("statutes", tmp_path).exit_code == status
    assert run("statutes", tmp_path / "nowhere").exit_code == USAGE
