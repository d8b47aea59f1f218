"""The report as a comment on a pull request."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eval.reports.failures import Failure, Passage
from eval.reports.markdown import ROOM, markdown
from eval.results import Judgement, Scores


@pytest.mark.parametrize(
    ("judgement", "words"),
    [(None, "# 评测未作结论"), (Judgement(problems=()), "# 评测通过"), (Judgement(problems=(), worse=("a",)), "# 评测通过")],
)
def test_the_outcome_is_the_first_line(scores: Scores, judgement: Judgement | None, words: str) -> None:
    assert markdown(scores, judgement, ()).startswith(words)


def test_problems_changes_and_tables_follow(scores: Scores, refused: Judgement, some_failures: tuple[Failure, ...]) -> None:
    found = markdown(scores, refused, some_failures)
    assert found.startswith("# 评测不通过：有 2 个问题。\n")
    assert "- **support** 十二题由对变错。 deadline-1、" in found and "等 12 题" in found
    assert "比基线变好 1 题：typos-9" in found
    assert "| 期限 | 1 | 2 | 50.0 % | 9.5–90.5 % |" in found
    assert "| 两者合并 | 0.500 | 0.750 | 1.000 | 0.500 | 0.625 | 1 |" in found


def test_failures_are_folded_with_what_was_asked_and_expected(scores: Scores, some_failures: tuple[Failure, ...]) -> None:
    head, _, fold = markdown(scores, None, some_failures).partition("<details>")
    assert "什么时候建成" not in head
    for words in ("张掖市有什么？ → 什么时候建成？", "缺 2024年", "2030年建成。\\[1\\]", "应引 张掖市方案 八(二十九)：2024年年底前建成"):
        assert words in fold


def test_it_fits_into_a_comment(scores: Scores, refused: Judgement, some_failures: tuple[Failure, ...]) -> None:
    long = some_failures[0].model_copy(update={"answer": "<" * 9000, "wanted": (Passage(address="<" * 9000, words="<"),) * 3})
    found = markdown(scores, refused, [long] * 500)
    assert len(found) <= ROOM
    assert found.rstrip().endswith("</details>") and "其余 500 题见 report.html。" in found
    assert "其余 470 题见 report.html。" in markdown(scores, refused, some_failures * 500)


def test_hostile_texts_stay_texts(hostile: tuple[Scores, Judgement, tuple[Failure, ...]]) -> None:
    found = markdown(*hostile)
    assert "<script" not in found and "@all" not in found
    assert found.count("</details>") == 1
    assert not any(sign in found for sign in ("\x00", "\x1b", "\ud800", "\u202e"))
    rows = [line for line in found.splitlines() if line.startswith("|") and "script" in line]
    assert rows and all(line.replace("\\|", "").count("|") == 6 for line in rows)


def test_nothing_evaluated_does_not_crash(make_scores: Callable[..., Scores]) -> None:
    assert "共 0 题" in markdown(make_scores([]), None, ())
