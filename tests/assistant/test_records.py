"""Answers are kept, and a session finds its own last turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.models import Answer
from assistant.records import Records
from assistant.understand.conversation import Turn
from index.errors import DataFolderError


def an_answer(answer_id: str, session_id: str | None = None, text: str = "见第八部分。") -> Answer:
    return Answer(
        answer_id=answer_id,
        question="问",
        standalone_question="问",
        status="answered",
        trust="verbatim",
        answer=text,
        as_of="2026-01-01",
        session_id=session_id,
        created_at="2026-01-01T00:00:00.000+00:00",
    )


def a_turn(matter: str) -> Turn:
    return Turn(places=("张掖市",), matter=matter, question=matter)


def test_an_answer_is_read_back_as_it_was(tmp_path: Path) -> None:
    answer = an_answer("a", text="“枫桥经验”\n[1]")
    Records(tmp_path).keep(answer, None)
    assert Records(tmp_path).answer("a") == answer


@pytest.mark.parametrize("answer_id", ["b", "", "a' OR '1'='1", "%"])
def test_an_unknown_id_is_none(tmp_path: Path, answer_id: str) -> None:
    records = Records(tmp_path)
    records.keep(an_answer("a"), None)
    assert records.answer(answer_id) is None


def test_the_last_turn_of_a_session_is_its_own_latest(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.keep(an_answer("1", "mine"), a_turn("first"))
    records.keep(an_answer("2", "mine"), a_turn("second"))
    records.keep(an_answer("3", "other"), a_turn("foreign"))
    records.keep(an_answer("4", None), a_turn("nobody's"))
    assert records.last_turn("mine") == a_turn("second")
    assert records.last_turn("other") == a_turn("foreign")
    assert records.last_turn("new") is None


def test_an_answer_without_a_turn_leaves_the_one_before_it(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.keep(an_answer("1", "mine"), a_turn("first"))
    records.keep(an_answer("2", "mine"), None)
    assert records.last_turn("mine") == a_turn("first")


def test_a_data_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(DataFolderError, match="FAZHI_DATA"):
        Records(blocked / "data")
