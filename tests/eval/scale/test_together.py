"""Several servers share one Chroma server while a third process adds documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.scale.together import ADDED, HELD, QUESTIONS, Trial, trial


def an_answer(place: str, text: str = "甲。", status: str = "answered") -> dict[str, object]:
    return {"status": status, "answer": text, "citations": [{"place": place}] if status == "answered" else []}


def test_an_answer_that_changes_is_wrong() -> None:
    found = Trial()
    for text in ("甲。", "甲。", "乙。"):
        found.compare("问", HELD[0], an_answer(HELD[0], text))
    assert len(found.wrong) == 1


def test_another_places_clause_is_wrong() -> None:
    found = Trial()
    found.compare("问", ADDED[0], an_answer(HELD[0]))
    assert len(found.wrong) == 1


def test_only_a_place_that_is_being_added_may_be_uncovered() -> None:
    found = Trial()
    found.compare("问", ADDED[0], an_answer(ADDED[0], status="not_covered"))
    assert not found.wrong
    found.compare("问", ADDED[0], an_answer(ADDED[0]))
    assert not found.wrong


@pytest.mark.service
def test_two_servers_answer_rightly_while_a_third_process_adds_documents(tmp_path: Path) -> None:
    found = trial(minutes=0.75, places=ADDED[:2], folder=tmp_path)
    assert not found.wrong
    assert found.answers["answered"] >= len(QUESTIONS)
