"""What goes into the assistant and what comes out: the question asked and the answer given."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from index.models import Frozen

Status = Literal["answered", "partial", "not_found", "not_covered", "needs_clarification", "out_of_scope", "greeting", "blocked"]
Trust = Literal["verbatim", "verified", "none"]


class Ask(Frozen):
    """A question as it came in; `place` is the place it was limited to, `as_of` an ISO date."""

    question: str
    place: str | None = None
    session_id: str | None = None
    as_of: str | None = None


class Citation(Frozen):
    """Whole sentences of one clause that a claim rests on; `text[start:end] == quote` in the plan's text."""

    marker: int
    plan_id: str
    plan_title: str
    place: str
    kind: str
    path: tuple[str, ...]
    address: str
    clause_id: str
    heading: str
    quote: str
    start: int
    end: int
    digest: str


class Claim(Frozen):
    """One thing the answer asserts, with the markers of the citations that support it."""

    text: str
    citations: tuple[int, ...]
    supported: bool = True


class UnitNamed(Frozen):
    """A unit printed in a cited clause, with the role printed for it."""

    name: str
    role: str


class Caveat(Frozen):
    """Something the reader must know about the documents cited, said once."""

    code: str
    text: str


class Related(Frozen):
    """A clause near to what was asked that does not answer it."""

    plan_id: str
    clause_id: str
    address: str
    heading: str


class Answer(Frozen):
    """The one answer object, the same from the command, HTTP and the evaluation."""

    answer_id: str
    question: str
    standalone_question: str
    status: Status
    trust: Trust
    answer: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    places: tuple[str, ...] = ()
    responsible_units: tuple[UnitNamed, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    missing: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    suggestions: tuple[str, ...] = ()
    as_of: str
    session_id: str | None = None
    created_at: str
    timings_ms: dict[str, float] = Field(default_factory=dict)
