"""What the writing of an answer hands around: numbered evidence, a model's claims, and what became of each."""

from __future__ import annotations

from typing import Literal

from assistant.compose.statements import Statement
from index.models import Frozen, Span

Why = Literal["uncited", "places", "unsupported", "foreign", "empty", "too_long", "repeated", "beside"]


class Item(Frozen):
    """Sentences of a clause as a model gets them: under a number, with their source; `group` is the answer they are evidence for."""

    number: int
    group: int
    plan_id: str
    clause_id: str
    place: str
    address: str
    span: Span
    text: str


class RawClaim(Frozen):
    """A claim as it came from a model, with the numbers that came with it."""

    text: str
    evidence: tuple[int, ...]


class Passed(Frozen):
    """A claim that its own clauses support, as a statement that may be shown."""

    group: int
    statement: Statement


class Dropped(Frozen):
    """A claim that is not shown, and the items it cited."""

    why: Why
    items: tuple[Item, ...] = ()
