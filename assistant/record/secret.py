"""Secrets of an installation: made once, the same for all servers on one database, one for each use."""

from __future__ import annotations

import secrets

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from assistant.record.database import Database
from assistant.record.tables import SECRETS


def secret_for(use: str, database: Database) -> bytes:
    """The secret for a use; a secret told in one way or another never helps with what another protects."""
    if (found := _found(use, database)) is None:
        try:
            with database.begin() as connection:
                connection.execute(insert(SECRETS).values(name=use, secret=secrets.token_hex(32)))
        except IntegrityError:
            pass  # another process was first
        found = _found(use, database)
    assert found is not None
    return bytes.fromhex(found)


def _found(use: str, database: Database) -> str | None:
    query = select(SECRETS.c.secret).where(SECRETS.c.name == use)
    return database.patiently(lambda connection: connection.execute(query).scalar())
