"""What a reader says of an answer of their own, as it came from the page's form."""

from __future__ import annotations

from typing import get_args

from assistant.record.models import Feedback, Reason
from assistant.review.opinions import opinion
from assistant.understand.cleaning import shown
from index.errors import FazhiError
from index.models import Frozen

LONGEST = 500  # characters of a comment


class NotSaid(FazhiError):
    """A form that cannot be taken as it is; the message says what is missing."""


class Saying(Frozen):
    """A filled-in form: whether the answer helped (`yes`, `no`), a reason of those offered or none, and free words."""

    answer_id: str
    helpful: str = ""
    reason: str = ""
    comment: str = ""
    complaint: str = ""

    def feedback(self, by: str, agent: str) -> Feedback:
        """As it goes into the record, personal data replaced; raises NotSaid."""
        if self.helpful not in ("yes", "no"):
            raise NotSaid("请先选“有帮助”或“没有帮助”。")
        if len(self.comment) > LONGEST:
            raise NotSaid(f"说明最多{LONGEST}字，现在有{len(self.comment)}字，请缩短。")
        reason = next((reason for reason in get_args(Reason) if reason == self.reason), None)
        return opinion(self.answer_id, helpful=self.helpful == "yes", comment=shown(self.comment), reason=reason, by=by, agent=agent)
