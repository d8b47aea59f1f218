"""The record on each database it may live in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.models import Answer, Ask
from assistant.record.database import Database
from assistant.record.models import Beside, Considered, Versions
from assistant.record.records import Records
from tests.services import postgres_url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty record, once in a file and once on a server."""
    if request.param == "sqlite":
        with closing(Database(tmp_path)) as made:
            yield made
        return
    with postgres_url() as url, closing(Database(tmp_path, url)) as made:
        yield made


@pytest.fixture
def records(database: Database) -> Records:
    """The answers of an empty record."""
    return Records(database)


@pytest.fixture
def considered() -> Callable[..., Considered]:
    """Makes an answer as it goes into the record."""

    def make(answer_id: str, created_at: str = "2026-01-01T00:00:00.000+00:00", **more: object) -> Considered:
        of_answer = {name: more.pop(name) for name in list(more) if name in Answer.model_fields}
        answer = Answer.model_validate(
            {
                "answer_id": answer_id,
                "question": "问",
                "standalone_question": "问",
                "status": "answered",
                "trust": "verbatim",
                "answer": "见第八部分。",
                "as_of": "2026-01-01",
                "created_at": created_at,
            }
            | of_answer
        )
        beside = Beside(ask=Ask(question=answer.question), versions=Versions(program="0", reader="0", index="0", embedding="hash"))
        return Considered.model_validate({"answer": answer, "turn": None, "beside": beside} | more)

    return make
