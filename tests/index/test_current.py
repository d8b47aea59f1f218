"""A server takes up what is published, while it is being replaced, and never goes back or mixes."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.current import CurrentIndex
from index.errors import IndexMissing
from index.store import Generation

ROOT = Path(__file__).resolve().parent.parent.parent
Write = Callable[..., str]


def test_a_reader_keeps_the_old_generation_until_the_new_one_is_there(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "推进公开。"))
    workshop.build()
    reader = workshop.current()
    old = reader.get()
    workshop.write("a.txt", plan_text("张掖市", "加强监督。"))
    assert reader.get() is old
    workshop.build()
    assert old.search(workshop.query("公开"), list(old.plans), 1)
    new = reader.get()
    assert new is not old
    assert old.search(workshop.query("公开"), list(old.plans), 1)  # whoever is in the midst of a question ends it
    assert ["公开" in plan.text for plan in (*old.plans.values(), *new.plans.values())] == [True, False]


def test_what_is_published_is_loaded_once_for_all(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "推进公开。"))
    workshop.build()
    reader = workshop.current()
    with ThreadPoolExecutor(4) as pool:
        assert len({id(index) for index in pool.map(lambda _: reader.get(), range(8))}) == 1


def test_who_looked_before_a_publication_does_not_go_back_after_it(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "推进公开。"))
    workshop.build()
    looked, go_on = threading.Event(), threading.Event()

    def slowly_at_first() -> Generation | None:
        found = workshop.store.current()
        if not looked.is_set():
            looked.set()
            go_on.wait(2)
        return found

    reader = CurrentIndex(slowly_at_first, workshop.embedding)
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(reader.get)
        looked.wait(10)
        workshop.write("a.txt", plan_text("张掖市", "加强监督。"))
        workshop.build()
        quick = pool.submit(reader.get)
        threading.Timer(0.2, go_on.set).start()
        first, second = slow.result(), quick.result()
    assert second.name == workshop.store.current().name
    assert reader.get() is second
    assert first.name != second.name


def test_another_vector_store_is_not_taken_for_this_one(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "推进公开。"))
    workshop.build()
    with pytest.raises(IndexMissing, match="重建"):
        workshop.current("http://127.0.0.1:9").get()


_BUILDS = """
import sys
from pathlib import Path
from index.build import build
from index.store import IndexStore
from tests.conftest import HashEmbedding
plans, data, text = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
for number in range(1, 6):
    for place in ("张掖市", "赣州市"):
        (plans / f"{place}.txt").write_text(text.format(place=place, number=number), encoding="utf-8")
    assert build(plans, IndexStore(data), HashEmbedding(), verify=lambda *_: "").changed
"""


def test_a_server_reading_while_another_process_builds_five_times_never_fails_and_never_mixes(workshop, plan_text: Write) -> None:
    text = plan_text("{place}", "第{number}次修订，推进政务公开。")
    for place in ("张掖市", "赣州市"):
        workshop.write(f"{place}.txt", text.format(place=place, number=0))
    workshop.build()
    reader, query, seen = workshop.current(), workshop.query("推进政务公开"), []
    command = [sys.executable, "-c", _BUILDS, str(workshop.plans), str(workshop.store.folder), text]
    with subprocess.Popen(command, cwd=ROOT) as building:
        while building.poll() is None:
            index = reader.get()
            found = index.search(query, list(index.heads), 10)
            said = {index.plan_of(index.clauses[clause.clause_id]).text.split("第")[1][0] for clause in found}
            assert len(said) == 1
            assert {index.heads[clause.plan_id].place for clause in found} == {"张掖市", "赣州市"}
            seen.append(int(said.pop()))
    assert building.returncode == 0
    assert seen == sorted(seen)
    assert "第5次" in next(iter(reader.get().plans.values())).text
