"""What is said of an answer goes into the record without anybody's personal data."""

from __future__ import annotations

from assistant.record.models import Feedback
from assistant.review.opinions import opinion


def test_an_opinion_keeps_what_was_said_and_by_whom_but_no_personal_data() -> None:
    said = opinion("a1", helpful=False, comment="请回电13800138000", reason="outdated", by="热线大厅", agent="0417")
    assert "13800138000" not in said.comment and said.comment.startswith("请回电")
    assert said == Feedback(
        answer_id="a1",
        helpful=False,
        reason="outdated",
        comment=said.comment,
        by="热线大厅",
        agent="0417",
        created_at=said.created_at,
    )
