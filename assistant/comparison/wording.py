"""Which words of a cell stand in other places' cells of the row too: official wording that is shared, told from the place's own.

Width, white space and punctuation do not count. A number with what it counts, and a date, are one: they are shared only whole.
What is shared begins and ends with a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from assistant.comparison.models import Segment
from index.words import plain, segments

_FEWEST = 6  # characters in a row that are more than chance
_COUNTED = "个|项|条|次|期|件|人|名|家|倍|成|天|日|周|月|年|季度|小时|学时|万|亿|元|级"
_NUMBER = re.compile(
    rf"[0-9０-９]+(?:[.．,，—–\-~～/][0-9０-９]+)*(?:年(?:[0-9０-９]+月(?:[0-9０-９]+日)?)?|月(?:[0-9０-９]+日)?|[%％‰]|{_COUNTED})?"
    rf"|[一二两三四五六七八九十百千零〇]+(?:分之[一二三四五六七八九十百]+|{_COUNTED})"
)
_LINKING = re.compile(r"[的地了]")  # a word that only links, between two shared stretches, is no wording of one's own


@dataclass(frozen=True)
class _Token:
    """A character that counts, or a whole number, and where it stands."""

    text: str
    start: int
    end: int


def told_apart(quote: str, others: Sequence[str]) -> tuple[Segment, ...]:
    """A quote in segments, those shared with any of the other texts marked; joined they are the quote."""
    tokens = tuple(_tokens(quote))
    shared = _stretches(tokens, [[token.text for token in _tokens(other)] for other in others])
    marks = [False] * len(quote)
    for token, is_shared in zip(tokens, shared, strict=True):
        marks[token.start : token.end] = [is_shared] * (token.end - token.start)
    marks = _long_enough(quote, _linked(quote, _in_words(quote, marks)))
    return tuple(
        Segment(text="".join(quote[at] for at in stretch), shared=is_shared)
        for is_shared, stretch in ((key, list(of)) for key, of in groupby(range(len(quote)), key=_punctuated(quote, marks).__getitem__))
    )


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    for number in (*_NUMBER.finditer(text), None):
        for i in range(at, number.start() if number else len(text)):
            if text[i].isalnum():
                yield _Token(plain(text[i]), i, i + 1)
        if number:
            yield _Token(plain(number[0]), number.start(), number.end())
            at = number.end()


def _stretches(tokens: Sequence[_Token], others: Sequence[Sequence[str]]) -> list[bool]:
    """Which tokens are part of a run, long enough to be no chance, that another text has as well."""
    known = {run for other in others for at in range(len(other)) if (run := _run(other, at))}
    words = [token.text for token in tokens]
    shared = [False] * len(words)
    for at in range(len(words)):
        if (run := _run(words, at)) in known:
            shared[at : at + len(run)] = [True] * len(run)
    return shared


def _run(words: Sequence[str], at: int) -> tuple[str, ...]:
    """The shortest run from here on that is long enough, nothing where the text ends before; a number alone is none."""
    end, length = at, 0
    while end < len(words) and (length < _FEWEST or end - at < 2):
        length += len(words[end])
        end += 1
    return tuple(words[at:end]) if length >= _FEWEST and end - at > 1 else ()


def _in_words(quote: str, marks: Sequence[bool]) -> list[bool]:
    """The same marks, but for words of which only a part is shared."""
    kept = list(marks)
    edges = {0, *accumulate(map(len, segments(quote)))} - {i for token in _tokens(quote) for i in range(token.start + 1, token.end)}
    for start, end in pairwise(sorted(edges)):
        if not all(marks[i] for i in range(start, end) if quote[i].isalnum()):
            kept[start:end] = [False] * (end - start)
    return kept


def _linked(quote: str, marks: Sequence[bool]) -> list[bool]:
    kept = list(marks)
    counting = [i for i, char in enumerate(quote) if char.isalnum()]
    for before, at, after in zip(counting, counting[1:], counting[2:], strict=False):
        if marks[before] and marks[after] and _LINKING.match(quote[at]):
            kept[at] = True
    return kept


def _long_enough(quote: str, marks: Sequence[bool]) -> list[bool]:
    """Without shared stretches of fewer characters than are more than chance."""
    kept = list(marks)
    counting = [i for i, char in enumerate(quote) if char.isalnum()]
    for is_shared, stretch in ((key, list(of)) for key, of in groupby(counting, key=marks.__getitem__)):
        if is_shared and len(stretch) < _FEWEST:
            for i in stretch:
                kept[i] = False
    return kept


def _punctuated(quote: str, marks: Sequence[bool]) -> list[bool]:
    """What does not count goes with the character before it, at the beginning with the one after."""
    kept: list[bool] = []
    current = next((marks[i] for i, char in enumerate(quote) if char.isalnum()), False)
    for i, char in enumerate(quote):
        current = marks[i] if char.isalnum() else current
        kept.append(current)
    return kept
