"""What the list shows: a reader's conversations, or, where something is looked for, the answers that are it."""

from __future__ import annotations

from collections.abc import Sequence

from index.models import Frozen
from ui.history.addresses import history_link
from ui.history.finding import Found, Wanted, find, shown
from ui.history.listing import Card, card
from ui.history.own import Told
from ui.history.paging import Pages, part
from ui.history.wording import STATUS

_CARDS, _FOUND = 10, 20  # on a page


class Choice(Frozen):
    """One of the things the list can be narrowed to."""

    value: str
    name: str


class Choices(Frozen):
    """What the list can be narrowed to: what there is, and what is asked for."""

    places: tuple[str, ...]
    statuses: tuple[Choice, ...]


class Seen(Frozen):
    """A page of the list: conversations or answers found, out of `total`; of a long list only this page is made ready."""

    total: int
    pages: Pages
    cards: tuple[Card, ...] = ()
    found: tuple[Found, ...] = ()


def choices(everything: Sequence[Told], wanted: Wanted) -> Choices:
    """The places and statuses of a reader's answers."""
    places = {place for told in everything for place in told.places} | {wanted.place} - {""}
    statuses = {answer.status for told in everything for answer in told.answers}
    named = (Choice(value=code, name=name) for code, name in STATUS.items() if code in statuses or code == wanted.status)
    return Choices(places=tuple(sorted(places)), statuses=tuple(named))


def looked(everything: Sequence[Told], wanted: Wanted, number: str) -> Seen:
    """A page of what is wanted."""
    if wanted.is_anything:
        listed, pages = part(everything, number, _CARDS, lambda page: history_link(page=page))
        return Seen(total=len(everything), pages=pages, cards=tuple(card(told) for told in listed))
    hits = find(everything, wanted)
    some, pages = part(hits, number, _FOUND, lambda page: history_link(**wanted.model_dump(), page=page))
    return Seen(total=len(hits), pages=pages, found=tuple(shown(hit, wanted.q) for hit in some))
