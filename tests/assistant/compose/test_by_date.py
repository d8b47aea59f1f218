"""What is due by a time: every sentence that sets it, and only where nothing else is asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.compose.by_date import due_by
from assistant.understand.understand import Understood
from index.search import Index

Read = Callable[[str], Understood]


def zhangye(index: Index) -> list[str]:
    """The plans of 张掖市."""
    return [head.plan_id for head in index.heads.values() if head.place == "张掖市"]


def test_every_sentence_that_sets_the_time_is_given(index: Index, read_question: Read) -> None:
    found = due_by(index, zhangye(index), read_question("张掖2022年年底前要完成哪两项工作？").parts[0])
    assert found and found.complete and len(found.statements) == 2
    assert all("2022年年底前" in statement.text for statement in found.statements)


@pytest.mark.parametrize(
    "question",
    ["张掖2022年底前行政复议要完成哪些工作？", "张掖要完成哪些工作？", "张掖2022年印发了方案吗？", "张掖2031年底前要完成哪些工作？"],
)
def test_a_matter_named_or_a_time_not_set_is_not_answered_by_dates(question: str, index: Index, read_question: Read) -> None:
    assert due_by(index, zhangye(index), read_question(question).parts[0]) is None
