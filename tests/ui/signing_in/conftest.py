"""The whole application where people sign in, each with a record of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from assistant.bootstrap import Fazhi
from assistant.doors.people import People
from tests.ui.serving import with_its_own_record
from ui.app import create_app

Desk = Callable[..., Fazhi]


@pytest.fixture
def desk_with(fazhi: Fazhi, tmp_path: Path) -> Desk:
    """Makes assistants on one database, with settings; checking passwords takes them no time."""

    def make(**settings: object) -> Fazhi:
        made = with_its_own_record(fazhi, tmp_path, **settings)
        made.__dict__["people"] = People(made.database, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        return made

    return make


@pytest.fixture
def visit() -> Callable[..., TestClient]:
    """Opens the application as a browser does that follows no redirect."""

    def opened(fazhi: Fazhi, **more: Any) -> TestClient:
        client = TestClient(create_app(fazhi), follow_redirects=False, raise_server_exceptions=False, **more)
        client.headers["Accept"] = "text/html"
        return client

    return opened
