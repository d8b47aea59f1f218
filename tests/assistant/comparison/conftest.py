"""What tests of comparing share: the bundled plans compared on a fixed day, and two small plans of other places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.bootstrap import Fazhi
from assistant.comparison.comparing import Comparing
from assistant.comparison.models import Comparison

TODAY = date(2026, 6, 1)
FOUR = ("张掖市", "长春市", "赣州市", "抚远市")


@pytest.fixture(scope="session")
def compare(fazhi: Fazhi) -> Callable[..., Comparison]:
    """Compares a topic over the bundled plans; of all four places where none is named."""
    comparing = Comparing(fazhi.index, fazhi.embedding, today=lambda: TODAY)

    def compared(topic: str, *places: str) -> Comparison:
        found = comparing.compare(topic, places or FOUR)
        assert isinstance(found, Comparison), found
        return found

    return compared


@pytest.fixture
def compare_small(workshop, plan_text: Callable[..., str]) -> Callable[..., Comparison]:
    """Compares a topic over small plans, given as the clauses of each place."""

    def compared(topic: str, **clauses: tuple[str, ...]) -> Comparison:
        for place, said in clauses.items():
            workshop.write(f"{place}方案.txt", plan_text(place, *said))
        workshop.build()
        found = Comparing(workshop.current(), workshop.embedding, today=lambda: TODAY).compare(topic, tuple(clauses))
        assert isinstance(found, Comparison), found
        return found

    return compared
