"""Every answer is kept before it is given: readable by its id, and the ground for follow-ups in its session."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, create_engine, event, insert, select
from sqlalchemy.exc import OperationalError

from assistant.models import Answer
from assistant.understand.conversation import Turn
from index.errors import DataFolderError

_METADATA = MetaData()
_ANSWERS = Table(
    "answers",
    _METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("answer_id", String(40), unique=True, nullable=False),
    Column("session_id", String(200), index=True),
    Column("created_at", String(40), nullable=False),
    Column("answer", Text, nullable=False),
    Column("turn", Text),
)


class Records:
    """The stored answers, in SQLite beside the index."""

    def __init__(self, data: Path) -> None:
        try:
            data.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(f"sqlite:///{data / 'answers.sqlite'}", connect_args={"timeout": 10})
            event.listen(self._engine, "connect", _fast_and_safe)
            _METADATA.create_all(self._engine)
        except (OSError, OperationalError) as error:
            raise DataFolderError(f"数据目录 {data} 不能写入，请检查权限或用 FAZHI_DATA 换一个目录。") from error

    def keep(self, answer: Answer, turn: Turn | None) -> None:
        """Store an answer and what the next question of its session may refer to."""
        row = {
            "answer_id": answer.answer_id,
            "session_id": answer.session_id,
            "created_at": answer.created_at,
            "answer": answer.model_dump_json(),
            "turn": turn.model_dump_json() if turn else None,
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(_ANSWERS).values(row))
        except OperationalError as error:
            raise DataFolderError("答案记录写不进去，请检查数据目录的空间和权限。") from error

    def answer(self, answer_id: str) -> Answer | None:
        """A stored answer by its id."""
        with self._engine.connect() as connection:
            found = connection.execute(select(_ANSWERS.c.answer).where(_ANSWERS.c.answer_id == answer_id)).scalar()
        return Answer.model_validate_json(found) if found else None

    def last_turn(self, session_id: str) -> Turn | None:
        """The latest turn of a session that a follow-up can refer to."""
        query = (
            select(_ANSWERS.c.turn)
            .where(_ANSWERS.c.session_id == session_id, _ANSWERS.c.turn.is_not(None))
            .order_by(_ANSWERS.c.number.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            found = connection.execute(query).scalar()
        return Turn.model_validate(json.loads(found)) if found else None


def _fast_and_safe(connection, _record) -> None:  # type: ignore[no-untyped-def]
    """A write-ahead log survives a killed process without waiting for the disk at every answer."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
