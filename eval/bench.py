"""Speed and memory in one run, as ratios: `make bench`. Absolute times depend on the machine and are printed beside them."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

from assistant.bootstrap import Fazhi
from assistant.models import Ask
from assistant.settings import Settings
from eval.cases import read_cases

_WARM_UP = 20


def answering(fazhi: Fazhi) -> tuple[float, float]:
    """Median seconds of an answer, and of embedding its question alone, taken in turn."""
    cases = [case for case in read_cases() if not case.history]
    whole, embedding = [], []
    for i, case in enumerate(cases):
        started = time.perf_counter()
        fazhi.chat.answer(Ask(question=case.question, place=case.place))
        answered = time.perf_counter()
        fazhi.embedding.query(case.question)
        if i >= _WARM_UP:
            whole.append(answered - started)
            embedding.append(time.perf_counter() - answered)
    return statistics.median(whole), statistics.median(embedding)


def starting(data: Path) -> tuple[float, float]:
    """Seconds from starting the server to its first 200 on /readyz, and its memory in MiB after an answer."""
    port = 18765
    command = [sys.executable, "-m", "ui.commands", "serve", "--port", str(port)]
    started = time.perf_counter()
    server = subprocess.Popen(command, env={**os.environ, "FAZHI_DATA": str(data)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - started < 120 and not _answers(port):
            time.sleep(0.1)
        ready = time.perf_counter() - started
        question = next(case.question for case in read_cases() if case.kind == "deadline")
        body = json.dumps({"question": question}).encode()
        headers = {"Content-Type": "application/json"}
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/v1/answers", body, headers), timeout=30).read()
        return ready, psutil.Process(server.pid).memory_info().rss / 2**20
    finally:
        server.kill()
        server.wait()


def _answers(port: int) -> bool:
    """Whether the server is ready; asked lightly, for it shares the cores with what it measures."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        fazhi = Fazhi(Settings(data=data))
        started = time.perf_counter()
        fazhi.build()
        built = time.perf_counter() - started
        answer, embedding = answering(fazhi)
        ready, memory = starting(data)
    print(f"index built in {built:.1f} s")
    print(
        f"answer {answer * 1000:.1f} ms, embedding its question alone {embedding * 1000:.1f} ms: ratio {answer / embedding:.2f} (at most 3)"
    )
    print(f"server ready after {ready:.1f} s with the index built (under 10)")
    print(f"memory of the server after an answer {memory:.0f} MiB")


if __name__ == "__main__":
    main()
