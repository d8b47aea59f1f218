"""A document is taken out with its file, and where that cannot be the file is where it was."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from filelock import FileLock

from assistant.adding.steps import held_now
from index.errors import UnknownPlan

Write = Callable[..., str]


def removed(office: Any, plan_id: str) -> Any:
    """What is told of a removal that has come to its end."""
    office.desk.outgoing.begin(plan_id, "王主任")
    while office.desk.outgoing.all()[0].is_at_work:
        time.sleep(0.02)
    return office.desk.outgoing.all()[0]


def test_a_document_is_moved_aside_and_it_is_said_where_and_what_went_with_it(office: Any, plan_text: Write) -> None:
    both = [plan_text(place, *("推进政务公开。",) * 9) for place in ("张掖市", "赣州市")]
    (office.plans / "一.txt").write_text("==========\n".join(both), encoding="utf-8")
    (office.plans / "一.toml").write_text('状态 = "征求意见稿"', encoding="utf-8")
    office.fazhi.build()
    told = removed(office, held_now(office.fazhi)[0].head.plan_id)
    aside = office.folder / "data" / "removed"
    assert told.step == "held" and str(aside / "一.txt") in told.sentences[0] and "赣州市" in told.sentences[1]
    assert (office.files(), held_now(office.fazhi)) == ([], ())
    assert sorted(path.name for path in aside.iterdir()) == ["一.toml", "一.txt"]


def test_where_the_index_cannot_be_built_everything_is_as_it_was(office: Any, plan_text: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store._PATIENCE", 0.1)
    (office.plans / "一.txt").write_text(plan_text("张掖市", "公开。"), encoding="utf-8")
    (office.plans / "一.toml").write_text('状态 = "征求意见稿"', encoding="utf-8")
    office.fazhi.build()
    with FileLock(str(office.fazhi.settings.index_folder / "writer.lock")):
        told = removed(office, held_now(office.fazhi)[0].head.plan_id)
    assert told.step == "failed" and "另一个 fazhi" in told.sentences[0]
    assert office.files() == ["一.toml", "一.txt"] and list((office.folder / "data" / "removed").iterdir()) == []


def test_what_is_not_held_cannot_be_taken_out(office: Any) -> None:
    with pytest.raises(UnknownPlan):
        office.desk.outgoing.begin("nowhere", "")
