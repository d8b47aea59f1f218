"""The steps of an evaluation read what the ones before wrote; of the reserve nothing but shares is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from eval.cases import Case
from eval.gate import baseline_of
from eval.results import Scores, Verdict
from eval.run import cases_digest, load
from eval.steps import generate, past_of, read_scores, report, score


@pytest.fixture
def folder(small: Fazhi, small_cases: list[Case], tmp_path: Path) -> Path:
    """A run of two cases, with two of the reserve of which one is answered wrongly."""
    wrong = small_cases[3].model_copy(update={"expect": small_cases[3].expect.model_copy(update={"facts": ("2099年",)})})
    made = tmp_path / "runs" / "b"
    generate(small, small_cases[:2], [small_cases[2], wrong], made)
    return made


def test_of_the_reserve_only_shares_are_saved(folder: Path, small_cases: list[Case]) -> None:
    info, asked = load(folder)
    assert [one.case for one in asked] == small_cases[:2]
    assert info.reserve_digest
    assert info.cases_digest == cases_digest(small_cases[:2])
    written = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())
    assert small_cases[2].question not in written
    assert small_cases[3].id not in written


def test_the_shares_of_the_reserve_are_reported_apart(folder: Path, small: Fazhi) -> None:
    scores = score(small, folder)
    reserve = {share.name: (share.right, share.total) for share in scores.figures.reserve}
    assert (reserve["all"], reserve["follow_up"], reserve["not_covered"]) == ((1, 2), (0, 1), (1, 1))
    assert {share.name: (share.right, share.total) for share in scores.figures.kinds}["all"] == (2, 2)
    assert baseline_of(scores).reserve["all"] == 0.5


def test_scores_are_read_back_as_they_were_given(folder: Path, small: Fazhi) -> None:
    scores = score(small, folder)
    assert read_scores(folder) == scores
    assert {row.method: row.cases for row in scores.figures.search} == {"keyword": 2, "vectors": 2, "fused": 2, "reranked": 2}


def test_a_report_judges_only_where_there_is_a_baseline(folder: Path, small: Fazhi) -> None:
    baseline = baseline_of(score(small, folder))
    assert report(small, folder, None) is None
    judgement = report(small, folder, baseline)
    assert judgement is not None
    assert judgement.passes
    assert len(list(folder.glob("report.*"))) == 4


def test_what_was_not_scored_cannot_be_reported(folder: Path, small: Fazhi) -> None:
    with pytest.raises(FileNotFoundError):
        report(small, folder, None)


def test_the_past_are_the_readable_runs_before_oldest_first(
    tmp_path: Path, make_scores: Callable[..., Scores], a_verdict: Callable[..., Verdict]
) -> None:
    for name in ("20260102", "20260101", "20260103", "20260104"):
        (tmp_path / name).mkdir()
        text = make_scores([a_verdict()], name=name).model_dump_json()
        (tmp_path / name / "scores.json").write_text(text, encoding="utf-8")
    (tmp_path / "20260100").mkdir()
    (tmp_path / "20260100" / "scores.json").write_text('{"of": "another version"}', encoding="utf-8")
    (tmp_path / "20260099").mkdir()
    assert [scores.info.name for scores in past_of(tmp_path / "20260103")] == ["20260101", "20260102"]
