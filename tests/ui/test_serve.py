"""Starting the server: never open to others without a key, and a clear sentence when it cannot start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from assistant.bootstrap import Fazhi
from assistant.doors.keys import Keys
from assistant.record.database import Database
from assistant.settings import Settings
from index.errors import FazhiError
from ui.serve import RefusedToServe, address_of, bound, check_host, check_people, serve


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_may_ask_without_a_key(database: Database, host: str) -> None:
    check_host(host, Keys(database))


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.4", "10.0.0.1", "example.org", "", "127.0.0.1.example.org", "::ffff:10.0.0.1"]
)
def test_any_other_address_needs_a_key(database: Database, host: str) -> None:
    with pytest.raises(RefusedToServe, match="FAZHI_API_KEYS"):
        check_host(host, Keys(database))
    check_host(host, Keys(database, ("key",)))


def test_a_key_of_the_database_will_do_while_it_opens_something(database: Database) -> None:
    keys = Keys(database)
    keys.add("over", days=0)
    with pytest.raises(RefusedToServe, match="fazhi keys add"):
        check_host("0.0.0.0", keys)
    made, _ = keys.add("good")
    check_host("0.0.0.0", keys)
    keys.revoke(made.key_id)
    with pytest.raises(RefusedToServe):
        check_host("0.0.0.0", keys)


def test_where_people_sign_in_no_key_is_needed(database: Database) -> None:
    check_host("0.0.0.0", Keys(database), people_sign_in=True)


@pytest.mark.parametrize(
    ("chosen", "remedy"),
    [
        ({"sign_in": "header"}, "FAZHI_TRUSTED_PROXIES"),
        ({"sign_in": "oidc", "oidc_client_id": "fazhi"}, "FAZHI_OIDC_ISSUER"),
        ({"sign_in": "users"}, "fazhi people add"),
    ],
)
def test_signing_in_that_cannot_work_is_one_sentence_before_anything_is_done(tmp_path: Path, chosen: dict[str, str], remedy: str) -> None:
    fazhi = Fazhi(Settings.model_validate({"data": tmp_path / "data", "plans": tmp_path / "none", **chosen}))
    with pytest.raises(FazhiError, match=remedy) as told:
        serve(fazhi, "0.0.0.0", 0)
    assert str(told.value).count("。") == 1 and str(told.value).endswith("。")
    assert not (tmp_path / "data" / "index").exists()


def test_once_somebody_can_sign_in_the_page_may_be_served(tmp_path: Path) -> None:
    fazhi = Fazhi(Settings(data=tmp_path, sign_in="users"))
    fazhi.people.add("张三", "a good password")
    check_people(fazhi)
    fazhi.people.remove("张三")
    with pytest.raises(RefusedToServe):
        check_people(fazhi)


def test_a_port_in_use_is_one_sentence_with_a_remedy() -> None:
    with bound("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(RefusedToServe, match="--port"):
            bound("127.0.0.1", taken.getsockname()[1])
    assert issubclass(RefusedToServe, FazhiError)


def test_the_address_can_be_opened_in_a_browser() -> None:
    assert address_of("127.0.0.1", 8000) == "http://127.0.0.1:8000"
    assert address_of("::1", 8000) == "http://[::1]:8000"


def test_gradio_is_not_imported_before_the_page_is_built() -> None:
    code = "import sys, ui.app, ui.serve; sys.exit('gradio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture
def started(fazhi: Fazhi, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of two processes over the bundled plans, and its address; the plans' index is used where it is."""
    code = (
        "from assistant.bootstrap import Fazhi; from ui.serve import serve\n"
        "serve(Fazhi(), port=0, workers=2, started=lambda told: print(told, flush=True))"
    )
    folders = {"FAZHI_DATA": tmp_path, "FAZHI_INDEX": fazhi.settings.index_folder, "FAZHI_PLANS": fazhi.settings.plans}
    environment = {**os.environ, **{name: str(folder) for name, folder in folders.items()}}
    process = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    told = process.stdout.readline()
    yield process, told
    for child in workers_of(process):
        child.kill()
    process.kill()
    process.wait(10)


def workers_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that answer."""
    if process.poll() is not None:
        return []
    return [child for child in psutil.Process(process.pid).children() if is_worker(child)]


def is_worker(child: psutil.Process) -> bool:
    """Whether a process is one that answers; one that has just died is not."""
    try:
        return "spawn_main" in " ".join(child.cmdline()) and child.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def answers(address: str) -> bool:
    """Whether somebody answers there; what a dying process had accepted is lost."""
    try:
        return httpx.get(f"{address}/v1/plans", timeout=30).status_code == 200
    except httpx.TransportError:
        return False


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 60
    while not holds() and time.monotonic() < until:
        time.sleep(0.2)
    return holds()


def test_several_processes_count_together_are_replaced_and_end_together(started: tuple[subprocess.Popen[str], str]) -> None:
    process, told = started
    address = told.split("，")[0]
    assert "2 个进程" in told and "没有网页" in told
    with httpx.Client(base_url=address) as client:
        assert client.get("/").status_code == 404
    for _ in range(20):
        assert httpx.get(f"{address}/v1/plans").status_code == 200
    counts = httpx.get(f"{address}/metrics").text
    assert 'fazhi_requests_total{method="GET",route="/v1/plans",status="200"} 20.0' in counts
    first, second = workers_of(process)
    first.kill()
    assert eventually(lambda: answers(address))
    assert eventually(lambda: len([child for child in workers_of(process) if child.pid != first.pid]) == 2)
    held = workers_of(process)
    assert second.pid in {child.pid for child in held}
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    assert eventually(lambda: not any(is_worker(child) for child in held))


def test_no_process_outlives_the_first_though_it_was_killed(started: tuple[subprocess.Popen[str], str]) -> None:
    process, _ = started
    held = workers_of(process)
    assert len(held) == 2
    process.kill()
    process.wait(10)
    assert eventually(lambda: not any(is_worker(child) for child in held))
