"""PostgreSQL, Redis and Chroma servers of a measurement's own: stopped as by a power cut, and started again with what they hold."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import httpx
import psycopg
import redis

from eval.load.processes import Group, NotStarted, free_port

_WITHIN = 60.0  # seconds a service may take to be there
_FAR = (Path("/usr/lib/postgresql"), Path("/usr/local/pgsql"))  # where distributions hide what is not for users


class Service(Protocol):
    """A server that can be stopped and started again."""

    url: str

    def start(self) -> None:
        """Returns once it answers."""

    def stop(self) -> None:
        """Its processes are killed; what it had confirmed is still on its disk."""


class Postgres:
    """A PostgreSQL with one database, in a folder that the user it runs as can reach; nobody outside this machine can."""

    def __init__(self) -> None:
        programs = postgres_programs()
        self._user = getpass.getuser() if os.geteuid() else _other_user()
        self.folder = Path(tempfile.mkdtemp(prefix="fazhi-postgres-"))
        shutil.chown(self.folder, self._user)
        port = free_port()
        data = self.folder / "data"
        made = [str(programs / "initdb"), "-D", str(data), "-U", "fazhi", "--auth=trust", "--encoding=UTF8", "--no-locale"]
        self._environment = {"PATH": os.environ["PATH"]}
        as_user = {"user": self._user, "group": self._user, "extra_groups": ()} if os.geteuid() == 0 else {}
        done = subprocess.run(made, cwd=self.folder, env=self._environment, capture_output=True, **as_user)  # type: ignore[call-overload]
        if done.returncode:
            self.remove()
            raise NotStarted(f"initdb: {done.stderr.decode(errors='replace')[-500:]}")
        settings = ("listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=", "max_connections=200")
        command = [str(programs / "postgres"), "-D", str(data), *(part for setting in settings for part in ("-c", setting))]
        self._group = Group(command, self.folder / "log", folder=self.folder, environment=self._environment, user=self._user)
        self.url = f"postgresql://fazhi@127.0.0.1:{port}/postgres"

    def start(self) -> None:
        """Returns once it answers; it first repairs what a kill left."""
        self._group.start(self._answers, _WITHIN)

    def stop(self) -> None:
        """All of its processes are killed."""
        self._group.kill()

    def remove(self) -> None:
        """Its folder goes."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        with suppress(psycopg.Error), psycopg.connect(self.url, connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
        return False


class Redis:
    """A Redis that keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        if (program := shutil.which("redis-server")) is None:
            raise NotStarted("redis-server is not installed")
        port = free_port()
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
        self._group = Group(command, folder / "redis.log", folder=folder, environment=dict(os.environ))
        self.url = f"redis://127.0.0.1:{port}/0"

    def start(self) -> None:
        """Returns once it answers."""
        self._group.start(self._answers, _WITHIN)

    def stop(self) -> None:
        """It is killed."""
        self._group.kill()

    def _answers(self) -> bool:
        with suppress(redis.RedisError), redis.Redis.from_url(self.url, socket_connect_timeout=1, socket_timeout=1) as client:
            return bool(client.ping())
        return False


class Chroma:
    """A Chroma server."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        port = free_port()
        program = Path(sys.executable).with_name("chroma")
        command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
        self._group = Group(command, folder / "log", folder=folder, environment=dict(os.environ))
        self.url = f"http://127.0.0.1:{port}"

    def start(self) -> None:
        """Returns once it answers."""
        self._group.start(self._answers, _WITHIN)

    def stop(self) -> None:
        """It is killed."""
        self._group.kill()

    def _answers(self) -> bool:
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.url}/api/v2/heartbeat", timeout=2).status_code == 200
        return False


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL, gone at the end."""
    made = Postgres()
    try:
        with started(made):
            yield made
    finally:
        made.remove()


@contextmanager
def started(service: Service) -> Iterator[None]:
    """A service, stopped at the end."""
    try:
        service.start()
        yield
    finally:
        service.stop()


def postgres_programs() -> Path:
    """Where the programs of a PostgreSQL server are; raises NotStarted where they are not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    newest = sorted((place for far in _FAR for place in far.glob("**/bin/initdb")), reverse=True)
    if not newest:
        raise NotStarted("the programs of a PostgreSQL server are not installed")
    return newest[0].parent


def _other_user() -> str:
    """Whom PostgreSQL is run as where this is root, as whom it refuses to run."""
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
