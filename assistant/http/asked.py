"""What a program may ask over HTTP, and within which limits; an unknown field is an error."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from assistant.fields import AS_OF, LIMITED_TO, QUESTION_EXAMPLE, SESSION_ID, SESSION_ID_EXAMPLE
from assistant.models import Ask
from assistant.record.export import Form
from assistant.record.models import Gap
from index.models import Frozen


def _tidy(value: object) -> object:
    """JSON may carry half a surrogate, which nothing further on can store."""
    return value.encode("utf-8", "replace").decode("utf-8").replace("\0", " ") if isinstance(value, str) else value


def _iso_date(value: str) -> str:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise ValueError("应为 2026-01-01 这样的日期")


Text = Annotated[str, BeforeValidator(_tidy)]
IsoDate = Annotated[str, AfterValidator(_iso_date), Field(json_schema_extra={"format": "date"})]


class AnswerRequest(Frozen, title="一个提问"):
    """A question as a program sends it; `place` limits it, `session_id` ties questions to one conversation.

    `spoken` asks for one sentence to say aloud.
    """

    question: Text = Field(max_length=20_000, description="提问", examples=[QUESTION_EXAMPLE])
    place: Text | None = Field(default=None, max_length=100, description=LIMITED_TO, examples=["张掖市"])
    session_id: Text | None = Field(default=None, max_length=200, description=SESSION_ID, examples=[SESSION_ID_EXAMPLE])
    as_of: IsoDate | None = Field(default=None, description=AS_OF, examples=["2026-01-01"])
    stream: bool = Field(
        default=False, strict=True, description="true 则逐步返回事件（text/event-stream）：step、claim、answer", examples=[False]
    )
    spoken: bool = Field(default=False, strict=True, description="true 则只要一句可以念出来的话", examples=[False])

    def ask(self) -> Ask:
        """The question as the assistant takes it."""
        place = (self.place or "").strip() or None
        return Ask(question=self.question, place=place, session_id=self.session_id or None, as_of=self.as_of, spoken=self.spoken)


class SearchRequest(Frozen, title="检索什么"):
    """What to search for; an unknown parameter is an error, so that a mistyped place never widens the search."""

    q: Text = Field(min_length=1, max_length=1000, description="要找的事，词或整句都可以", examples=["行政执法协调监督"])
    place: Text | None = Field(default=None, max_length=100, description=LIMITED_TO, examples=["张掖市"])
    limit: int = Field(default=10, ge=1, le=50, description="最多给几个条款", examples=[10])
    as_of: IsoDate | None = Field(default=None, description=AS_OF, examples=["2026-01-01"])


class GapsRequest(Frozen, title="要看哪些没有答上的问题"):
    """Which open questions to tell."""

    since: IsoDate | None = Field(default=None, description="从哪一天起；不给则全部", examples=["2026-01-01"])
    reason: Gap | None = Field(default=None, description="只看一种原因：not_held、not_said、unclear、withheld", examples=["not_held"])
    limit: int = Field(default=100, ge=1, le=1000, description="最多给几类", examples=[100])


class RecordsRequest(Frozen, title="导出哪些记录"):
    """Which part of the record to give, and in which form."""

    format: Form = Field(default="jsonl", description="jsonl 每行一个答案连同记录；csv 可用表格软件打开", examples=["csv"])
    since: IsoDate | None = Field(default=None, description="从哪一天起；不给则从头", examples=["2026-01-01"])
    until: IsoDate | None = Field(default=None, description="到哪一天为止，不含这一天；不给则到最后", examples=["2026-02-01"])
