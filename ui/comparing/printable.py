"""Words as an Office file can hold them: XML has no control characters."""

from __future__ import annotations

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(words: str) -> str:
    """The words without what would make a file unreadable."""
    return _NOT_IN_XML.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
