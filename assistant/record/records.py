"""Every answer is kept before it is told: readable by its id, the ground for follow-ups, and once only for each Idempotency-Key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Row, Select, insert, select
from sqlalchemy.exc import IntegrityError

from assistant.models import Answer, Ask
from assistant.record.database import Database
from assistant.record.models import Asker, Beside, Considered, Feedback, Record, Review
from assistant.record.secret import secret_for
from assistant.record.stored import stored
from assistant.record.tables import ANSWERS, FEEDBACK, REVIEWS
from assistant.understand.conversation import Turn
from index.errors import FazhiError

_AT_ONCE = 500  # ids in one query
_BETWEEN = "、"  # places of an answer


class KeyUsedOtherwise(FazhiError):
    """An Idempotency-Key was used for another request before."""


class Records:
    """The stored answers and what is kept beside them."""

    def __init__(self, where: Path | Database) -> None:
        self.database = where if isinstance(where, Database) else Database(where)

    def keep(self, considered: Considered, asker: Asker) -> Answer:
        """Store an answer; gives it back, or the one that is kept already under the same Idempotency-Key; raises KeyUsedOtherwise."""
        row = _row(considered, asker)

        def work(connection: Connection) -> None:
            if _known(connection, ANSWERS.c.answer_id == considered.answer.answer_id) is None:
                connection.execute(insert(ANSWERS).values(row))

        try:
            self.database.patiently(work)
        except IntegrityError:
            kept = self.kept_once(asker.once)
            if kept is None:
                raise
            return kept.for_request(asker).answer
        return considered.answer

    def answer(self, answer_id: str) -> Answer | None:
        """A stored answer by its id."""
        found = self._first(select(ANSWERS.c.answer).where(ANSWERS.c.answer_id == answer_id))
        return stored(Answer, found.answer) if found else None

    def answers(self, answer_ids: Sequence[str]) -> tuple[Answer, ...]:
        """Stored answers in the order asked for; those that are kept no more are left out."""
        found: dict[str, Answer] = {}
        for first in range(0, len(answer_ids), _AT_ONCE):
            query = select(ANSWERS.c.answer).where(ANSWERS.c.answer_id.in_(answer_ids[first : first + _AT_ONCE]))
            with self.database.begin() as connection:
                found |= {answer.answer_id: answer for row in connection.execute(query) for answer in [stored(Answer, row.answer)]}
        return tuple(found[answer_id] for answer_id in answer_ids if answer_id in found)

    def record(self, answer_id: str) -> Record | None:
        """What is kept beside an answer, with what was said of it since."""
        found = self.whole(answer_id)
        return found[1] if found else None

    def whole(self, answer_id: str) -> tuple[Answer, Record] | None:
        """A stored answer with its record."""
        with self.database.begin() as connection:
            row = connection.execute(select(ANSWERS).where(ANSWERS.c.answer_id == answer_id)).first()
            if row is None:
                return None
            reviews = connection.execute(select(REVIEWS.c.review).where(REVIEWS.c.answer_id == answer_id).order_by(REVIEWS.c.number))
            said = connection.execute(select(FEEDBACK.c.feedback).where(FEEDBACK.c.answer_id == answer_id).order_by(FEEDBACK.c.number))
            answer = stored(Answer, row.answer)
            return answer, _record(row, answer).model_copy(
                update={
                    "reviews": tuple(stored(Review, review) for review in reviews.scalars()),
                    "feedback": tuple(stored(Feedback, feedback) for feedback in said.scalars()),
                }
            )

    def question_key(self, answer_id: str) -> str:
        """What an approved wording of this answer would be used again for; empty where nothing is known of it."""
        found = self._first(select(ANSWERS.c.question_key).where(ANSWERS.c.answer_id == answer_id))
        return (found.question_key or "") if found else ""

    def turn(self, answer_id: str) -> Turn | None:
        """What a follow-up can refer to in one answer; None where it is nothing."""
        found = self._first(select(ANSWERS.c.turn).where(ANSWERS.c.answer_id == answer_id))
        return stored(Turn, found.turn) if found and found.turn else None

    def last_turn(self, session_id: str, key: str = "") -> Turn | None:
        """The latest turn of a session that a follow-up can refer to; a session is its key's own, whatever id others choose."""
        own = (ANSWERS.c.session_id == session_id, ANSWERS.c.asked_by == key)
        query = select(ANSWERS.c.turn).where(*own, ANSWERS.c.turn.is_not(None))
        found = self._first(query.order_by(ANSWERS.c.number.desc()))
        return stored(Turn, found.turn) if found else None

    def kept_once(self, once: str) -> Kept | None:
        """The answer kept under an Idempotency-Key."""
        found = self._first(select(ANSWERS).where(ANSWERS.c.once == once)) if once else None
        if found is None:
            return None
        answer = stored(Answer, found.answer)
        return Kept(answer, found.request_digest or "", _record(found, answer).card)

    def add_feedback(self, feedback: Feedback) -> None:
        """Keep what an agent or a reader said of an answer."""
        row = {"answer_id": feedback.answer_id, "created_at": feedback.created_at, "feedback": feedback.model_dump_json()}
        with self.database.begin() as connection:
            connection.execute(insert(FEEDBACK).values(row))

    def places_of(self, answer_ids: Sequence[str]) -> frozenset[str]:
        """The places these answers are about, without reading the answers."""
        found: set[str] = set()
        for first in range(0, len(answer_ids), _AT_ONCE):
            query = select(ANSWERS.c.places).where(ANSWERS.c.answer_id.in_(answer_ids[first : first + _AT_ONCE])).distinct()
            with self.database.begin() as connection:
                found |= {place for places in connection.execute(query).scalars() for place in (places or "").split(_BETWEEN)}
        return frozenset(found - {""})

    def said_of(self, answer_ids: Sequence[str]) -> tuple[Feedback, ...]:
        """What was said of these answers, from the first to the last."""
        found: list[tuple[int, str]] = []
        for first in range(0, len(answer_ids), _AT_ONCE):
            query = select(FEEDBACK.c.number, FEEDBACK.c.feedback).where(FEEDBACK.c.answer_id.in_(answer_ids[first : first + _AT_ONCE]))
            with self.database.begin() as connection:
                found += [(row.number, row.feedback) for row in connection.execute(query)]
        return tuple(stored(Feedback, feedback) for _, feedback in sorted(found))

    @cached_property
    def secret(self) -> bytes:
        """What ids of this installation are made unreadable with; made once, the same for all servers on this database."""
        return secret_for("pseudonyms", self.database)

    def _first(self, query: Select[tuple[object, ...]]) -> Row[tuple[object, ...]] | None:
        return self.database.patiently(lambda connection: connection.execute(query.limit(1)).first())


