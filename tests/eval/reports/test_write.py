"""All reports of a run in its folder; names for all that is evaluated."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.cases import BUNDLED, read_cases
from eval.figures import POINTS
from eval.names import name_of, status_name
from eval.reports.failures import Failure
from eval.reports.words import few, one_line, percent
from eval.reports.write import Report, write_reports
from eval.results import Judgement, Scores
from eval.retrieval import METHODS


def test_four_files_are_written(tmp_path: Path, scores: Scores, refused: Judgement, some_failures: tuple[Failure, ...]) -> None:
    write_reports(tmp_path / "run", scores, refused, some_failures, [])
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == ["report.html", "report.json", "report.md", "report.xml"]
    text = (tmp_path / "run" / "report.json").read_text(encoding="utf-8")
    assert set(json.loads(text)) == {"scores", "judgement"}
    assert Report.model_validate_json(text) == Report(scores=scores, judgement=refused)


def test_without_a_baseline_there_is_no_judgement(tmp_path: Path, make_scores: Callable[..., Scores]) -> None:
    write_reports(tmp_path, make_scores([]), None, (), [])
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["judgement"] is None


def test_all_that_is_evaluated_has_a_chinese_name(scores: Scores) -> None:
    cases = read_cases(BUNDLED)
    names = [*{case.kind for case in cases}, *POINTS, *METHODS, *(share.name for share in scores.figures.measures)]
    assert [name for name in names if name_of(name) == name] == []
    statuses = {status for case in cases for status in case.expect.status}
    assert [status for status in statuses if status_name(status) == status] == []


def test_a_name_without_an_entry_stands() -> None:
    assert (name_of("floor:x"), status_name("odd"), status_name("")) == ("floor:x", "odd", "没有回答")


@pytest.mark.parametrize(("value", "words"), [(0.0, "0.0 %"), (1.0, "100.0 %"), (0.9999, "99.9 %"), (0.0001, "0.1 %"), (1 / 3, "33.3 %")])
def test_a_share_is_not_rounded_to_all_or_nothing(value: float, words: str) -> None:
    assert percent(value) == words


def test_ten_cases_are_named_and_more_are_counted() -> None:
    assert few(["a", "b"]) == "a、b"
    assert few(["x"] * 11) == "、".join(["x"] * 10) + " 等 11 题"


def test_one_line_is_one_line() -> None:
    assert one_line(" a\r\nb\u2028c\t ") == "a b c"
    assert one_line("abcdef", 4) == "abc…"
