"""What a program may ask over HTTP, and within which limits; an unknown field is an error."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from assistant.models import Ask
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


class AnswerRequest(Frozen):
    """A question as a program sends it; `place` limits it, `session_id` ties questions to one conversation.

    `spoken` asks for one sentence to say aloud.
    """

    question: Text = Field(max_length=20_000)
    place: Text | None = Field(default=None, max_length=100)
    session_id: Text | None = Field(default=None, max_length=200)
    as_of: Annotated[str, AfterValidator(_iso_date)] | None = None
    stream: bool = False
    spoken: bool = False

    def ask(self) -> Ask:
        """The question as the assistant takes it."""
        place = (self.place or "").strip() or None
        return Ask(question=self.question, place=place, session_id=self.session_id or None, as_of=self.as_of, spoken=self.spoken)


class SearchRequest(Frozen):
    """What to search for; an unknown parameter is an error, so that a mistyped place never widens the search."""

    q: Text = Field(min_length=1, max_length=1000)
    place: Text | None = Field(default=None, max_length=100)
    limit: int = Field(default=10, ge=1, le=50)
