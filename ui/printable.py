"""Words as an Office file can hold them."""

from __future__ import annotations

import re

# What XML cannot hold, and marks that would turn the direction of the words after them.
_UNWRITABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(words: str) -> str:
    """The words without what would make a file unreadable."""
    return _UNWRITABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
