"""Before a document is added it is said which of those held it repeats, replaces or leaves undecided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.adding.alike import alike
from index.models import Plan

TODAY = date(2026, 1, 1)
Read = Callable[..., Plan]


def text(day: str = "", clause: str = "公开。", place: str = "张掖市") -> str:
    return f"{place}法治政府建设实施方案\n{day}\n一、任务\n（一）{clause}\n"


def test_the_same_words_are_the_same_document(read: Read) -> None:
    held = read(text(), "旧.txt").head
    found = alike(read(text() + "\n\n", "新.txt").head, [held], TODAY)
    assert (found.same, found.sentences) == (held, ())


@pytest.mark.parametrize(("new", "said"), [("2024年1月1日", "它比已收录的"), ("2020年1月1日", "比它新"), ("", "看不出哪一份新")])
def test_another_version_is_told_with_what_will_follow(read: Read, new: str, said: str) -> None:
    held = read(text("2022年1月1日"), "旧.txt").head
    found = alike(read(text(new, "监督。"), "新.txt").head, [held], TODAY)
    assert found.same is None and said in found.sentences[0] and "旧.txt" in found.sentences[0]


def test_the_words_of_another_place_are_told_and_a_stranger_is_not(read: Read) -> None:
    held = [read("法治政府建设实施方案（张掖市）\n一、任务\n（一）公开。\n", "旧.txt").head]
    copy = held[0].model_copy(update={"place": "赣州市", "place_code": "360700"})
    assert "完全相同" in alike(copy, held, TODAY).sentences[0]
    assert alike(read(text(place="赣州市", clause="另一件。"), "别.txt").head, held, TODAY).sentences == ()
