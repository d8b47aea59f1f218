"""Prints how much of made-up personal data is replaced, by kind, and how many harmless messages are changed."""

from __future__ import annotations

import sys
from collections import Counter

from assistant.privacy import without_personal_data
from assistant.privacy.placeholders import WORDS
from eval.privacy.harmless import harmless
from eval.privacy.messages import Item, Message, messages


def missed(message: Message) -> list[Item]:
    """The items of a message that can still be read after cleaning."""
    text = without_personal_data(message.text).text
    return [item for item in message.items if item.value in text or (item.kind == "address" and item.value[-5:] in text)]


def main(seed: int = 1) -> int:
    """Measure and print; 1 where a harmless message was changed."""
    made = messages(seed)
    asked = Counter(item.kind for message in made for item in message.items)
    left = Counter(item.kind for message in made for item in missed(message))
    print(f"{len(made)} messages, {sum(asked.values())} items, seed {seed}")
    for kind in WORDS:
        print(f"{kind:10} {asked[kind] - left[kind]:4}/{asked[kind]:<4} {1 - left[kind] / max(asked[kind], 1):7.2%}")
    changed = [text for text in harmless(seed) if without_personal_data(text).counts]
    print(f"harmless   {len(changed):4}/{len(harmless(seed))} changed")
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
