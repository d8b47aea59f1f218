"""The program itself as an installation has it: its data, keys and settings, and servers that can be killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

import httpx

from assistant.doors.keys import Keys
from assistant.doors.models import Scope
from assistant.record.database import Database
from eval.load.processes import Group, Held, NotStarted, free_port

_HERE = Path(__file__).resolve().parents[2]
_READY_WITHIN = 120.0  # seconds
_COMMAND_WITHIN = 180.0
_MANY = "60000/minute"  # as good as no limit, where limits are not what is measured


class Installation:
    """A data folder, a database and settings; `settings` are names without FAZHI_ and their values."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.settings = {"data": str(folder / "data"), "plans": str(_HERE / "plans"), "rate_per_key": _MANY, "rate_per_user": _MANY}
        self.settings |= {name: value for name, value in settings.items() if value}
        self.data = Path(self.settings["data"])

    @property
    def environment(self) -> dict[str, str]:
        """Of its processes; a developer's settings do not reach them."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FAZHI_")}
        own = {"PYTHONPATH": str(_HERE), "TMPDIR": str(self.folder)}  # who is killed cannot tidy up
        return kept | own | {f"FAZHI_{name.upper()}": value for name, value in self.settings.items()}

    @cached_property
    def database(self) -> Database:
        """The record, to look into."""
        return Database(self.data, self.settings.get("database_url", ""))

    def key(self, name: str, scope: Scope = "ask", days: float | None = 1) -> str:
        """The text of a new key."""
        return Keys(self.database).add(name, (scope,), days)[1]

    def revoke(self, key: str) -> None:
        """Let a key open nothing any more."""
        Keys(self.database).revoke(key_id(key))

    def run(self, *arguments: str) -> str:
        """What a command of the program says on standard output; raises NotStarted where it fails."""
        command = [sys.executable, "-m", "ui.commands", *arguments]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, timeout=_COMMAND_WITHIN, check=False)
        if done.returncode:
            raise NotStarted(f"fazhi {' '.join(arguments)}: {done.stderr.decode(errors='replace')[-500:]}")
        return done.stdout.decode()

    def index(self, vectors: Path | None = None) -> None:
        """Build the index, with vectors that were made before where there are any."""
        folder = Path(self.settings.get("index") or self.data / "index")
        folder.mkdir(parents=True, exist_ok=True)
        if vectors and vectors.is_file():
            shutil.copyfile(vectors, folder / "vectors.sqlite")
        self.run("index")


class Server:
    """One server of an installation, at a port it keeps."""

    def __init__(self, installation: Installation, workers: int = 1, name: str = "server") -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = installation.folder / f"{name}.log"
        command = [sys.executable, "-m", "ui.commands", "serve", "--port", str(self.port)]
        command += ["--workers", str(workers)] if workers > 1 else []
        self._group = Group(command, self.log, folder=installation.folder, environment=installation.environment)

    def start(self) -> None:
        """Returns once it is ready to answer."""
        self._group.start(self.is_ready, _READY_WITHIN)

    def kill(self) -> None:
        """All of its processes, at once."""
        self._group.kill()

    def held(self) -> Held:
        """What its processes hold now."""
        return self._group.held()

    def is_ready(self) -> bool:
        """Whether it says so."""
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.address}/readyz", timeout=5).status_code == 200
        return False


def key_id(key: str) -> str:
    """By which a key is listed and revoked."""
    return key.split("_")[1]


@contextmanager
def serving(installation: Installation, workers: int = 1, name: str = "server") -> Iterator[Server]:
    """A server that is ready, killed at the end."""
    server = Server(installation, workers, name)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that is gone at the end, which comes in order also where this process is told to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="fazhi-load-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def vectors_made() -> Path:
    """Where vectors made before may be, in the data folder of this installation."""
    return _HERE / "data" / "index" / "vectors.sqlite"
