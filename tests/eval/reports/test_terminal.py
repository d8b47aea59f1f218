"""The report on a terminal."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from assistant.bootstrap import Fazhi
from eval.cases import Case
from eval.reports.failures import Failure
from eval.reports.terminal import show, tell
from eval.results import Asked, Judgement, Scores, Verdict
from eval.run import save
from eval.steps import failed


def shown(scores: Scores, judgement: Judgement | None) -> str:
    out = io.StringIO()
    show(scores, judgement, Console(file=out, width=80))
    return out.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        "各类题目",
        "各项要求",
        "指标",
        "recall@10",
        "nDCG@10",
        "0.625",
        "换一种说法的损失",
        "-100.0",
        "留存题",
        "p50 0.050 秒",
        "p95 0.400 秒",
    ],
)
def test_every_table_is_there(scores: Scores, words: str) -> None:
    assert words in shown(scores, None)


def test_the_reserve_shows_no_cases(scores: Scores) -> None:
    assert "secret" not in shown(scores, None)


def test_each_problem_is_one_line_with_at_most_ten_cases(scores: Scores, refused: Judgement) -> None:
    lines = shown(scores, refused).splitlines()
    [support] = [line for line in lines if line.startswith("support")]
    assert support.endswith("deadline-9、deadline-10 等 12 题") and "deadline-11" not in support
    assert "floor:all  低于下限。" in lines
    assert "不通过：有 2 个问题。" in lines
    assert "比基线变好 1 题：typos-9" in lines


@pytest.mark.parametrize(("judgement", "words"), [(None, "未作结论"), (Judgement(problems=()), "通过：")])
def test_the_outcome_is_told(scores: Scores, judgement: Judgement | None, words: str) -> None:
    assert shown(scores, judgement).splitlines()[-1].startswith(words)


def test_failed_cases_are_told(some_failures: tuple[Failure, ...]) -> None:
    out = io.StringIO()
    tell(some_failures, Console(file=out, width=80))
    lines = out.getvalue().splitlines()
    assert "deadline-2（期限）" in lines
    assert "  问：张掖市有什么？ → 什么时候建成？" in lines
    assert "  ✗ 要点说全：缺 2024年" in lines
    assert "  应引 张掖市方案 八(二十九)：2024年年底前建成" in lines
    assert "  所引 [1] 张掖市方案 一：2030年建成。" in lines


def test_failed_cases_of_a_saved_run_are_told(
    tmp_path: Path, fazhi: Fazhi, make_scores: Callable[..., Scores], a_verdict: Callable[..., Verdict]
) -> None:
    expect = {"status": ["answered"], "clauses": [{"plan": "张掖市法治政府建设实施方案-2021-2025", "path": ["八", "(二十九)"]}]}
    case = Case.model_validate({"id": "deadline-1", "kind": "deadline", "question": "何时？", "expect": expect})
    scores = make_scores([a_verdict("deadline-1", "deadline", "error")])
    save(tmp_path, scores.info, [Asked(case=case, answer=None, seconds=0.0, error="ValueError: x")])
    out = io.StringIO()
    tell(failed(fazhi, tmp_path, scores), Console(file=out, width=80))
    assert "  答（没有回答）：" in out.getvalue() and "八(二十九)：(二十九)" in out.getvalue()


def test_nothing_evaluated_shows_nothing_and_does_not_crash(make_scores: Callable[..., Scores]) -> None:
    assert "共 0 题" in shown(make_scores([]), None)


def test_hostile_texts_do_not_reach_the_terminal_as_commands(hostile: tuple[Scores, Judgement, object]) -> None:
    found = shown(hostile[0], hostile[1])
    assert "\x1b" not in found and "\x00" not in found and "\ud800" not in found and "\u202e" not in found
