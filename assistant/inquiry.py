"""A question under way: what was asked, of which documents, and with what it is being answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.clock import Clock
from assistant.compose.asking import GroupAnswer
from assistant.locate import Located
from assistant.models import Ask, Fallback
from assistant.queries import Queries
from assistant.understand.conversation import Turn
from assistant.understand.understand import Understood
from index.models import Frozen
from index.search import Index


@dataclass(frozen=True)
class Inquiry:
    """A question that was understood and located; `before` is the turn of the conversation it may refer to."""

    ask: Ask
    index: Index
    understood: Understood
    located: Located
    before: Turn | None
    as_of: date
    clock: Clock
    queries: Queries


class Findings(Frozen):
    """What each group of documents says, checked; `also` are words a model added to the search, `failed` one that could not be asked."""

    answers: tuple[GroupAnswer, ...]
    also: tuple[str, ...] = ()
    failed: tuple[Fallback, ...] = ()

    @property
    def saying(self) -> tuple[GroupAnswer, ...]:
        """Those that say something."""
        return tuple(answer for answer in self.answers if answer.statements)
