"""Words looked for in one's own answers: width, case, script and spaces make no difference, and what was hit is shown as it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.understand.cleaning import simplified
from index.models import Frozen
from index.words import plain

_REMEMBERED = 50_000  # characters
_BEFORE, _SHOWN = 30, 140  # characters of a long text shown before what was hit, and in all


class Stretch(Frozen):
    """Words that were looked for, or words between them."""

    text: str
    hit: bool = False


class _Folds(dict[int, str]):
    """What each character is compared as; nothing for spaces and what cannot be seen."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        unseen = char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Cs")
        said = "" if unseen else "".join(simplified(plain(char)).split())
        if len(self) < _REMEMBERED:
            self[code] = said
        return said


_FOLDS = _Folds()


def folded(text: str) -> str:
    """A text as it is compared, character by character, so that a hit can be found again in the text as it stands."""
    return text.translate(_FOLDS)


def words_of(query: str) -> tuple[str, ...]:
    """The words of a query as they are compared; all of them have to be found."""
    return tuple(dict.fromkeys(filter(None, (folded(word) for word in query.split()))))


def stretches(text: str, words: Sequence[str]) -> tuple[Stretch, ...]:
    """A text in stretches hit and not hit; joined they are the text."""
    hit = _hit(text, words)
    cuts = [0, *(at for at in range(1, len(text)) if hit[at] != hit[at - 1]), len(text)]
    return tuple(Stretch(text=text[a:b], hit=hit[a]) for a, b in pairwise(cuts) if a < b)


def around(text: str, words: Sequence[str]) -> tuple[Stretch, ...]:
    """The same of a text on one line, and of a long one only what is around the first hit."""
    line = " ".join(text.split())
    first = _hit(line, words)
    start = max(0, first.index(True) - _BEFORE) if True in first else 0
    start = 0 if len(line) <= _SHOWN else min(start, len(line) - _SHOWN)
    before, after = "……" if start else "", "……" if start + _SHOWN < len(line) else ""
    found = stretches(line[start : start + _SHOWN], words)
    return tuple(filter(lambda stretch: stretch.text, (Stretch(text=before), *found, Stretch(text=after))))


def _hit(text: str, words: Sequence[str]) -> list[bool]:
    """For each character whether it is of a word looked for."""
    pieces = [_FOLDS[ord(char)] for char in text]
    origin = [at for at, piece in enumerate(pieces) for _ in piece]
    whole = "".join(pieces)
    hit = [False] * len(text)
    for start, end in (span for word in words for span in _spans(whole, word)):
        first, last = origin[start], origin[end - 1]
        hit[first : last + 1] = [True] * (last + 1 - first)
    return hit


def _spans(whole: str, word: str) -> Iterator[tuple[int, int]]:
    at = whole.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = whole.find(word, at + len(word))
