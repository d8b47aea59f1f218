"""Killed at any moment, the index answers as before at the next start."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from assistant.searching import FoundClause, search
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
REBUILD = [sys.executable, "-m", "ui.commands", "index", "--rebuild"]
Write = Callable[..., str]


@pytest.fixture
def settings(tmp_path: Path, plan_text: Write) -> Settings:
    """A small plans folder, not indexed yet."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.txt").write_text(plan_text("张掖市", "2024年底前建成监督体系。", "推进政务公开。"), encoding="utf-8")
    return Settings(data=tmp_path / "data", plans=tmp_path / "plans")


def answers(settings: Settings) -> list[FoundClause]:
    """What a program started now finds."""
    return search(Fazhi(settings), "张掖市监督体系什么时候建成")


def start_rebuilding(settings: Settings) -> subprocess.Popen[bytes]:
    folders = {"FAZHI_DATA": str(settings.data), "FAZHI_PLANS": str(settings.plans)}
    return subprocess.Popen(REBUILD, env={**os.environ, **folders}, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)


def test_an_index_killed_three_times_while_it_is_rebuilt_answers_as_before(settings: Settings) -> None:
    started = time.monotonic()
    assert start_rebuilding(settings).wait() == 0
    whole = time.monotonic() - started
    before = answers(settings)
    assert "建成监督体系" in before[0].text
    moments = random.Random(20)
    for _ in range(3):
        process = start_rebuilding(settings)
        time.sleep(whole * moments.uniform(0.3, 1.0))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert answers(settings) == before
    Fazhi(settings).build(rebuild=True)
    assert answers(settings) == before
