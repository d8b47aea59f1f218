"""The answer object: what was said with its citations, or why nothing was, and what the next question may refer to."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.clock import Clock
from assistant.compose.across import Outcome
from assistant.inquiry import Findings, Inquiry
from assistant.locate import Stop
from assistant.models import Answer, Approved, Ask, Caveat, Citation, Fallback, Generation, Trust, UnitNamed
from assistant.narrowing import Narrowing
from assistant.record.models import Review
from assistant.record.moments import written
from assistant.review.wording import Reused
from assistant.understand.cleaning import LONGEST, shown
from assistant.understand.conversation import Turn
from assistant.understand.understand import Understood
from assistant.writing import Written, caveats, suggestions, units_named


def finished(
    inquiry: Inquiry, findings: Findings, outcome: Outcome, written: Written, generation: Generation | None
) -> tuple[Answer, Turn]:
    """The answer that rests on documents."""
    understood, located = inquiry.understood, inquiry.located
    spoken_of = findings.saying if understood.scope == "which" else findings.answers
    places = tuple(dict.fromkeys(answer.group.place for answer in spoken_of))
    unheard = (Fallback(part="llm", reason=generation.failure),) if generation and generation.failure else ()
    answer = _answer(
        inquiry.ask,
        understood,
        inquiry.as_of,
        inquiry.clock,
        status=outcome.status,
        trust=_trust(written, generation),
        answer=written.text,
        claims=written.claims,
        citations=written.citations,
        places=(*places, *located.uncovered),
        responsible_units=units_named(findings.saying),
        caveats=(*_caveats(inquiry, written), *inquiry.queries.caveats),
        missing=outcome.missing,
        related=tuple(answer.related for answer in findings.answers if answer.related and not answer.statements),
        suggestions=outcome.suggestions or _suggestions(inquiry, findings),
        generation=generation,
        searched_also=findings.also,
        searched_with=inquiry.queries.searched_with,
        fallbacks=(*inquiry.queries.fallbacks, *findings.failed, *unheard),
    )
    clause_ids = tuple(dict.fromkeys(clause_id for found in findings.saying for clause_id in found.clause_ids))
    return answer, _turn(inquiry, places, clause_ids, written.citations)


def reused_answer(inquiry: Inquiry, review: Review, wording: Reused) -> tuple[Answer, Turn]:
    """The answer that a supervisor approved, with what must be said of its documents today."""
    citations, clauses = wording.citations, inquiry.index.clauses
    places = tuple(dict.fromkeys(citation.place for citation in citations))
    units = (unit for citation in citations for unit in clauses[citation.clause_id].responsible_units if unit.name in wording.text)
    answer = _answer(
        inquiry.ask,
        inquiry.understood,
        inquiry.as_of,
        inquiry.clock,
        status="answered",
        trust="verbatim" if review.verdict == "approve" and not any(claim.worded for claim in wording.claims) else "verified",
        answer=wording.text,
        claims=wording.claims,
        citations=citations,
        places=places,
        responsible_units=tuple(dict.fromkeys(UnitNamed(name=unit.name, role=unit.role) for unit in units)),
        caveats=caveats(inquiry.index, citations, inquiry.as_of),
        approved=Approved(answer_id=review.answer_id, by=review.by, at=review.created_at),
    )
    return answer, _turn(inquiry, places, tuple(dict.fromkeys(citation.clause_id for citation in citations)), citations)


def _turn(inquiry: Inquiry, places: tuple[str, ...], clause_ids: tuple[str, ...], citations: Sequence[Citation]) -> Turn:
    understood = inquiry.understood
    return Turn(
        places=places,
        matter=understood.topic.words,
        question=understood.matter,
        kinds=understood.documents.kinds,
        clause_ids=clause_ids,
        plan_ids=tuple(dict.fromkeys(citation.plan_id for citation in citations)) or _spoken_of(inquiry),
    )


def _spoken_of(inquiry: Inquiry) -> tuple[str, ...]:
    """A conversation stays with its documents where one question finds nothing in them."""
    return inquiry.before.plan_ids if inquiry.before and inquiry.understood.carried else ()


def _caveats(inquiry: Inquiry, written: Written) -> tuple[Caveat, ...]:
    located, listed = inquiry.located, inquiry.understood.documents.fields == ("catalogue",)
    return caveats(inquiry.index, written.citations, inquiry.as_of, located.uncovered, located.unheld, listed=listed)


def _suggestions(inquiry: Inquiry, findings: Findings) -> tuple[str, ...]:
    """Only where the next question, which names no edition, is put to the document that was cited."""
    narrowing = Narrowing(inquiry.index, inquiry.understood, inquiry.as_of)
    clauses = inquiry.index.clauses
    usual = [one for one in findings.saying[:2] if one.clause_ids and narrowing.is_usual(clauses[one.clause_ids[0]].plan_id)]
    return suggestions(inquiry.index, usual, inquiry.understood.intents)


def stopped(ask: Ask, stop: Stop, understood: Understood | None, as_of: date, clock: Clock) -> tuple[Answer, Turn | None]:
    """The answer that needs no documents."""
    answer = _answer(
        ask,
        understood,
        as_of,
        clock,
        status=stop.status,
        trust="none",
        answer=stop.text,
        places=stop.places,
        suggestions=stop.suggestions,
    )
    if understood is None or stop.status not in ("not_covered", "needs_clarification"):
        return answer, None
    return answer, Turn(places=stop.places, matter=understood.topic.words, question=understood.matter)


def _answer(ask: Ask, understood: Understood | None, as_of: date, clock: Clock, **fields: Any) -> Answer:
    question = shown(ask.question)[: LONGEST + 1]
    return Answer(
        answer_id=uuid.uuid4().hex,
        question=question,
        standalone_question=understood.standalone if understood else question,
        as_of=as_of.isoformat(),
        session_id=ask.session_id,
        created_at=written(),
        timings_ms=clock.timings(),
        **fields,
    )


def _trust(written: Written, generation: Generation | None) -> Trust:
    if not written.claims:
        return "none"
    return "verified" if generation and generation.shown else "verbatim"
