"""A reader sees the old index or the new one, and what was left unfinished is thrown away."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from index import store as store_module
from index.errors import DataFolderError, IndexMissing
from index.store import IndexStore

Write = Callable[..., str]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def shards_made(workshop) -> set[str]:  # type: ignore[no-untyped-def]
    return names(workshop.store.shards)


def test_generations_and_shards_older_than_the_last_two_are_thrown_away(workshop, plan_text: Write) -> None:
    generations, shards = [], []
    for words in ("甲。", "乙。", "丙。", "丁。"):
        workshop.write("a.txt", plan_text("张掖市", words))
        workshop.build()
        generations.append(workshop.store.current().name)
        shards.append(workshop.shards()["620700"])
    assert names(workshop.store.folder / "generations") == set(generations[-2:])
    assert shards_made(workshop) == set(shards[-2:])


def test_ten_changes_leave_no_more_files_than_two(workshop, plan_text: Write) -> None:
    workshop.write("b.txt", plan_text("赣州市", "加强监督。"))
    counted = []
    for number in range(10):
        workshop.write("a.txt", plan_text("张掖市", f"到{2030 + number}年建成体系。"))
        workshop.write(f"{number}.txt", plan_text("长春市", f"第{number}项公开。"))
        (workshop.plans / f"{number - 1}.txt").unlink(missing_ok=True)
        workshop.build()
        counted.append(sum(path.is_file() for path in workshop.store.folder.rglob("*")))
    assert counted[-1] == counted[1]


def test_a_shard_half_written_is_thrown_away_by_the_next_build(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    half = workshop.store.shards / f"{store_module.UNFINISHED}0123456789abcdef-000000"
    shutil.copytree(workshop.store.shards / workshop.shards()["620700"], half)
    (half / "pieces.npy").unlink()
    assert not workshop.build().changed
    assert not half.exists()


def test_a_generation_nobody_was_pointed_to_is_ignored_and_thrown_away(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    before = workshop.store.current()
    half = before.folder.with_name("half")
    shutil.copytree(before.folder, half)
    assert workshop.store.current().name == before.name
    workshop.write("a.txt", plan_text("张掖市", "监督。"))
    workshop.build()
    assert not half.exists()


@pytest.mark.parametrize("lost", ["shard.json", "chroma", "pieces.npy", "keywords"])
def test_a_shard_half_thrown_away_is_never_used_again(workshop, plan_text: Write, monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    texts = [plan_text("张掖市", words) for words in ("公开。", "监督。", "复议。")]

    def stopped(folder: Path, ignore_errors: bool = False) -> None:
        gone = folder / lost
        if gone.is_dir():
            remove(gone)
        gone.unlink(missing_ok=True)

    for text in texts[:2]:
        workshop.write("a.txt", text)
        workshop.build()
    remove = shutil.rmtree
    with monkeypatch.context() as killed:
        killed.setattr("index.shard_files.shutil.rmtree", stopped)
        workshop.write("a.txt", texts[2])
        workshop.build()
    workshop.write("a.txt", texts[0])
    workshop.build()
    [plan_id] = workshop.index().heads
    assert workshop.index().vector_search(workshop.query("公开"), [plan_id], 5)
    assert len(shards_made(workshop)) == 2


def test_a_finished_shard_that_cannot_be_read_is_made_anew(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    (workshop.store.shards / workshop.shards()["620700"] / "shard.json").write_text("{", encoding="utf-8")
    (workshop.store.folder / "current.json").unlink()
    assert workshop.build().changed
    assert workshop.index().keyword_search(workshop.query("公开"), list(workshop.index().heads), 5)


def test_a_shard_whose_folder_is_gone_is_made_anew(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    shutil.rmtree(workshop.store.shards / workshop.shards()["620700"])
    assert workshop.build().changed
    assert workshop.index().keyword_search(workshop.query("公开"), list(workshop.index().heads), 5)


def test_a_second_writer_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_PATIENCE", 0.1)
    first, second = IndexStore(tmp_path), IndexStore(tmp_path)
    with first.writing(), pytest.raises(DataFolderError, match="另一个 fazhi"), second.writing():
        pass
    with second.writing():
        pass


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DataFolderError, match="FAZHI_DATA"), IndexStore(tmp_path / "file" / "data").writing():
        pass


@pytest.mark.parametrize(
    "where", ["index.readings.replace", "index.shards.np.save", "index.disk.replace", "index.vector_cache.VectorCache.passages"]
)
@pytest.mark.parametrize("full", [OSError(28, "No space left on device"), sqlite3.OperationalError("database or disk is full")])
def test_a_disk_that_is_full_is_one_sentence_and_the_old_index_stays(
    workshop, plan_text: Write, monkeypatch: pytest.MonkeyPatch, where: str, full: Exception
) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    before = workshop.store.current().name
    workshop.write("a.txt", plan_text("张掖市", "监督。"))

    def fail(*_: object, **__: object) -> None:
        raise full

    with monkeypatch.context() as filled:
        filled.setattr(where, fail)
        with pytest.raises(DataFolderError, match="剩余空间"):
            workshop.build()
    assert workshop.store.current().name == before
    assert workshop.build().changed


BROKEN_POINTERS = [
    "",
    "{",
    "[]",
    "null",
    '{"generation": "nowhere"}',
    '{"generation": ""}',
    '{"generation": 5}',
    '{"generation": null}',
    '{"other": 1}',
]


@pytest.mark.parametrize("pointer", BROKEN_POINTERS)
def test_a_pointer_that_points_nowhere_means_no_index_and_the_next_build_mends_it(workshop, plan_text: Write, pointer: str) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    workshop.embedding.embedded.clear()
    (workshop.store.folder / "current.json").write_text(pointer, encoding="utf-8")
    assert workshop.store.current() is None
    assert workshop.build().changed
    assert [head.place for head in workshop.index().heads.values()] == ["张掖市"]
    assert workshop.embedding.embedded == []


def test_an_index_of_another_version_is_built_anew(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    generation = workshop.store.current()
    manifest = generation.manifest().model_copy(update={"version": "0"})
    (generation.folder / "manifest.json").write_text(manifest.model_dump_json(), encoding="utf-8")
    with pytest.raises(IndexMissing):
        workshop.index()
    assert workshop.build().changed


@pytest.mark.parametrize(("file", "content"), [("held.jsonl", '{"head": "old"}\n'), ("manifest.json", '{"plans": 3}')])
def test_a_generation_that_cannot_be_read_any_more_is_built_anew(workshop, plan_text: Write, file: str, content: str) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    (workshop.store.current().folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(IndexMissing, match="--rebuild"):
        workshop.index()
    assert workshop.build().changed
    assert workshop.index().heads


def test_nothing_indexed_yet_says_what_to_do(workshop) -> None:
    with pytest.raises(IndexMissing, match="fazhi index"):
        workshop.index()


def test_the_plan_of_a_clause_is_found_in_its_shard_and_of_no_other_words(workshop, plan_text: Write) -> None:
    for number, place in enumerate(("张掖市", "赣州市")):
        workshop.write(f"{number}.txt", plan_text(place, "公开。"))
    workshop.build()
    generation = workshop.store.current()
    for plan in generation.plans():
        assert {generation.plan_of_clause(clause.clause_id) for clause in plan.clauses} == {plan.plan_id}
    some = next(generation.plans()).clauses[0].clause_id
    for words in ("", some[:-1], some[1:], f"{some} ", f"\n{some}", "\ud800", "没有"):
        assert generation.plan_of_clause(words) is None
