"""What is older than it may be kept is deleted; a wording still in force stays, with who approved it."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select

from assistant.record.database import Database
from assistant.record.moments import written
from assistant.record.tables import ANSWERS, CONVERSATIONS, FEEDBACK, REVIEWS
from index.errors import FazhiError

LOG = logging.getLogger("fazhi.record")
_EVERY = 6 * 3600  # seconds


def forget(database: Database, days: int, now: datetime | None = None) -> int:
    """Delete answers, reviews, feedback and lists of answers older than so many days; gives how many answers went."""
    before = written((now or datetime.now(UTC)) - timedelta(days=days))
    in_force = select(func.max(REVIEWS.c.number)).group_by(REVIEWS.c.question_key)
    with database.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")  # years of answers take longer than one does
        connection.execute(delete(FEEDBACK).where(FEEDBACK.c.created_at < before))
        connection.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.changed_at < before))
        connection.execute(delete(REVIEWS).where(REVIEWS.c.created_at < before, REVIEWS.c.number.not_in(in_force)))
        return connection.execute(delete(ANSWERS).where(ANSWERS.c.created_at < before)).rowcount


def keep_forgetting(database: Database, days: int) -> threading.Event:
    """Forget now and every few hours, in a thread of its own, until the event given back is set; 0 days keeps everything."""
    stop = threading.Event()

    def work() -> None:
        while days and not stop.is_set():
            try:
                forget(database, days)
            except FazhiError as error:  # the database is away; it is tried again
                LOG.warning("old answers could not be deleted: %s", error)
            stop.wait(_EVERY)

    threading.Thread(target=work, name="retention", daemon=True).start()
    return stop
