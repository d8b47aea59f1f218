"""Deliberate faults of the answering, switched on one at a time: the gate must fail on each and name it.

A gate that passes a broken assistant is worth nothing; this is how it is tested (`fazhi eval faults`). Each fault says
which of the gate's problems must be among those it causes.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import assistant.chat
import assistant.compose.asking
import assistant.findings
import assistant.finishing
import assistant.no_question
import assistant.record.records
import assistant.writing
import index.search
from assistant.compose.asking import GroupAnswer
from assistant.locate import Located, Stop
from assistant.models import Citation
from index.models import Plan

Replace = Callable[[Any], Any]  # the function as it is in, the faulty one out


@dataclass(frozen=True)
class Fault:
    """Something broken: where, how, and the problems of which the gate must name one."""

    name: str
    owner: Any
    attribute: str
    breaks: Replace
    named: tuple[str, ...]


def _place_filter_off(right: Callable[..., Located | Stop]) -> Callable[..., Located | Stop]:
    def wrong(understood: Any, ask: Any, plans: list[Plan]) -> Located | Stop:
        located = right(understood, ask, plans)
        if isinstance(located, Stop):
            return located
        every = tuple(plan.plan_id for plan in plans)
        return located.model_copy(update={"groups": tuple(g.model_copy(update={"plan_ids": every}) for g in located.groups)})

    return wrong


def _always(value: Any) -> Replace:
    return lambda right: lambda *given, **named: value


def _cited(change: Callable[[Citation], dict[str, Any]]) -> Replace:
    """Alters every citation that is written."""

    def breaks(right: Callable[..., Citation]) -> Callable[..., Citation]:
        @functools.wraps(right)
        def wrong(*given: Any) -> Citation:
            citation = right(*given)
            return citation.model_copy(update=change(citation))

        return wrong

    return breaks


def _next_number(citation: Citation) -> dict[str, Any]:
    last = citation.path[-1] if citation.path else ""
    shifted = last.translate(str.maketrans("一二三四五六七八九0123456789", "二三四五六七八九一1234567890"))
    return (
        {"path": (*citation.path[:-1], shifted), "address": citation.address.replace(last.rstrip(".．"), shifted.rstrip(".．"))}
        if last
        else {}
    )


def _first_only(right: Callable[..., GroupAnswer]) -> Callable[..., GroupAnswer]:
    def wrong(*given: Any, **named: Any) -> GroupAnswer:
        answer = right(*given, **named)
        return answer.model_copy(update={"statements": answer.statements[:1]})

    return wrong


def _said(change: Callable[[str], str]) -> Replace:
    """Alters every statement after it was checked."""

    def breaks(right: Callable[..., GroupAnswer]) -> Callable[..., GroupAnswer]:
        def wrong(*given: Any, **named: Any) -> GroupAnswer:
            answer = right(*given, **named)
            return answer.model_copy(update={"statements": tuple(s.model_copy(update={"text": change(s.text)}) for s in answer.statements)})

        return wrong

    return breaks


_PARAPHRASE = str.maketrans({"的": "之", "和": "与", "应": "该"})
_OTHER_YEARS = str.maketrans("0123456789", "1234567890")

FAULTS: tuple[Fault, ...] = (
    Fault("place_filter_off", assistant.chat, "locate", _place_filter_off, ("leakage",)),
    Fault("refusal_threshold_0", assistant.compose.asking, "suffices", _always(True), ("refusal",)),
    Fault(
        "offsets_off_by_one",
        assistant.writing._Markers,
        "_citation",
        _cited(lambda c: {"start": c.start + 1, "end": c.end + 1}),
        ("quotes",),
    ),
    Fault("wrong_clause_number", assistant.writing._Markers, "_citation", _cited(_next_number), ("address",)),
    Fault("caveats_dropped", assistant.finishing, "caveats", _always(()), ("caveats",)),
    Fault("keyword_search_off", index.search.Index, "keyword_search", _always([]), ("search:keyword",)),
    Fault("vectors_off", index.search.Index, "vector_search", _always([]), ("search:vectors",)),
    Fault("first_sentence_only", assistant.findings, "_check", _first_only, ("facts",)),
    Fault("history_ignored", assistant.record.records.Records, "last_turn", _always(None), ("follow_up",)),
    Fault(
        "quotes_paraphrased",
        assistant.writing._Markers,
        "_citation",
        _cited(lambda c: {"quote": c.quote.translate(_PARAPHRASE)}),
        ("quotes",),
    ),
    Fault("numbers_altered_after_the_check", assistant.findings, "_check", _said(lambda text: text.translate(_OTHER_YEARS)), ("support",)),
    Fault("citations_lost", assistant.writing._Markers, "_citation", _cited(lambda c: {"marker": c.marker + 1}), ("marked",)),
    Fault("guard_off", assistant.no_question, "is_subversion", _always(False), ("injection",)),
    Fault("ended_periods_unsaid", assistant.writing, "has_ended", _always(False), ("caveats",)),
    Fault("answering_raises", assistant.chat, "Writer", lambda right: functools.partial(_raise), ("error",)),
)


def _raise(*given: Any, **named: Any) -> None:
    raise RuntimeError("a fault switched on to test the gate")


@contextmanager
def switched_on(fault: Fault) -> Iterator[None]:
    """The fault, for as long as the context lasts."""
    right = getattr(fault.owner, fault.attribute)
    setattr(fault.owner, fault.attribute, fault.breaks(right))
    try:
        yield
    finally:
        setattr(fault.owner, fault.attribute, right)
