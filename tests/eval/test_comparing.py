"""Two runs side by side, and what a new baseline changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eval.comparing import blessed, compared
from eval.gate import baseline_of
from eval.results import Scores, Verdict

Make = Callable[..., Verdict]
MakeScores = Callable[..., Scores]


def test_what_flipped_is_told_both_ways_and_why(make_scores: MakeScores, a_verdict: Make) -> None:
    before = make_scores([a_verdict("a-1"), a_verdict("a-2", "facts"), a_verdict("a-3", "clause"), a_verdict("a-4")])
    after = make_scores([a_verdict("a-1", "status", "unsaid"), a_verdict("a-2"), a_verdict("a-3", "facts"), a_verdict("a-4")])
    assert list(compared(before, after)) == [
        "全对：2 → 2（共 4 题）",
        "由对变错 1 题",
        "  a-1：status（status）；unsaid（unsaid）",
        "由错变对 1 题",
        "  a-2：原来 facts（facts）",
        "都错但错法不同 1 题",
        "  a-3：clause → facts",
    ]


def test_a_run_compared_with_itself_has_no_flips(make_scores: MakeScores, a_verdict: Make) -> None:
    scores = make_scores([a_verdict("a-1"), a_verdict("a-2", "facts")])
    assert list(compared(scores, scores)) == ["全对：1 → 1（共 2 题）", "由对变错 0 题", "由错变对 0 题", "都错但错法不同 0 题"]


def test_cases_and_documents_that_differ_are_told_first(make_scores: MakeScores, a_verdict: Make) -> None:
    before = make_scores([a_verdict("a-1"), a_verdict("a-2"), a_verdict("a-3")])
    after = make_scores([a_verdict("a-3", "facts"), a_verdict("a-4")], cases_digest="e", corpus_digest="e")
    first, second, *rest = compared(before, after)
    assert "只有前者有 2 题，只有后者有 1 题" in first
    assert "文件不同" in second
    assert rest == ["全对：1 → 0（共 1 题）", "由对变错 1 题", "  a-3：facts（facts）", "由错变对 0 题", "都错但错法不同 0 题"]


def test_the_first_baseline_says_how_much_of_it_is_wrong(tmp_path: Path, make_scores: MakeScores, a_verdict: Make) -> None:
    scores = make_scores([a_verdict("a-1"), a_verdict("a-2", "facts")])
    assert list(blessed(tmp_path / "none.json", scores)) == ["新的基线：2 题，其中 1 题答错。"]


def test_a_new_baseline_says_what_it_no_longer_asks_and_what_it_asks_from_now_on(
    tmp_path: Path, make_scores: MakeScores, a_verdict: Make
) -> None:
    path = tmp_path / "baseline.json"
    before = make_scores([a_verdict("a-1"), a_verdict("a-2", "facts"), a_verdict("a-3")], recall={"fused": 0.9})
    path.write_text(baseline_of(before).model_dump_json(), encoding="utf-8")
    now = [a_verdict("a-1", "clause"), a_verdict("a-2"), a_verdict("a-4", "facts"), a_verdict("a-5")]
    after = make_scores(now, recall={"fused": 0.8}, created_at="2026-12-01", corpus_digest="e")
    assert list(blessed(path, after)) == [
        "基线由 2026-11-22 换为 2026-12-01。",
        "题目：3 → 4（新增 2，去掉 1）",
        "不再要求答对：a-1",
        "从此要求答对：a-2",
        "新题中答错的：a-4",
        "原来就错、现在错得更多的：无",
        "检索 fused 的 recall@10：0.900 → 0.800",
        "文件与原来不同。",
    ]


def test_a_baseline_blessed_again_changes_nothing(tmp_path: Path, make_scores: MakeScores, a_verdict: Make) -> None:
    path, scores = tmp_path / "baseline.json", make_scores([a_verdict("a-1"), a_verdict("a-2", "facts")])
    path.write_text(baseline_of(scores).model_dump_json(), encoding="utf-8")
    told = [line.partition("：")[2] for line in list(blessed(path, scores))[2:]]
    assert told == ["无"] * 4
