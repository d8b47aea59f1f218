"""What a run is compared with, and that two runs are only compared where they may be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.gate import Baseline, NotComparable, baseline_of, read_baseline
from eval.results import Scores, Verdict

Make = Callable[..., Verdict]


@pytest.fixture
def scores(make_scores: Callable[..., Scores], a_verdict: Make) -> Scores:
    return make_scores([a_verdict("deadline-1"), a_verdict("deadline-2", "facts", "clause")], recall={"fused": 0.98765})


def test_a_baseline_keeps_what_each_case_is_wrong_in(scores: Scores) -> None:
    known = baseline_of(scores)
    assert known.failures == {"deadline-1": (), "deadline-2": ("facts", "clause")}
    assert known.recall_10 == {"fused": 0.9877}
    assert known.shares == {"deadline": 0.5, "all": 0.5}
    assert (known.cases_digest, known.corpus_digest, known.embedding, known.blessed_at) == ("d", "c", "hash/1", "2026-11-22")


def test_a_baseline_written_down_reads_back_the_same(tmp_path: Path, scores: Scores) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(baseline_of(scores).model_dump_json(), encoding="utf-8")
    assert read_baseline(path, scores) == baseline_of(scores)


def test_without_a_baseline_nothing_can_be_compared(tmp_path: Path, scores: Scores) -> None:
    with pytest.raises(NotComparable, match="fazhi eval bless"):
        read_baseline(tmp_path / "none.json", scores)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"cases_digest": "other"}, "题目"),
        ({"corpus_digest": "other"}, "文件"),
        ({"embedding": "other"}, "向量模型"),
        ({"cases_digest": "other", "embedding": "other"}, "题目、向量模型"),
    ],
)
def test_a_baseline_of_something_else_is_not_compared_with_and_it_says_of_what(
    change: dict[str, str], named: str, tmp_path: Path, scores: Scores
) -> None:
    known: Baseline = baseline_of(scores).model_copy(update=change)
    path = tmp_path / "baseline.json"
    path.write_text(known.model_dump_json(), encoding="utf-8")
    with pytest.raises(NotComparable, match=f"别的{named}，"):
        read_baseline(path, scores)