class Kept:
    """An answer that was kept under an Idempotency-Key, the digest of what was asked, and its card."""

    def __init__(self, answer: Answer, request_digest: str, card: str) -> None:
        self.answer, self.request_digest, self.card = answer, request_digest, card

    def for_request(self, asker: Asker) -> Kept:
        """The same, where the same was asked; raises KeyUsedOtherwise."""
        if self.request_digest != asker.request_digest:
            raise KeyUsedOtherwise("这个 Idempotency-Key 已经用于另一个请求，请为新的问题换一个。")
        return self


def _known(connection: Connection, condition) -> Row[tuple[int]] | None:  # type: ignore[no-untyped-def]
    return connection.execute(select(ANSWERS.c.number).where(condition)).first()


def _row(considered: Considered, asker: Asker) -> dict[str, object]:
    answer = considered.answer
    return {
        "answer_id": answer.answer_id,
        "session_id": answer.session_id,
        "created_at": answer.created_at,
        "answer": answer.model_dump_json(),
        "turn": considered.turn.model_dump_json() if considered.turn else None,
        "status": answer.status,
        "door": asker.door,
        "asked_by": asker.key,
        "agent_id": asker.agent,
        "request_id": asker.request_id,
        "once": asker.once or None,
        "request_digest": asker.request_digest,
        "question_key": considered.question_key,
        "gap": considered.gap,
        "places": _BETWEEN.join(answer.places),
        "matter": considered.matter,
        "record": considered.beside.model_dump_json(),
    }


def _record(row: Row[tuple[object, ...]], answer: Answer) -> Record:
    """The record of a row; what a former version of the program kept has the answer alone."""
    beside = stored(Beside, row.record) if row.record else None
    return Record(
        number=row.number,
        asked_by=Asker(door=row.door or "command", key=row.asked_by or "", agent=row.agent_id or "", request_id=row.request_id or ""),
        asked=beside.ask if beside else Ask(question=answer.question, session_id=answer.session_id, as_of=answer.as_of),
        before=beside.before if beside else None,
        evidence=beside.evidence if beside else (),
        versions=beside.versions if beside else None,
        card=beside.card if beside else "",
    )
