"""`fazhi eval` step by step, over two small plans: what is written, and the exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.bootstrap import Fazhi
from eval import commands
from eval.cases import Case
from eval.run import load, save

Run = Callable[..., Result]
PASSES, FAILED, USAGE, NOT_COMPARABLE = 0, 1, 2, 3


@pytest.fixture
def run(small: Fazhi, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command of the evaluation over the small plans."""
    monkeypatch.setenv("FAZHI_DATA", str(small.settings.data))
    monkeypatch.setenv("FAZHI_PLANS", str(small.settings.plans))
    return lambda *words: CliRunner().invoke(commands.command, [str(word) for word in words])


@pytest.fixture
def questions(tmp_path: Path, small_cases: list[Case]) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(case.model_dump_json(by_alias=True) + "\n" for case in small_cases), encoding="utf-8")
    return path


@pytest.fixture
def folder(run: Run, questions: Path, tmp_path: Path) -> Path:
    """A run that was answered and scored, and not yet reported."""
    made = tmp_path / "runs" / "first"
    assert run("generate", "--cases", questions, "--out", made).exit_code == PASSES
    assert run("score", made).exit_code == PASSES
    return made


def wrong_from_now_on(folder: Path, case_id: str) -> None:
    """The saved answer to a case becomes one that quotes nothing that stands."""
    info, asked = load(folder)
    spoilt = []
    for one in asked:
        if one.case.id == case_id and one.answer:
            citations = tuple(citation.model_copy(update={"quote": "别的话"}) for citation in one.answer.citations)
            one = one.model_copy(update={"answer": one.answer.model_copy(update={"citations": citations})})
        spoilt.append(one)
    save(folder, info, spoilt)


def test_answers_are_saved_and_scored_apart(folder: Path, small_cases: list[Case]) -> None:
    info, asked = load(folder)
    assert [one.case for one in asked] == small_cases
    assert info.settings["embedding"] == "hash/1"
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    assert [verdict["failures"] for verdict in scores["verdicts"]] == [[], [], [], []]
    assert not (folder / "documents").exists()


def test_answers_of_cases_of_ones_own_have_no_reserve_beside_them(folder: Path) -> None:
    assert json.loads((folder / "reserve.json").read_text(encoding="utf-8")) == []


def test_without_a_baseline_there_is_a_report_and_status_3(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("report", folder, "--baseline", tmp_path / "none.json")
    assert result.exit_code == NOT_COMPARABLE
    assert "fazhi eval bless" in result.stderr
    assert {path.name for path in folder.glob("report.*")} == {"report.html", "report.md", "report.xml", "report.json"}


def test_a_run_as_good_as_the_one_blessed_passes(run: Run, folder: Path, questions: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    blessed = run("bless", folder, "--baseline", baseline)
    assert (blessed.exit_code, blessed.stdout) == (PASSES, "新的基线：4 题，其中 0 题答错。\n")
    assert run("report", folder, "--baseline", baseline).exit_code == PASSES
    again = run("--cases", questions, "--out", tmp_path / "runs" / "second", "--baseline", baseline)
    assert again.exit_code == PASSES
    assert str(tmp_path / "runs" / "second" / "report.html") in again.stdout.replace("\n", "")


def test_a_run_that_got_worse_fails_and_names_the_case(run: Run, folder: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    run("bless", folder, "--baseline", baseline)
    wrong_from_now_on(folder, "single_fact-1")
    run("score", folder)
    result = run("report", folder, "--baseline", baseline, "--failures")
    assert result.exit_code == FAILED
    assert "single_fact-1" in result.stdout
    assert "张掖市行政执法人员每年培训多少学时？" in result.stdout


def test_a_run_of_other_cases_is_not_compared(run: Run, folder: Path, questions: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    run("bless", folder, "--baseline", baseline)
    fewer = tmp_path / "fewer.jsonl"
    fewer.write_text(questions.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    result = run("--cases", fewer, "--out", tmp_path / "runs" / "fewer", "--baseline", baseline)
    assert result.exit_code == NOT_COMPARABLE
    assert "题目" in result.stderr


def test_a_run_with_an_answer_that_raised_never_becomes_the_baseline(run: Run, folder: Path, tmp_path: Path) -> None:
    info, asked = load(folder)
    save(folder, info, [asked[0].model_copy(update={"answer": None, "error": "ValueError: 坏了"}), *asked[1:]])
    run("score", folder)
    result = run("bless", folder, "--baseline", tmp_path / "baseline.json")
    assert result.exit_code == FAILED
    assert not (tmp_path / "baseline.json").exists()


def test_without_a_language_model_there_is_none_to_judge(run: Run, folder: Path) -> None:
    result = run("judge", folder)
    assert result.exit_code == USAGE
    assert "FAZHI_LLM_URL" in result.stderr


def test_two_runs_are_compared_case_by_case(run: Run, folder: Path, questions: Path, tmp_path: Path) -> None:
    other = tmp_path / "runs" / "second"
    run("generate", "--cases", questions, "--out", other)
    wrong_from_now_on(other, "deadline-1")
    run("score", other)
    result = run("compare", folder, other)
    assert result.exit_code == PASSES
    assert result.stdout.splitlines()[0] == "全对：4 → 3（共 4 题）"
    assert "deadline-1" in result.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有题目"),
        ("\n\n", "没有题目"),
        ("no json", "题目读不出来"),
        ('{"id": "a"}', "题目读不出来"),
        ('{"id":"a","kind":"b","question":"c","expect":{"status":["answered"]}}\n' * 2, "a"),
        ("\udcff", "题目读不出来"),
    ],
    ids=["empty", "blank", "no json", "no case", "one id twice", "no UTF-8"],
)
@pytest.mark.parametrize("step", ["", "generate", "starter"])
def test_cases_that_cannot_be_read_are_wrong_usage(step: str, text: str, said: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    result = run(*([step] if step else []), "--cases", path, "--out", tmp_path / "run")
    assert result.exit_code == USAGE
    assert said in result.stderr
    assert not (tmp_path / "run").exists()


def test_an_empty_folder_or_none_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("generate", "--cases", tmp_path / "empty").exit_code == USAGE
    assert run("generate", "--cases", tmp_path / "nowhere").exit_code == USAGE


@pytest.mark.parametrize("words", [("score",), ("report",), ("bless",), ("compare", "nowhere")])
def test_a_run_that_is_not_there_is_wrong_usage(words: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    assert run(*words, tmp_path / "nowhere").exit_code == USAGE


def test_a_run_goes_into_the_data_folder_where_nothing_else_is_said(run: Run, questions: Path, small: Fazhi) -> None:
    result = run("generate", "--cases", questions)
    [made] = (small.settings.data / "evaluations").iterdir()
    assert result.stdout.replace("\n", "") == str(made)
    assert result.stderr == ""


def test_both_systems_stand_side_by_side_on_the_terminal(run: Run, questions: Path, tmp_path: Path) -> None:
    result = run("starter", "--cases", questions, "--out", tmp_path / "both")
    assert result.exit_code == PASSES
    assert "starter" in result.stdout.splitlines()[0]
