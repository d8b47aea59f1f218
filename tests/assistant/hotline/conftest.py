"""What the card's tests share: every development case with its card, made once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.hotline.card import card_of
from assistant.hotline.models import Card
from assistant.models import Answer, Ask
from eval.cases import Case
from index.search import Index

Carded = tuple[Case, Answer, Card]


@pytest.fixture(scope="session")
def carded(development: list[tuple[Case, Answer]], index: Index) -> list[Carded]:
    """Every development case, its answer and its card."""
    return [(case, answer, card_of(Ask(question=case.question, place=case.place), answer, index)) for case, answer in development]


@pytest.fixture(scope="session")
def card(ask: Callable[..., Answer], index: Index) -> Callable[..., Card]:
    """The card of a question; place, caller_place and as_of may be given."""

    def make(question: str, **given: str) -> Card:
        answered = ask(question, **{"as_of": "2026-11-22", **given})
        return card_of(Ask(question=question, **given), answered, index)

    return make
