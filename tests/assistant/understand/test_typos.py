"""Slips of the pen are read as the documents' word that sounds the same; words and names of places are left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.understand.typos import corrected
from index.lexicon import Lexicon


@pytest.fixture(scope="session")
def words(words_of: Callable[[Sequence[str]], Lexicon]) -> frozenset[str]:
    """The words of the bundled plans."""
    return words_of(()).words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("张掖的执法陪训有多少学时？", "张掖的执法培训有多少学时？"),
        ("长春的应急演炼搞了几场？", "长春的应急演练搞了几场？"),
        ("赣州的法律顾门由谁管？", "赣州的法律顾问由谁管？"),
        ("张掖请那些单位来监督？", "张掖请哪些单位来监督？"),
        ("赣州的体系那年建成？", "赣州的体系哪年建成？"),
    ],
)
def test_a_slip_is_read_as_the_word_of_the_documents(written: str, meant: str, words: frozenset[str]) -> None:
    assert corrected(written, words) == meant


@pytest.mark.parametrize(
    "question",
    [
        "赣洲的行政调解由谁负责？",  # a place is offered back, never replaced
        "张掖市委市政府那个方案的文号？",
        "长春限行从几号开始？",
        "第14条讲什么？",
        "那些单位会不会被追责？",
        "ＡＢＣ，Ⅳ。",
        "",
    ],
)
def test_what_is_no_slip_is_left_alone(question: str, words: frozenset[str]) -> None:
    assert corrected(question, words) == question


def test_mending_twice_changes_nothing(words: frozenset[str]) -> None:
    once = corrected("长春执法陪训每人每年多少学时？", words)
    assert corrected(once, words) == once
