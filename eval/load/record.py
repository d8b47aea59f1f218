"""What callers received, held against the record: nothing lost, nothing other than it was told, nothing twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select

from assistant.record.database import Database
from assistant.record.tables import ANSWERS
from eval.load.asking import Heard, Received, digest
from index.models import Frozen


class Kept(Frozen):
    """An answer as the record holds it."""

    answer_id: str
    once: str
    answer: str
    card: str = ""


class Compared(Frozen):
    """The record beside what callers have.

    `lost` are answers received that it lacks, `different` those it tells otherwise, `twice` requests with two answers;
    `unclaimed` are answers it holds that nobody received, because the connection or the server broke first.
    """

    received: int
    recorded: int
    lost: int
    different: int
    twice: int
    unclaimed: int

    @property
    def is_right(self) -> bool:
        """Whether nothing was lost, changed or doubled."""
        return not (self.lost or self.different or self.twice)


def compare(heard: Heard, kept: Iterable[Kept]) -> Compared:
    """Hold what was heard against all that is kept."""
    return compared(heard.received, kept, told_otherwise=len(heard.told_otherwise), sent=heard.sent())


def compared(received: Sequence[Received], kept: Iterable[Kept], told_otherwise: int = 0, sent: int | None = None) -> Compared:
    """The same, of these answers; `sent` is how many different requests there were, where that is known."""
    wanted = {one.answer_id: one for one in received}
    found, different, onces = set(), 0, Counter[str]()
    rows = 0
    for one in kept:
        rows += 1
        onces[one.once] += 1
        if (told := wanted.get(one.answer_id)) is not None:
            found.add(one.answer_id)
            different += told.digest != digest(json.loads(one.card if told.is_card else one.answer))
    without_key = onces.pop("", 0)
    twice = sum(count - 1 for count in onces.values()) + without_key + told_otherwise + (len(received) - len(wanted))
    beyond = max(0, rows - sent) if sent is not None else 0
    return Compared(
        received=len(received),
        recorded=rows,
        lost=len(wanted.keys() - found),
        different=different,
        twice=max(twice, beyond),
        unclaimed=rows - len(found),
    )


def kept_in(database: Database) -> Iterator[Kept]:
    """Every answer of a record, as it lies in the database."""
    columns = (ANSWERS.c.answer_id, ANSWERS.c.once, ANSWERS.c.answer, ANSWERS.c.record)
    with database.begin() as connection:
        for row in connection.execution_options(yield_per=100).execute(select(*columns).order_by(ANSWERS.c.number)):
            card = json.loads(row.record or "{}").get("card", "")
            yield Kept(answer_id=row.answer_id, once=row.once or "", answer=row.answer, card=card)
