"""Killed at any moment, the index answers as before at the next start, and goes on where it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from assistant.searching import FoundClause, search
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
REBUILD = [sys.executable, "-m", "ui.commands", "index", "--rebuild"]
PLACES = ("赣州市", "长春市", "抚远市", "天水市", "丽水市", "安顺市", "兰州市", "吉林市")
KILLS = 3
Write = Callable[..., str]

# Builds with an embedding that costs nothing, a text at a time, and writes down what is read and embedded.
_BUILD = """
import sys
from pathlib import Path
from index import build, workers
from index.store import IndexStore
from tests.conftest import HashEmbedding

plans, data, log = map(Path, sys.argv[1:])
written = log.open("a", encoding="utf-8", buffering=1)
workers.BATCH = 1

class Logging(HashEmbedding):
    def passages(self, texts):
        made = super().passages(texts)
        print("embed", *texts, file=written)
        return made

def read(path, source, read_documents=build.read_documents):
    print("read", source, file=written)
    return read_documents(path, source)

build.read_documents = read
print("begun", flush=True)
build.build(plans, IndexStore(data), Logging(), verify=lambda *_: "")
"""


def start(workshop, log: Path) -> subprocess.Popen[bytes]:  # type: ignore[no-untyped-def]
    """A process that begins to build now."""
    command = [sys.executable, "-c", _BUILD, str(workshop.plans), str(workshop.store.folder), str(log)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout and process.stdout.readline() == b"begun\n"
    return process


def spots(workshop) -> list[tuple[str, ...]]:  # type: ignore[no-untyped-def]
    """What is found now, whole: every spot's words."""
    index = workshop.index()
    ranking = index.vector_search(workshop.query("推进政务公开"), list(index.heads), 500)
    return sorted((index.heads[spot.plan_id].source, index.plans[spot.plan_id].text[spot.start : spot.end]) for spot, _ in ranking)


def test_documents_being_added_and_killed_again_and_again_are_there_whole_or_not_at_all(
    workshop, make_workshop: Callable, tmp_path: Path, plan_text: Write
) -> None:
    log, whole = tmp_path / "log", make_workshop(tmp_path / "whole")
    whole.write("a.txt", plan_text("张掖市", "推进政务公开。"))
    whole.build()
    workshop.write("a.txt", plan_text("张掖市", "推进政务公开。"))
    workshop.build()
    before = spots(workshop)
    for number, place in enumerate(PLACES):
        text = plan_text(place, *(f"{place}第{number}项第{i}点政务公开。" for i in range(4)))
        workshop.write(f"{number}.txt", text)
        whole.write(f"{number}.txt", text)
    started = time.monotonic()
    whole.build()
    seconds, after = time.monotonic() - started, spots(whole)
    for kill in range(KILLS):
        process = start(workshop, log)
        time.sleep(seconds * (kill + random.random()) / KILLS)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert spots(workshop) in (before, after)
    assert start(workshop, log).wait() == 0
    assert spots(workshop) == after
    assert shapes(workshop) == shapes(whole)
    again = [Counter(line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith(what)) for what in ("read", "embed")]
    for counted in again:  # what was under way when it was killed: a text, or a file in each thread
        assert sum(counted.values()) - len(counted) <= KILLS * len(os.sched_getaffinity(0))
        assert counted


def shapes(workshop) -> tuple[int, int, int, list[str]]:  # type: ignore[no-untyped-def]
    """How much there is on disk: generations, shards and readings, and what was left unfinished."""
    folder = workshop.store.folder
    counts = [len(list(folder.glob(pattern))) for pattern in ("generations/*", "shards/*", "readings/*/*/file.json")]
    return counts[0], counts[1], counts[2], [path.name for path in folder.glob("shards/.*")]


@pytest.fixture
def settings(tmp_path: Path, plan_text: Write) -> Settings:
    """A small plans folder, not indexed yet."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.txt").write_text(plan_text("张掖市", "2024年底前建成监督体系。", "推进政务公开。"), encoding="utf-8")
    return Settings(data=tmp_path / "data", plans=tmp_path / "plans")


def answers(fazhi: Fazhi) -> list[FoundClause]:
    """What a program started now finds, its model apart."""
    fresh = Fazhi(fazhi.settings)
    fresh.__dict__["embedding"] = fazhi.embedding
    return search(fresh, "张掖市监督体系什么时候建成")


def start_rebuilding(settings: Settings) -> subprocess.Popen[bytes]:
    folders = {"FAZHI_DATA": str(settings.data), "FAZHI_PLANS": str(settings.plans)}
    return subprocess.Popen(REBUILD, env={**os.environ, **folders}, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)


def test_an_index_killed_while_it_is_rebuilt_answers_as_before(settings: Settings) -> None:
    started = time.monotonic()
    assert start_rebuilding(settings).wait() == 0
    whole, fazhi = time.monotonic() - started, Fazhi(settings)
    before = answers(fazhi)
    assert "建成监督体系" in before[0].text
    process = start_rebuilding(settings)
    time.sleep(whole * random.uniform(0.3, 1.0))
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert answers(fazhi) == before
    fazhi.build(rebuild=True)
    assert answers(fazhi) == before
