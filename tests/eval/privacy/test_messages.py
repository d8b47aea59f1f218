"""Made-up messages are the same for the same seed, hold what they say they hold, and are cleaned."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.privacy import without_personal_data
from assistant.privacy.placeholders import WORDS
from eval.privacy.__main__ import missed
from eval.privacy.harmless import harmless
from eval.privacy.messages import messages


def test_the_same_seed_makes_the_same_messages_with_their_items_in_them() -> None:
    made = messages(3)
    assert made == messages(3) != messages(4)
    assert len(made) >= 220 and sum(len(message.items) for message in made) >= 330
    assert all(item.value in message.text for message in made for item in message.items)


@pytest.mark.parametrize("seed", [1, 7])
def test_of_each_kind_nearly_all_is_replaced(seed: int) -> None:
    made = messages(seed)
    asked = Counter(item.kind for message in made for item in message.items)
    left = Counter(item.kind for message in made for item in missed(message))
    assert set(asked) == set(WORDS)
    for kind in asked:
        assert left[kind] <= asked[kind] * (0.1 if kind in ("name", "address") else 0.01), kind


@pytest.mark.parametrize("seed", [1, 7])
def test_no_harmless_message_is_changed(seed: int) -> None:
    assert [text for text in harmless(seed) if without_personal_data(text).counts] == []
