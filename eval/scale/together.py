"""Two servers answer from one Chroma server while a third process adds documents: `python -m eval.scale.together --minutes 10`.

The documents added are those held with another place's name in them, as alike as documents can be. An answer about the
places held before must stay what it was, to the letter; one about a place just added must be of that place or say that it
is not covered.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

_HERE = Path(__file__).resolve().parents[2]
_PATIENCE = 180.0  # seconds a server may take to be there, its first index built
_TIMEOUT = 60.0
HELD = ("张掖市", "张掖市法治政府建设实施方案-2021-2025.txt")
ADDED = ("兰州市", "天水市", "白银市", "嘉峪关市", "武威市", "酒泉市", "庆阳市", "定西市", "陇南市", "平凉市")
QUESTIONS = (
    "{place}行政执法协调监督工作体系什么时候建成？由谁负责？",
    "{place}行政规范性文件多久清理一次？",
    "{place}的方案对行政复议怎么规定？",
    "{place}的方案规定公务员工资了吗？",
)


class Trial:
    """What was asked, how often an answer came, and everything that was wrong."""

    def __init__(self) -> None:
        self.answers: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._first: dict[str, Any] = {}

    def ask(self, address: str, place: str, question: str) -> None:
        """Ask one server one question, and compare."""
        asked = question.format(place=place)
        try:
            reply = httpx.post(f"{address}/v1/answers", json={"question": asked}, timeout=_TIMEOUT)
            answer = reply.json()
        except (httpx.HTTPError, ValueError) as error:
            self.wrong.append(f"{asked}: {error!r}")
            return
        if reply.status_code != 200:
            self.wrong.append(f"{asked}: {reply.status_code} {reply.text[:200]}")
            return
        self.answers[answer["status"]] += 1
        self.compare(asked, place, answer)

    def compare(self, asked: str, place: str, answer: dict[str, Any]) -> None:
        """Note what is wrong with an answer to a question about a place."""
        foreign = [citation["place"] for citation in answer["citations"] if citation["place"] != place]
        if foreign:
            self.wrong.append(f"{asked}: cites {foreign}")
        if answer["status"] == "not_covered" and place != HELD[0]:
            return  # not added yet
        first = self._first.setdefault(asked, answer)
        if (first["status"], first["answer"]) != (answer["status"], answer["answer"]):
            self.wrong.append(f"{asked}: {first['answer'][:80]} → {answer['answer'][:80]}")


def trial(minutes: float, places: tuple[str, ...], folder: Path) -> Trial:
    """Run everything in a folder, for so long, with so many documents added one after the other."""
    plans, index = folder / "plans", folder / "index"
    plans.mkdir()
    words = (_HERE / "plans" / HELD[1]).read_text(encoding="utf-8")
    (plans / HELD[1]).write_text(words, encoding="utf-8")
    found = Trial()
    with ExitStack() as running:
        chroma = running.enter_context(_chroma(folder / "chroma"))
        shared = {"FAZHI_PLANS": str(plans), "FAZHI_INDEX": str(index), "FAZHI_CHROMA_URL": chroma}
        _fazhi("index", data=folder / "indexing", shared=shared)
        servers = [running.enter_context(_server(folder / f"server{number}", shared)) for number in range(2)]
        until = time.monotonic() + minutes * 60
        asking = [threading.Thread(target=_keep_asking, args=(found, server, places, until)) for server in servers]
        for thread in asking:
            thread.start()
        for place in places:
            if time.monotonic() < until:
                file = folder / f"{place}方案.txt"
                file.write_text(words.replace(HELD[0], place).replace(HELD[0][:-1], place[:-1]), encoding="utf-8")
                _fazhi("add", str(file), "--place", place, data=folder / "indexing", shared=shared)
        for thread in asking:
            thread.join()
        for server in servers:
            _all_are_there(found, server, places)
    return found


def _keep_asking(found: Trial, server: str, places: tuple[str, ...], until: float) -> None:
    while time.monotonic() < until:
        for place in (HELD[0], *places):
            for question in QUESTIONS:
                found.ask(server, place, question)


def _all_are_there(found: Trial, server: str, places: tuple[str, ...]) -> None:
    held = {plan["place"] for plan in httpx.get(f"{server}/v1/plans", timeout=_TIMEOUT).json()}
    if not held <= {HELD[0], *places} or HELD[0] not in held:
        found.wrong.append(f"{server} holds {sorted(held)}")


def _environment(data: Path, shared: dict[str, str]) -> dict[str, str]:
    return {**os.environ, **shared, "FAZHI_DATA": str(data)}


def _fazhi(*arguments: str, data: Path, shared: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "ui.commands", *arguments], cwd=_HERE, env=_environment(data, shared), check=True, capture_output=True
    )


@contextmanager
def _chroma(folder: Path) -> Iterator[str]:
    port = _free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with _process(command, dict(os.environ), f"http://127.0.0.1:{port}/api/v2/heartbeat"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _server(data: Path, shared: dict[str, str]) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "ui.commands", "serve", "--port", str(port)]
    with _process(command, _environment(data, shared), f"http://127.0.0.1:{port}/readyz"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _process(command: list[str], environment: dict[str, str], there: str) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=_HERE, env=environment, stdout=quiet, stderr=quiet)
    try:
        _wait_for(there, process)
        yield
    finally:
        process.kill()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(address, timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise TimeoutError(f"{address} 没有就绪")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(minutes: Annotated[float, typer.Option(min=0.1, help="问多少分钟。")] = 10.0) -> None:
    """两台服务器共用一个 Chroma 服务，第三个进程同时添加文件：逐个核对回答。"""
    with tempfile.TemporaryDirectory(prefix="fazhi-together-") as folder:
        found = trial(minutes, ADDED, Path(folder))
    print(json.dumps({"answers": found.answers, "wrong": found.wrong}, ensure_ascii=False, indent=1))
    raise SystemExit(1 if found.wrong else 0)


if __name__ == "__main__":
    typer.run(main)
