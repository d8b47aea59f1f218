"""Chroma holds the vectors: embedded in a folder, or on a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.errors import DataFolderError, IndexMissing, VectorsUnavailable
from index.models import Piece
from index.shard_files import UNFINISHED
from index.vectors import VectorStore, drop_collections
from tests.services import chroma

Write = Callable[..., str]
PIECES = [Piece(plan_id=plan_id, clause_id=f"c{i}", place="", start=0, end=1, context="", words="甲") for i, plan_id in enumerate("aab")]
VECTORS = np.eye(3, dtype=np.float32)


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    made = VectorStore(tmp_path / "chroma", "fazhi-test", new=True)
    made.add(PIECES, VECTORS)
    return made


def test_the_nearest_comes_first_with_its_cosine(store: VectorStore) -> None:
    [(position, cosine), *_] = store.nearest(np.array([0.0, 0.6, 0.8], dtype=np.float32), ["a", "b"], 3)
    assert position == 2
    assert cosine == pytest.approx(0.8, abs=1e-4)


def test_other_plans_are_not_looked_at(store: VectorStore) -> None:
    assert {position for position, _ in store.nearest(VECTORS[2], ["a"], 3)} == {0, 1}


@pytest.mark.parametrize(("plan_ids", "limit"), [([], 3), (["nowhere"], 3), (["a"], 0)])
def test_no_plan_or_an_unknown_one_yields_nothing(store: VectorStore, plan_ids: list[str], limit: int) -> None:
    assert store.nearest(VECTORS[0], plan_ids, limit) == []


def test_what_was_written_is_there_when_opened_again(store: VectorStore, tmp_path: Path) -> None:
    store.close()
    again = VectorStore(tmp_path / "chroma", "fazhi-test")
    assert (again.count(), again.dimensions()) == (3, 3)


def test_the_nearest_of_a_place_are_exactly_the_nearest_at_every_opening(tmp_path: Path) -> None:
    """An approximate tail would give the same question other scores after a restart."""
    random = np.random.default_rng(7)
    all_of_them = (3 * random.normal(size=384) + random.normal(size=(440, 384))).astype(np.float32)  # one matter, as a place's plans are
    all_of_them /= np.linalg.norm(all_of_them, axis=1, keepdims=True)
    questions, vectors = all_of_them[:40], all_of_them[40:]
    first = VectorStore(tmp_path / "chroma", "fazhi-test", new=True)
    first.add([PIECES[0]] * len(vectors), vectors)
    first.close()
    for _ in range(2):
        opened = VectorStore(tmp_path / "chroma", "fazhi-test")
        for question in questions:
            nearest = {position for position, _ in opened.nearest(question, ["a"], 60)}
            assert nearest == set(np.argsort(-(vectors @ question))[:60])
        opened.close()


def test_a_collection_that_is_not_there_is_never_taken_for_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="rebuild"):
        VectorStore(tmp_path / "chroma", "fazhi-test")


def test_a_server_that_does_not_answer_is_one_sentence() -> None:
    with pytest.raises(VectorsUnavailable, match="FAZHI_CHROMA_URL"):
        VectorStore("http://127.0.0.1:9", "fazhi-test").count()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server."""
    with chroma(tmp_path_factory.mktemp("chroma")) as running:
        yield f"http://127.0.0.1:{running.port}"


def collections(server: str, workshop) -> set[str]:  # type: ignore[no-untyped-def]
    """Those of all shards of the index published now; each is on the server."""
    names = {shard.collection for shard in workshop.store.current().manifest().shards}
    assert all(is_there(server, name) for name in names)
    return names


def is_there(server: str, name: str) -> bool:
    try:
        return VectorStore(server, name).count() >= 0
    except DataFolderError:
        return False


@pytest.mark.service
def test_a_server_holds_an_index_like_a_folder_does(server: str, workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "推进政务公开。"))
    workshop.write("b.txt", plan_text("赣州市", "加强执法监督。"))
    assert workshop.build().changed
    with pytest.raises(IndexMissing):
        workshop.current(server).get()
    assert workshop.build(url=server).changed
    assert not workshop.build(url=server).changed
    index = workshop.current(server).get()
    asked = workshop.query("政务公开").model_copy(update={"words": ()})
    [allowed] = [plan_id for plan_id, head in index.heads.items() if head.place == "张掖市"]
    assert {clause.plan_id for clause in index.search(asked, [allowed], 10)} == {allowed}
    assert not any((workshop.store.shards / name / "chroma").exists() for name in workshop.shards().values())


@pytest.mark.service
def test_each_place_has_a_collection_and_those_of_dropped_shards_are_dropped(server: str, workshop, plan_text: Write) -> None:
    VectorStore(server, "someone-elses", new=True)
    workshop.write("b.txt", plan_text("赣州市", "公开。"))
    made: list[set[str]] = []
    for words in ("甲。", "乙。", "丙。", "丁。"):
        workshop.write("a.txt", plan_text("张掖市", words))
        workshop.build(url=server)
        made.append(collections(server, workshop))
    assert [len(names) for names in made] == [2, 2, 2, 2]
    [stays] = set.intersection(*made)
    there = {name: is_there(server, name) for name in set.union(*made)}
    assert there == {name: name == stays or name in made[-1] | made[-2] for name in there}
    assert is_there(server, "someone-elses")


@pytest.mark.service
def test_a_collection_half_written_is_dropped_by_the_next_build(
    server: str, workshop, plan_text: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.write("a.txt", plan_text("张掖市", "公开。"))

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr("index.shards.VectorStore.add", stopped)
        with pytest.raises(KeyboardInterrupt):
            workshop.build(url=server)
    [half] = workshop.store.shards.glob(f"{UNFINISHED}*")
    name = f"fazhi-{half.name.removeprefix(UNFINISHED)}"
    assert is_there(server, name)
    workshop.build(url=server)
    assert not is_there(server, name)
    assert len(collections(server, workshop)) == 1


@pytest.mark.service
def test_dropping_what_is_not_there_is_no_error(server: str) -> None:
    drop_collections(server, ["nowhere"])
