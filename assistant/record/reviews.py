"""What supervisors decided, and which wording may be used again for a question: the one decided last, unless it was taken back."""

from __future__ import annotations

from sqlalchemy import insert, select

from assistant.record.database import Database
from assistant.record.models import Review
from assistant.record.moments import written
from assistant.record.stored import stored
from assistant.record.tables import REVIEWS


class Reviews:
    """The reviews of answers; a decision is never changed, only followed by another."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, review: Review, question_key: str) -> None:
        """Keep a decision; from now on it is the one that holds for the question."""
        row = {
            "answer_id": review.answer_id,
            "question_key": question_key,
            "created_at": review.created_at,
            "verdict": review.verdict,
            "review": review.model_dump_json(),
        }
        with self._database.begin() as connection:
            connection.execute(insert(REVIEWS).values(row))

    def in_force(self, question_key: str) -> Review | None:
        """The wording approved for a question, where the last decision on it approved one."""
        query = select(REVIEWS.c.review).where(REVIEWS.c.question_key == question_key).order_by(REVIEWS.c.number.desc()).limit(1)
        found = self._database.patiently(lambda connection: connection.execute(query).scalar())
        review = stored(Review, found) if found else None
        return review if review and review.verdict in ("approve", "correct") else None

    def withdraw(self, review: Review, question_key: str, why: str) -> None:
        """Take an approval back, with the reason."""
        now = written()
        taken_back = Review(answer_id=review.answer_id, verdict="withdraw", reason=why, created_at=now)
        self.add(taken_back, question_key)
