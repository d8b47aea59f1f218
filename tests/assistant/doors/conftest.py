"""A database of its own for each test, in a file or in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.record.database import Database
from tests.services import postgres_url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)])
def connect(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Makes one more connection to the same database, as another process has it."""
    made: list[Database] = []

    def connected(url: str) -> Database:
        made.append(Database(tmp_path, url))
        return made[-1]

    if request.param == "sqlite":
        yield lambda: connected("")
    else:
        with postgres_url() as url:
            yield lambda: connected(url)
            for database in made:
                database.close()
