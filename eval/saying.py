"""Whether an answer says certain words: matched at their boundaries, whatever marks and spaces lie between."""

from __future__ import annotations

import re
from itertools import pairwise

from index.words import plain

_IGNORED = r"[^\w%]*"  # marks and spaces carry no meaning between two words
_NUMERALS = (r"[\d.]", r"[一二三四五六七八九十百千万两〇零]")
_MARKER = re.compile(r"\[\d+\]")


def says(answer: str, fact: str) -> bool:
    """Whether words are said, whatever marks and spaces lie between them, and not as part of a longer number: 70 is not in 170."""
    words = re.findall(r"[\w%]|(?<=\d)[^\w%]+(?=\d)", plain(fact))
    if not words:
        return False
    pattern = "".join(_spelt(one, other) for one, other in pairwise([*words, ""]))
    before, after = _edge(words[0])[0], _edge(words[-1])[1]
    return bool(re.search(before + pattern + after, plain(_MARKER.sub("。", answer))))


def _spelt(one: str, other: str) -> str:
    """A character with what may follow it; the digits of one number stand together, those of two stay apart."""
    if not re.match(r"[\w%]", one):
        return r"[^\w%]+"
    return re.escape(one) + (_IGNORED if other and not (one.isdigit() and (other.isdigit() or not re.match(r"[\w%]", other))) else "")


def _edge(char: str) -> tuple[str, str]:
    """What may not stand before and after a number that begins or ends with this character."""
    return next(((f"(?<!{kind})", f"(?!{kind})") for kind in _NUMERALS if re.match(kind, char)), ("", ""))
