"""Questions that were left open, grouped so that someone can act: hold the document, ask the place, mend the check."""

from __future__ import annotations

from pydantic import Field
from sqlalchemy import func, select

from assistant.fields import AnswerId
from assistant.models import Answer
from assistant.record.database import Database
from assistant.record.models import Gap, Time
from assistant.record.stored import stored
from assistant.record.tables import ANSWERS
from index.models import Frozen


class GapGroup(Frozen, title="没有答上的一类问题"):
    """Open questions on one matter in one place, for one reason."""

    reason: Gap = Field(
        description="not_held 没有收录那里的文件；not_said 收录了但文件没有写；unclear 没说清是哪个地区或哪件事；"
        "withheld 找到了但没有通过核对",
        examples=["not_held"],
    )
    place: str = Field(description="所问的地区；没说清时为空", examples=["天水市"])
    matter: str = Field(description="所问的事项", examples=["行政调解"])
    count: int = Field(description="问了几次", examples=[12])
    last_asked: Time
    question: str = Field(description="最近一次的问法（个人信息已换成占位）", examples=["天水市的行政调解由谁负责？"])
    answer_id: AnswerId


def gaps(database: Database, since: str = "", reason: Gap | None = None, limit: int = 100) -> tuple[GapGroup, ...]:
    """The open questions since a day (ISO date), the most asked first."""
    columns = (ANSWERS.c.gap, ANSWERS.c.places, ANSWERS.c.matter)
    query = select(*columns, func.count().label("asked"), func.max(ANSWERS.c.number).label("last")).where(ANSWERS.c.gap.is_not(None))
    query = query.where(ANSWERS.c.created_at >= since) if since else query
    query = query.where(ANSWERS.c.gap == reason) if reason else query
    query = query.group_by(*columns).order_by(func.count().desc(), func.max(ANSWERS.c.number).desc()).limit(limit)
    with database.begin() as connection:
        groups = connection.execute(query).all()
        wanted = select(ANSWERS.c.number, ANSWERS.c.answer).where(ANSWERS.c.number.in_([group.last for group in groups]))
        answers = {row.number: stored(Answer, row.answer) for row in connection.execute(wanted)}
    return tuple(
        GapGroup(
            reason=group.gap,
            place=group.places or "",
            matter=group.matter or "",
            count=group.asked,
            last_asked=answers[group.last].created_at,
            question=answers[group.last].question,
            answer_id=answers[group.last].answer_id,
        )
        for group in groups
    )
