"""What goes into the assistant and what comes out: the question asked and the answer given."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from index.models import Frozen

Status = Literal["answered", "partial", "not_found", "not_covered", "needs_clarification", "out_of_scope", "greeting", "blocked"]
Trust = Literal["verbatim", "verified", "none"]


class Ask(Frozen):
    """A question as it came in; `place` is the place it was limited to, `as_of` an ISO date, `spoken` asks for words to say aloud."""

    question: str
    place: str | None = None
    session_id: str | None = None
    as_of: str | None = None
    spoken: bool = False


class Citation(Frozen):
    """Whole sentences of one clause that a claim rests on; `text[start:end] == quote` in the plan's text.

    `page` is that of the original file where it has pages, `confidence` (0 to 1) is given where a picture was read.
    """

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
    page: int | None = None
    confidence: float | None = None


class Claim(Frozen):
    """One thing the answer asserts, with the markers of the citations that support it; `worded` where a model put it so."""

    text: str
    citations: tuple[int, ...]
    supported: bool = True
    worded: bool = False


class UnitNamed(Frozen):
    """A unit printed in a cited clause, with the role printed for it."""

    name: str
    role: str


class Caveat(Frozen):
    """Something the reader must know about the documents cited, said once."""

    code: str
    text: str


class Generation(Frozen):
    """What a model made of the answer: of the claims received, so many were shown and so many not, and for what.

    `prompt_digest` is the version of the prompt; `failure` says why the model could not be heard to its end.
    """

    model: str
    prompt: str
    prompt_digest: str
    received: int
    shown: int
    dropped: int
    dropped_for: dict[str, int] = Field(default_factory=dict)
    failure: str = ""


class Fallback(Frozen):
    """A service that was configured and could not be used for this answer.

    `reason` is a short code: timeout, unreachable, busy, refused, failed, unreadable, or resting (it failed too often just now).
    """

    part: Literal["llm", "embedding", "rerank"]
    reason: str


class SearchedWith(Frozen):
    """The models that took part in the search: `embedding` is empty where keywords alone were searched."""

    embedding: str = ""
    reranker: str = ""


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
    generation: Generation | None = None
    fallbacks: tuple[Fallback, ...] = ()
    searched_with: SearchedWith = SearchedWith()
    searched_also: tuple[str, ...] = ()  # words a model added to the search, none of which is a fact
