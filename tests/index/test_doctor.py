"""The index is held against the files, and each finding says how to mend it."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from index.doctor import Finding, examine

Write = Callable[..., str]


def found(workshop) -> list[Finding]:
    return list(examine(workshop.plans, workshop.store, workshop.embedding.model, ""))


@pytest.fixture
def built(workshop, plan_text: Write):
    workshop.write("a.txt", plan_text("张掖市", "推进政务公开。"))
    workshop.write("b.txt", plan_text("赣州市", "加强执法监督。"))
    workshop.build()
    return workshop


def test_a_sound_index_has_no_findings(built) -> None:
    assert found(built) == []


def test_without_an_index_it_says_so(workshop) -> None:
    assert [finding.code for finding in found(workshop)] == ["no_index"]


def test_new_changed_and_missing_files_are_told_by_name(built, plan_text: Write) -> None:
    built.write("新.txt", plan_text("长春市", "公开。"))
    built.write("a.txt", plan_text("张掖市", "公开透明。"))
    (built.plans / "b.txt").unlink()
    told = {finding.code: finding.text for finding in found(built)}
    assert set(told) == {"gone", "changed", "unread"}
    assert "b.txt" in told["gone"] and "a.txt" in told["changed"] and "新.txt" in told["unread"]
    assert all("fazhi index" in text for text in told.values())


def test_a_shard_that_lost_its_vectors_is_found(built) -> None:
    shutil.rmtree(built.store.shards / built.shards()["620700"] / "chroma")
    problems = [finding for finding in found(built) if finding.kind == "problem"]
    assert [finding.code for finding in problems] == ["shard"]
    assert "620700" in problems[0].text and "--rebuild" in problems[0].text


def test_a_reading_that_is_gone_is_found(built) -> None:
    held = built.store.current().held()[0]
    shutil.rmtree(built.store.folder / "readings" / held.key[:2] / held.key)
    assert "reading" in {finding.code for finding in found(built)}


def test_an_index_of_another_model_is_no_index_for_this_one(built) -> None:
    assert [finding.code for finding in examine(built.plans, built.store, "another", "")] == ["other_model"]


def test_after_an_update_everything_is_well_again(built, plan_text: Write) -> None:
    built.write("a.txt", plan_text("张掖市", "公开透明。"))
    built.build()
    assert found(built) == []


def test_odd_numbers_are_a_remark_and_no_problem(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。").replace("一、", "三、", 1))
    workshop.build()
    assert {finding.kind for finding in found(workshop)} <= {"remark"}
