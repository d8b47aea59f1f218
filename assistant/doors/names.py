"""Names of people: compared as they are kept, and never one that looks like another for what cannot be seen in it."""

from __future__ import annotations

import unicodedata

from assistant.doors.errors import BadPerson

LONGEST_NAME = 100  # characters


def name_of(said: str) -> str:
    """A name in its one form, without blanks around it; raises BadPerson."""
    name = unicodedata.normalize("NFC", said).strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadPerson(f"名字要有字，最多 {LONGEST_NAME} 个字。")
    if "," in name or any(unicodedata.category(char)[0] == "C" or unicodedata.category(char) in ("Zl", "Zp") for char in name):
        raise BadPerson("名字里不能有逗号、换行和看不见的字符。")
    return name
