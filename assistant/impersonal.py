"""A question without what it says of the person who asks: replaced before anything else sees it."""

from __future__ import annotations

from collections import Counter

from assistant.models import Ask
from assistant.privacy import pseudonym, without_personal_data
from assistant.understand.cleaning import LONGEST, shown
from index.models import Frozen

_READ = 2 * LONGEST  # characters


class Impersonal(Frozen):
    """A question in which personal data is replaced, and how much of each kind there was; the data itself is gone."""

    ask: Ask
    counts: dict[str, int]


def impersonal(ask: Ask, secret: bytes) -> Impersonal:
    """Replace personal data in everything that was said; an id that is personal (a caller's number) becomes another that is not."""
    # What is too long to be answered is not read to its end either, but it stays too long.
    said = {name: without_personal_data(text[:_READ]) for name in ("question", "place", "caller_place") if (text := getattr(ask, name))}
    counts: Counter[str] = Counter()
    for cleaned in said.values():
        counts.update(cleaned.counts)
    session_id = pseudonym(_storable(ask.session_id), secret) if ask.session_id else None
    changed = {name: shown(cleaned.text)[: LONGEST + 1] for name, cleaned in said.items()} | {"session_id": session_id}
    return Impersonal(ask=ask.model_copy(update=changed), counts=dict(counts))


def _storable(text: str) -> str:
    """An id that every database can keep: no half surrogates, no zero characters."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
