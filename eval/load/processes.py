"""Processes that a measurement starts: in a group of their own, watched, and gone at the end together with their children."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from index.models import Frozen

_GONE_WITHIN = 10.0  # seconds


class NotStarted(Exception):
    """Something that a measurement needs cannot be started; `str()` says what."""


class Held(Frozen):
    """What the processes of a group hold together; memory in MiB."""

    processes: int
    memory: float
    threads: int
    files: int


class Group:
    """A command that runs as a process group; what it writes goes to a file that a later start adds to."""

    def __init__(self, command: Sequence[str], log: Path, *, folder: Path, environment: dict[str, str], user: str | None = None) -> None:
        self._command = tuple(command)
        self._log = log
        self._folder = folder
        self._environment = environment
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, is_there: Callable[[], bool], seconds: float) -> None:
        """Returns once `is_there`; raises NotStarted where it ends or takes longer than so many seconds."""
        as_user = {"user": self._user, "group": self._user, "extra_groups": ()} if self._user and os.geteuid() == 0 else {}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # type: ignore[call-overload]
                self._command,
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **as_user,
            )
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._process.poll() is None:
            if is_there():
                return
            time.sleep(0.05)
        self.kill()
        raise NotStarted(f"{' '.join(self._command[:4])} … did not start: {self._log.read_text(errors='replace')[-500:]}")

    def kill(self) -> None:
        """End all of its processes at once, without a word (SIGKILL); nothing where it does not run."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(_GONE_WITHIN)
        self._process = None

    def held(self) -> Held:
        """What its processes hold now."""
        found = [] if self._process is None else _with_children(self._process.pid)
        told = [held for process in found if (held := _held(process))]
        return Held(
            processes=len(told),
            memory=round(sum(memory for memory, _, _ in told) / 2**20, 1),
            threads=sum(threads for _, threads, _ in told),
            files=sum(files for _, _, files in told),
        )


def _with_children(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _held(process: psutil.Process) -> tuple[int, int, int] | None:
    try:
        with process.oneshot():
            return process.memory_info().rss, process.num_threads(), process.num_fds()
    except psutil.Error:
        return None  # it has just ended


def free_port() -> int:
    """A port of the loopback address that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody takes connections at a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
