"""An answer becomes the hotline's card: a pure function of the question asked, the answer given, and the documents held."""

from __future__ import annotations

from assistant.hotline.caution import not_to_promise
from assistant.hotline.confidence import confidence_of
from assistant.hotline.escalating import escalation_of, said_instead
from assistant.hotline.hearing import heard
from assistant.hotline.models import Card, TransferUnit
from assistant.hotline.refusing import asked_back, refused
from assistant.hotline.said import Said
from assistant.hotline.saying import say
from assistant.hotline.ticketing import ticket_of
from assistant.models import Answer, Ask
from assistant.understand.understand import Understood
from index.search import Index


def card_of(ask: Ask, answer: Answer, index: Index) -> Card:
    """The card of an answer; the same answer over the same index gives the same card."""
    understood = heard(answer, index)
    ask_back = asked_back(ask, answer, understood, index)
    said = _said(answer, understood, ask_back, index)
    escalate = escalation_of(answer, said, understood)
    instead = said_instead(escalate)
    if instead:
        said, ask_back = Said(text=instead), None
    cautions = () if instead else not_to_promise(answer, said, index)
    units = () if instead else _units(answer, said, index, of_asked=any(part.unit for part in understood.parts))
    return Card(
        answer_id=answer.answer_id,
        status=answer.status,
        trust=answer.trust,
        say=said.text,
        basis=said.basis,
        confidence=confidence_of(answer, said, cautions),
        do_not_promise=cautions,
        transfer_to=units,
        ask_back=ask_back,
        ticket=ticket_of(ask, answer, said, understood, units, cautions),
        escalate=escalate,
    )


def _said(answer: Answer, understood: Understood, ask_back: str | None, index: Index) -> Said:
    if answer.claims and answer.citations:
        return say(answer, understood, index)
    return Said(text=refused(answer, ask_back))


def _units(answer: Answer, said: Said, index: Index, *, of_asked: bool) -> tuple[TransferUnit, ...]:
    """The units printed in the clauses that the words rest on, each once with its role and place; `of_asked` only those asked about."""
    cited = said.basis or answer.citations
    printed = [(citation.place, unit) for citation in cited for unit in index.clauses[citation.clause_id].responsible_units]
    asked = {(unit.name, unit.role) for unit in answer.responsible_units}
    printed = [(place, unit) for place, unit in printed if not of_asked or (unit.name, unit.role) in asked]
    return tuple(dict.fromkeys(TransferUnit(name=unit.name, role=unit.role, place=place) for place, unit in printed))
