"""A file is read once, and again as soon as anything it is read from has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.models import Plan
from index.readings import Held, PlanFile, Readings, renamed

Read = Callable[..., Plan]
Write = Callable[..., str]


@pytest.fixture
def readings(tmp_path: Path) -> Readings:
    return Readings(tmp_path / "readings")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.txt"
    made.write_text("甲", encoding="utf-8")
    return made


def look(readings: Readings, path: Path, source: str = "a.txt") -> PlanFile:
    [file], failures = readings.survey([(path, source)])
    assert failures == ()
    return file


def test_a_file_that_did_not_change_keeps_its_key_for_other_readers_of_the_folder_too(readings: Readings, path: Path) -> None:
    assert look(readings, path).key == look(readings, path).key == look(Readings(path.parent / "others"), path).key


def test_a_copy_with_another_time_keeps_the_key(readings: Readings, path: Path) -> None:
    before = look(readings, path).key
    os.utime(path, (0, 0))
    assert look(readings, path).key == before


def test_words_of_the_same_length_and_time_are_noticed(readings: Readings, path: Path) -> None:
    before, status = look(readings, path).key, path.stat()
    path.write_text("乙", encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert look(readings, path).key != before


def test_another_name_is_another_key(readings: Readings, path: Path) -> None:
    assert look(readings, path).key != look(readings, path, "b.txt").key


@pytest.mark.parametrize("said", ['地区 = "张掖市"', ""])
def test_what_is_put_right_beside_a_file_changes_its_key(readings: Readings, path: Path, said: str) -> None:
    path.with_suffix(".toml").write_text('标题 = "甲"', encoding="utf-8")
    before = look(readings, path).key
    path.with_suffix(".toml").write_text(said, encoding="utf-8")
    assert look(readings, path).key != before


def test_another_reader_version_reads_everything_anew(readings: Readings, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = look(readings, path).key
    monkeypatch.setattr("index.readings.READER_VERSION", "other")
    assert look(readings, path).key != before


def test_a_file_that_is_gone_is_told_and_the_others_are_found(readings: Readings, path: Path) -> None:
    found, [failed] = readings.survey([(path.parent / "无.txt", "无.txt"), (path, "a.txt")])
    assert [file.source for file in found] == ["a.txt"]
    assert (failed.source, "无.txt" in failed.failure) == ("无.txt", True)


def test_a_name_in_another_encoding_is_told_and_the_others_are_found(readings: Readings, path: Path) -> None:
    named = Path(os.fsdecode(os.fsencode(path.parent) + b"/" + "法治.txt".encode("gbk")))
    named.write_text("甲", encoding="utf-8")
    found, [failed] = readings.survey([(named, named.name), (path, "a.txt")])
    assert [file.source for file in found] == ["a.txt"]
    assert "文件名" in failed.failure.encode("utf-8").decode("utf-8")


@pytest.mark.parametrize("seen", ["", "{", "[]", "null", '{"a.txt": 3}', '{"a.txt": ["x", "y", "z"]}'])
def test_a_list_of_what_was_seen_that_is_damaged_only_costs_time(readings: Readings, path: Path, seen: str) -> None:
    before = look(readings, path).key
    (path.parent / "readings" / "seen.json").write_text(seen, encoding="utf-8")
    assert look(readings, path).key == before


@pytest.fixture
def plans(read: Read, plan_text: Write) -> tuple[Plan, ...]:
    """Two documents, with every sort of thing that is read from a text."""
    first = read(plan_text("张掖市", "2024年底前建成体系。（责任单位：市司法局）", "推进公开。一是公开。二是监督。"))
    return first, read(plan_text("赣州市", "完善𠮷制度。"))


def test_what_was_kept_is_what_was_read(readings: Readings, path: Path, plans: tuple[Plan, ...]) -> None:
    file = look(readings, path)
    kept = readings.put(file, plans)
    again = readings.get(file.key)
    assert again == kept
    assert again and again.heads == tuple(plan.head for plan in plans)
    held = [
        Held(head=head, key=file.key, ordinal=at, pieces=count)
        for at, (head, count) in enumerate(zip(again.heads, again.pieces, strict=True))
    ]
    assert [readings.plan(one) for one in held] == list(plans)


def test_nothing_is_known_of_a_key_that_was_not_kept_or_is_damaged(readings: Readings, path: Path, plans: tuple[Plan, ...]) -> None:
    file = look(readings, path)
    assert readings.get(file.key) is None
    readings.put(file, plans)
    (path.parent / "readings" / file.key[:2] / file.key / "file.json").write_text("{", encoding="utf-8")
    assert readings.get(file.key) is None


def test_a_reading_half_written_is_none(readings: Readings, path: Path, plans: tuple[Plan, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    file, written = look(readings, path), []

    def stopped(target: Path, words: str) -> None:
        written.append(target)
        if len(written) == 3:
            raise InterruptedError
        target.write_text(words, encoding="utf-8")

    monkeypatch.setattr("index.readings.replace", stopped)
    with pytest.raises(InterruptedError):
        readings.put(file, plans)
    assert readings.get(file.key) is None


def test_a_failure_is_not_kept(readings: Readings, path: Path) -> None:
    file = look(readings, path)
    assert readings.fail(file, "读不了。").failure == "读不了。"
    assert readings.get(file.key) is None


def test_a_reading_that_is_gone_says_what_to_do(readings: Readings, path: Path, plans: tuple[Plan, ...]) -> None:
    with pytest.raises(UnreadableFile, match="--rebuild"):
        readings.plan(Held(head=plans[0].head, key="0" * 32, ordinal=0, pieces=1))


def test_readings_no_longer_held_are_thrown_away(readings: Readings, path: Path, plans: tuple[Plan, ...]) -> None:
    kept, gone = look(readings, path), look(readings, path, "b.txt")
    for file in (kept, gone):
        readings.put(file, plans)
    readings.prune([kept.key])
    assert readings.get(kept.key)
    assert readings.get(gone.key) is None


def test_a_reading_half_thrown_away_is_none(
    readings: Readings, path: Path, plans: tuple[Plan, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = look(readings, path)
    readings.put(file, plans)
    monkeypatch.setattr("index.readings.shutil.rmtree", lambda folder, ignore_errors: (folder / "0.json").unlink())
    readings.prune([])
    assert readings.get(file.key) is None


def test_another_id_is_on_the_document_and_all_its_clauses(plans: tuple[Plan, ...]) -> None:
    plan = plans[0]
    other = renamed(plan, f"{plan.plan_id}-abcd")
    assert {clause.plan_id for clause in other.clauses} == {other.plan_id} == {f"{plan.plan_id}-abcd"}
    assert {clause.clause_id for clause in other.clauses}.isdisjoint(clause.clause_id for clause in plan.clauses)
    assert [other.words(clause) for clause in other.clauses] == [plan.words(clause) for clause in plan.clauses]
