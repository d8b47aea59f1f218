"""A draft of the work order, from the question and the card's other fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.hotline.models import Category, NoPromise, Ticket, TransferUnit
from assistant.hotline.said import Said
from assistant.hotline.units import is_generic
from assistant.hotline.vocabulary import CATEGORIES
from assistant.hotline.which_places import matter_of
from assistant.models import Answer, Ask
from assistant.understand.cleaning import clean
from assistant.understand.understand import Understood

_SUMMARY, _REPLY = 60, 300  # characters
_PLACEHOLDER = re.compile(r"[［\[【][^［］\[\]【】]{1,10}[］\]】]")
_PART = re.compile(r"[^，,。；;！!？?]+[，,。；;！!？?]?")


def ticket_of(
    ask: Ask, answer: Answer, said: Said, understood: Understood, units: Sequence[TransferUnit], cautions: Sequence[NoPromise]
) -> Ticket:
    """The draft; whoever files it puts it right."""
    summary = summarised(answer.standalone_question)
    cited = said.basis or answer.citations
    matter = next((citation.heading for citation in cited if citation.heading), "") or matter_of(understood) or summary
    called = [unit.name for unit in units if not is_generic(unit.name)] or [unit.name for unit in units]
    return Ticket(
        summary=summary,
        category=category_of(answer.question),
        matter=matter[:_SUMMARY],
        places=answer.places or tuple(dict.fromkeys(citation.place for citation in cited)) or _where(ask),
        basis=tuple(dict.fromkeys(citation.address for citation in said.basis)),
        suggested_units=tuple(dict.fromkeys(called)),
        reply=_reply(said.text, [caveat.text for caveat in answer.caveats] if answer.claims else [], cautions),
    )


def summarised(question: str) -> str:
    """The question in at most 60 characters, by whole parts of it where it is longer; nothing of what stands for personal data."""
    text = re.sub(r"\s+", "", _PLACEHOLDER.sub("", clean(question))).strip("，,。；;：:、 ")
    if len(text) <= _SUMMARY:
        return text
    parts = _PART.findall(text)
    asking = next((i for i, part in enumerate(parts) if part.endswith(("？", "?")) and len(part) <= _SUMMARY), 0)
    kept = ""
    for part in parts[asking:]:
        if len(kept) + len(part) > _SUMMARY:
            break
        kept += part
    return kept.rstrip("，,；;") or text[:_SUMMARY]


def category_of(question: str) -> Category:
    """What kind of call it is, by the words of the question."""
    words = clean(question)
    return next((category for category, pattern in CATEGORIES if pattern.search(words)), "咨询")


def _where(ask: Ask) -> tuple[str, ...]:
    return tuple(filter(None, (ask.place or ask.caller_place,)))


def _reply(text: str, caveats: Sequence[str], cautions: Sequence[NoPromise]) -> str:
    """The words said, the caveats, and what the hedges mean, as far as whole sentences fit."""
    reply = text
    for more in (*caveats, *(f"“{caution.words}”：{caution.why}" for caution in cautions)):
        if len(reply) + len(more) <= _REPLY:
            reply += more
    return reply
