"""Several processes that answer at one address: started together, started anew where one dies, stopped together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import tempfile
import threading
from collections.abc import Callable
from functools import partial

from fastapi import FastAPI
from uvicorn import Config
from uvicorn.supervisors import Multiprocess

from assistant.settings import Settings
from ui.serving import config_of, warm

_HANGS_AFTER = 30  # seconds without a sign of life, after which a worker is taken for dead; loading a model takes a few
_COUNTS = "PROMETHEUS_MULTIPROC_DIR"  # where the processes add up their counts


def serve_workers(settings: Settings, listening: socket.socket, workers: int, started: Callable[[], None]) -> None:
    """Serve until interrupted; `started` is called once all answer."""
    config = config_of(
        partial(application, settings), settings.proxies, factory=True, workers=workers, timeout_worker_healthcheck=_HANGS_AFTER
    )
    # A model with a thread for every core in every process has them wait for one another.
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // workers)))
    with tempfile.TemporaryDirectory(prefix="fazhi-counts-") as counts:
        before = os.environ.get(_COUNTS)
        os.environ[_COUNTS] = counts  # the workers inherit it
        try:
            _Workers(config, [listening], started).run()
        finally:
            os.environ.pop(_COUNTS) if before is None else os.environ.update({_COUNTS: before})


def application(settings: Settings) -> FastAPI:
    """What a worker serves: the interface, without the page; made in the worker."""
    from assistant.api import create_api
    from assistant.bootstrap import Fazhi
    from assistant.doors import logs

    logs.configure()
    _end_with_the_first_process()
    fazhi = Fazhi(settings)
    app = create_api(fazhi)
    warm(fazhi)
    return app


class _Workers(Multiprocess):
    """Tells when all workers answer for the first time."""

    def __init__(self, config: Config, sockets: list[socket.socket], started: Callable[[], None]) -> None:
        super().__init__(config, sockets)
        self._started: Callable[[], None] | None = started

    def keep_subprocess_alive(self) -> None:
        """Called again and again."""
        super().keep_subprocess_alive()
        if self._started and not self.should_exit.is_set() and all(process.is_ready(1) for process in self.processes):
            self._started()
            self._started = None


def _end_with_the_first_process() -> None:
    """Where the first process is killed nobody would stop this one."""
    if (first := multiprocessing.parent_process()) is not None:

        def wait() -> None:
            first.join()
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=wait, name="first-process", daemon=True).start()
