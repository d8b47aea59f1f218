"""What the list shows: a reader's conversations, or, where something is looked for, the answers that are it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bootstrap import Fazhi
from assistant.record.conversations import Conversation
from index.models import Frozen
from ui.history.addresses import history_link
from ui.history.finding import Found, Wanted, find, shown
from ui.history.listing import Card, card
from ui.history.own import told
from ui.history.paging import Pages, part

_CARDS, _FOUND = 10, 20  # on a page


class Seen(Frozen):
    """A page of the list: conversations or answers found, out of `total`; of a long list only this page is made ready."""

    total: int
    pages: Pages
    cards: tuple[Card, ...] = ()
    found: tuple[Found, ...] = ()


def places_of(fazhi: Fazhi, conversations: Sequence[Conversation], wanted: Wanted) -> tuple[str, ...]:
    """The places that the list can be narrowed to: those of a reader's answers, and the one asked for."""
    ids = [answer_id for conversation in conversations for answer_id in conversation.answer_ids]
    return tuple(sorted({*fazhi.records.places_of(ids), wanted.place} - {""}))


def looked(fazhi: Fazhi, conversations: Sequence[Conversation], wanted: Wanted, number: str) -> Seen:
    """A page of what is wanted; every answer is read only where something is looked for."""
    if wanted.is_anything:
        listed, pages = part(conversations, number, _CARDS, lambda page: history_link(page=page))
        return Seen(total=len(conversations), pages=pages, cards=tuple(card(one) for one in told(fazhi, listed)))
    hits = find(told(fazhi, conversations), wanted)
    some, pages = part(hits, number, _FOUND, lambda page: history_link(**wanted.model_dump(), page=page))
    return Seen(total=len(hits), pages=pages, found=tuple(shown(hit, wanted.q) for hit in some))
