"""What an agent or a reader says of an answer, made fit for the record at one place, whatever door it came through."""

from __future__ import annotations

from assistant.privacy import without_personal_data
from assistant.record.models import Feedback, Reason
from assistant.record.moments import written


def opinion(answer_id: str, *, helpful: bool, comment: str = "", reason: Reason | None = None, by: str = "", agent: str = "") -> Feedback:
    """As it goes into the record: said now, personal data in the comment replaced."""
    kept = without_personal_data(comment).text
    return Feedback(answer_id=answer_id, helpful=helpful, reason=reason, comment=kept, by=by, agent=agent, created_at=written())
