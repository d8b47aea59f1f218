"""The places where something of a question may have come to rest: tables and files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import MetaData, select

from assistant.record.database import Database


def rows(database: Database) -> Iterator[str]:
    """Every row of every table, all of its columns."""
    with database.begin() as connection:
        metadata = MetaData()
        metadata.reflect(connection)
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                yield " ".join(str(value) for value in row)


def texts(folder: Path, but: Path) -> Iterator[str]:
    """What can be read in each file of a folder, write-ahead logs too, without those of another folder."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and but not in file.parents:
            yield text_of(file)


def text_of(file: Path) -> str:
    """What can be read in a file, whatever else is in it."""
    return file.read_bytes().replace(b"\0", b"").decode("utf-8", "replace")
