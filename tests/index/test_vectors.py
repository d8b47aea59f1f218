"""Chroma holds the vectors: embedded in a folder, or on a server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.errors import DataFolderError, IndexMissing
from index.models import Piece
from index.search import CurrentIndex, Query
from index.vectors import VectorStore, drop_collections
from index.verify import verify

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


def test_a_collection_that_is_not_there_is_never_taken_for_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="rebuild"):
        VectorStore(tmp_path / "chroma", "fazhi-test")


def test_a_server_that_does_not_answer_is_one_sentence() -> None:
    with pytest.raises(DataFolderError, match="FAZHI_CHROMA_URL"):
        VectorStore("http://127.0.0.1:9", "fazhi-test")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Chroma server of its own on a free port of this machine."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    try:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    except OSError as error:
        _missing(f"chroma cannot be started: {error}")
    try:
        if not _answers(port, process):
            _missing("chroma did not answer within 30 seconds")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _missing(reason: str) -> None:
    if os.environ.get("FAZHI_REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    for _ in range(150):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        if process.poll() is not None:
            return False
        time.sleep(0.2)
    return False


@pytest.mark.service
def test_a_server_holds_an_index_like_a_folder_does(server: str, workshop, plan_text: Write) -> None:
    def bring_up_to_date(url: str) -> bool:
        return build(workshop.plans, workshop.store, workshop.embedding, chroma_url=url, verify=verify).changed

    workshop.write("a.txt", plan_text("张掖市", "推进政务公开。"))
    workshop.write("b.txt", plan_text("赣州市", "加强执法监督。"))
    assert bring_up_to_date("")
    with pytest.raises(IndexMissing):
        CurrentIndex(workshop.store.current, workshop.embedding, server).get()
    assert bring_up_to_date(server)
    assert not bring_up_to_date(server)
    index = CurrentIndex(workshop.store.current, workshop.embedding, server).get()
    asked = Query(text="政务公开", words=(), vector=tuple(map(float, workshop.embedding.query("政务公开"))))
    [allowed] = [plan.plan_id for plan in index.plans.values() if plan.place == "张掖市"]
    assert {clause.plan_id for clause in index.search(asked, [allowed], 10)} == {allowed}


@pytest.mark.service
def test_collections_of_swept_generations_are_dropped_and_others_are_left_alone(server: str, workshop, plan_text: Write) -> None:
    VectorStore(server, "someone-elses", new=True)
    names = []
    for words in ("甲。", "乙。", "丙。", "丁。"):
        workshop.write("a.txt", plan_text("张掖市", words))
        build(workshop.plans, workshop.store, workshop.embedding, chroma_url=server, verify=verify)
        names.append(workshop.store.current().manifest().collection)
    with pytest.raises(DataFolderError):
        VectorStore(server, names[0])
    for name in (*names[1:], "someone-elses"):
        VectorStore(server, name)


@pytest.mark.service
def test_dropping_what_is_not_there_is_no_error(server: str) -> None:
    drop_collections(server, ["nowhere"])
