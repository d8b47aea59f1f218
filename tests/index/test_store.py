"""A reader sees the old index or the new one, and what was left unfinished is thrown away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index import store as store_module
from index.errors import DataFolderError, IndexMissing
from index.search import CurrentIndex, Query
from index.store import IndexStore

Write = Callable[..., str]


def test_a_half_built_generation_is_ignored_and_swept(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    before = workshop.store.current().name
    half = workshop.store.begin()
    (half.folder / "plans.jsonl").write_text("{", encoding="utf-8")
    assert workshop.store.current().name == before
    workshop.write("a.txt", plan_text("张掖市", "监督。"))
    workshop.build()
    assert not half.folder.exists()


def test_a_reader_keeps_the_old_generation_while_the_new_one_is_built(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "推进公开。"))
    workshop.build()
    reader = CurrentIndex(workshop.store.current, workshop.embedding)
    old = reader.get()
    workshop.write("a.txt", plan_text("张掖市", "加强监督。"))
    workshop.store.begin()
    assert reader.get() is old
    workshop.build()
    query = Query(text="公开", words=("公开",), vector=tuple(workshop.embedding.query("公开")))
    assert old.search(query, list(old.plans), 1)
    assert reader.get() is not old


def test_generations_older_than_the_last_two_are_swept_by_the_next_build(workshop, plan_text: Write) -> None:
    names = []
    for words in ("甲。", "乙。", "丙。", "丁。"):
        workshop.write("a.txt", plan_text("张掖市", words))
        workshop.build()
        names.append(workshop.store.current().name)
    folders = {path.name for path in workshop.store.folder.iterdir() if path.is_dir()}
    assert folders == set(names[1:])


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


@pytest.mark.parametrize("pointer", ["", "{", "[]", "null", '{"generation": "nowhere"}', '{"other": 1}'])
def test_a_pointer_that_points_nowhere_means_no_index(tmp_path: Path, pointer: str) -> None:
    store = IndexStore(tmp_path)
    store.folder.mkdir()
    (store.folder / "current.json").write_text(pointer, encoding="utf-8")
    assert store.current() is None


def test_an_index_of_another_version_is_built_anew(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    generation = workshop.store.current()
    manifest = generation.manifest().model_copy(update={"reader_version": "0"})
    (generation.folder / "manifest.json").write_text(manifest.model_dump_json(), encoding="utf-8")
    with pytest.raises(IndexMissing):
        CurrentIndex(workshop.store.current, workshop.embedding).get()
    assert workshop.build().changed


def test_plans_that_cannot_be_read_any_more_are_built_anew(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))
    workshop.build()
    (workshop.store.current().folder / "plans.jsonl").write_text('{"plan_id": "old"}\n', encoding="utf-8")
    with pytest.raises(IndexMissing):
        workshop.store.current().plans()
    assert workshop.build().changed


def test_nothing_indexed_yet_says_what_to_do(workshop) -> None:
    with pytest.raises(IndexMissing, match="fazhi index"):
        CurrentIndex(workshop.store.current, workshop.embedding).get()
