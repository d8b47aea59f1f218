"""A question whose answer a supervisor approved is answered in that wording, as long as it stands."""

from __future__ import annotations

from assistant.considering import question_key
from assistant.finishing import reused_answer
from assistant.inquiry import Inquiry
from assistant.models import Answer
from assistant.record.reviews import Reviews
from assistant.review.wording import Outdated, reused
from assistant.understand.conversation import Turn


def approved(inquiry: Inquiry, reviews: Reviews) -> tuple[Answer, Turn] | None:
    """The answer in the wording approved for this question about these places; a wording that is outdated is taken back, for the record."""
    key = question_key(inquiry.understood, inquiry.located)
    review = reviews.in_force(key)
    if review is None:
        return None
    if inquiry.located.uncovered or {group.place for group in inquiry.located.groups} - {citation.place for citation in review.citations}:
        return None  # it would leave out a place that was asked about
    asked = {plan_id for group in inquiry.located.groups for plan_id in group.plan_ids}
    if not {citation.plan_id for citation in review.citations} <= asked:
        return None  # another version of the document holds on the day asked about
    try:
        with inquiry.clock.step("check"):
            wording = reused(review, inquiry.index)
    except Outdated as error:
        reviews.withdraw(review, key, str(error))
        return None
    return reused_answer(inquiry, review, wording)
