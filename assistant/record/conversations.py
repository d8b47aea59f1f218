"""What a reader's page lists: conversations with a name, and which answers each shows. The answers themselves are in the record.

To forget a conversation takes it off the list; its answers stay in the record for as long as the record keeps answers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.record.database import Database
from assistant.record.moments import written
from assistant.record.tables import CONVERSATIONS
from index.models import Frozen

_MOST_LISTED = 200
_LONGEST_NAME = 80  # characters


class Conversation(Frozen):
    """A conversation of an owner: `answer_ids` are the answers it shows, in order; times are ISO 8601 in UTC."""

    session_id: str
    owner: str
    name: str
    created_at: str
    changed_at: str
    answer_ids: tuple[str, ...] = ()


class Conversations:
    """The conversations of a database; nobody sees or changes another's, whatever id they name. An empty owner is nobody, who has none."""

    def __init__(self, database: Database, now: Callable[[], str] = written) -> None:
        self._database, self._now = database, now

    def of(self, owner: str) -> tuple[Conversation, ...]:
        """An owner's, the one used last first."""
        query = select(CONVERSATIONS).where(CONVERSATIONS.c.owner == owner)
        query = query.order_by(CONVERSATIONS.c.changed_at.desc(), CONVERSATIONS.c.number.desc()).limit(_MOST_LISTED)
        with self._database.begin() as connection:
            return tuple(_conversation(row) for row in connection.execute(query))

    def get(self, session_id: str, owner: str) -> Conversation | None:
        """One of an owner's; None where there is no such one of theirs."""
        query = select(CONVERSATIONS).where(*_own(session_id, owner))
        with self._database.begin() as connection:
            row = connection.execute(query).first()
        return _conversation(row) if row else None

    def show(self, session_id: str, owner: str, answer_ids: Sequence[str], name: str) -> None:
        """Let a conversation show these answers; one that is new is called `name`. Another's is left as it is."""
        if not owner:
            return
        now = self._now()
        shown = json.dumps(list(answer_ids))
        changed = update(CONVERSATIONS).where(*_own(session_id, owner)).values(answer_ids=shown, changed_at=now)
        with self._database.begin() as connection:
            if connection.execute(changed).rowcount:
                return
        row = {"session_id": session_id, "owner": owner, "name": _short(name), "created_at": now, "changed_at": now, "answer_ids": shown}
        try:
            with self._database.begin() as connection:
                connection.execute(insert(CONVERSATIONS).values(row))
        except IntegrityError:
            pass  # somebody else's

    def rename(self, session_id: str, owner: str, name: str) -> bool:
        """Call a conversation something else; False where it is not theirs or the name says nothing."""
        if not (said := _short(name)):
            return False
        with self._database.begin() as connection:
            return bool(connection.execute(update(CONVERSATIONS).where(*_own(session_id, owner)).values(name=said)).rowcount)

    def forget(self, session_id: str, owner: str) -> bool:
        """Take a conversation off the list; False where it is not theirs."""
        with self._database.begin() as connection:
            return bool(connection.execute(delete(CONVERSATIONS).where(*_own(session_id, owner))).rowcount)


def _own(session_id: str, owner: str):  # type: ignore[no-untyped-def]
    return CONVERSATIONS.c.session_id == session_id, CONVERSATIONS.c.owner == owner


def _short(name: str) -> str:
    return " ".join(name.split())[:_LONGEST_NAME]


def _conversation(row: Row[tuple[object, ...]]) -> Conversation:
    return Conversation(
        session_id=row.session_id,
        owner=row.owner,
        name=row.name,
        created_at=row.created_at,
        changed_at=row.changed_at,
        answer_ids=tuple(json.loads(row.answer_ids)),
    )
