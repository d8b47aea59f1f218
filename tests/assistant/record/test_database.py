"""The database of the record is made, taken over from former versions, and refuses to change what it holds."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from assistant.models import Answer
from assistant.record.database import Database, RecordUnavailable
from assistant.record.records import Records
from assistant.record.tables import ADDED_TO, ANSWERS, METADATA, REVISION
from index.errors import DataFolderError, FazhiError
from tests.services import postgres_url


def test_migrations_make_the_tables_the_program_knows(database: Database) -> None:
    with database.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_newest_migration_is_the_one_the_program_needs() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(sys.modules[Database.__module__].__file__ or "").parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_nothing_added_can_be_changed(database: Database) -> None:
    row = {"answer_id": "a", "created_at": "2026", "answer": "{}"}
    with database.begin() as connection:
        connection.execute(insert(ANSWERS).values(row))
    with pytest.raises((DBAPIError, FazhiError)), database.begin() as connection:
        connection.execute(update(ANSWERS).values(status="blocked"))
    with database.begin() as connection:
        assert connection.execute(select(ANSWERS.c.status)).scalar() is None


def test_every_table_that_is_only_added_to_has_its_guard(database: Database) -> None:
    where = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with database.begin() as connection:
        if connection.dialect.name == "postgresql":
            where = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        names = set(connection.exec_driver_sql(where).scalars())
    assert names == {f"{table.name}_never_changed" for table in ADDED_TO}


def test_a_database_of_a_former_version_keeps_its_answers(tmp_path: Path) -> None:
    answer = Answer(
        answer_id="old",
        question="问",
        standalone_question="问",
        status="answered",
        trust="verbatim",
        answer="答",
        as_of="2026-01-01",
        created_at="2026-01-01T00:00:00.000+00:00",
    )
    with sqlite3.connect(tmp_path / "answers.sqlite") as old:
        old.execute(
            "CREATE TABLE answers (number INTEGER NOT NULL PRIMARY KEY, answer_id VARCHAR(40) NOT NULL UNIQUE, "
            "session_id VARCHAR(200), created_at VARCHAR(40) NOT NULL, answer TEXT NOT NULL, turn TEXT)"
        )
        old.execute("INSERT INTO answers VALUES (1, 'old', 's', '2026', ?, NULL)", (answer.model_dump_json(),))
    records = Records(tmp_path)
    assert records.answer("old") == answer
    kept = records.record("old")
    assert kept is not None
    assert (kept.asked.question, kept.versions, kept.evidence) == ("问", None, ())


def test_several_that_start_together_make_one_database(tmp_path: Path) -> None:
    databases = [Database(tmp_path) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda one: Records(one).answer("none"), databases))
    assert found == [None] * 6


@pytest.mark.service
def test_servers_that_start_together_make_one_database(tmp_path: Path) -> None:
    with postgres_url() as url:
        databases = [Database(tmp_path, url) for _ in range(6)]
        with ThreadPoolExecutor(6) as pool:
            secrets = set(pool.map(lambda one: Records(one).secret, databases))
        assert len(secrets) == 1
        for one in databases:
            one.close()


def test_a_data_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFolderError, match="FAZHI_DATA"):
        Records(tmp_path / "file" / "data").answer("a")


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "postgres://127.0.0.1:1/x", "nonsense://x", "://", "nichts"])
def test_a_database_that_cannot_be_reached_is_one_sentence(tmp_path: Path, url: str) -> None:
    with pytest.raises(RecordUnavailable, match="FAZHI_DATABASE_URL"), Database(tmp_path, url).begin():
        pass


def test_a_folder_with_odd_characters_holds_a_record(tmp_path: Path) -> None:
    records = Records(tmp_path / "数 据?x=1&#%20")
    assert records.answer("none") is None
    assert (tmp_path / "数 据?x=1&#%20" / "answers.sqlite").exists()


def test_the_migrations_are_imported_only_where_they_are_needed(tmp_path: Path) -> None:
    Records(tmp_path).answer("none")
    code = (
        f"import sys; from pathlib import Path; from assistant.record.records import Records; Records(Path({str(tmp_path)!r})).answer('x');"
    )
    assert subprocess.run([sys.executable, "-c", code + "sys.exit('alembic' in sys.modules)"], check=False).returncode == 0
