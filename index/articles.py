"""Articles a source does not begin on a line of their own, or prints without a space: found where just their number is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.blocks import Line
from index.numbering import ARTICLE, Label, label_at

_AFTER_SENTENCE = re.compile(r"[。！？][ \t\u3000\xa0]*(?=第)")


def with_missing_articles(text: str, lines: list[Line]) -> list[Line]:
    """The lines, cut where an article runs on after a sentence, if the articles around it leave out exactly its number."""
    following = _following_articles(lines)
    found: list[Line] = []
    last = 0
    for line, following_number in zip(lines, following, strict=True):
        if line.label and line.label.scheme == ARTICLE:
            last = line.label.number
        for part in _parts(text, line, last, following_number):
            found.append(part)
            last = part.label.number if part.label and part.label.scheme == ARTICLE else last
    return found


def _following_articles(lines: list[Line]) -> list[int | None]:
    """For each line the number of the next article that begins a line after it."""
    following: list[int | None] = []
    number: int | None = None
    for line in reversed(lines):
        following.append(number)
        if line.label and line.label.scheme == ARTICLE:
            number = line.label.number
    return following[::-1]


def _parts(text: str, line: Line, last: int, following: int | None) -> Iterator[Line]:
    """The line itself, or the parts it falls into where missing articles begin."""
    if not last or line.page or line.row or (following is not None and following <= last + 1):
        yield line
        return
    start, label = line.start, line.label
    for at, missing in _missing(text, line, last, following):
        if at > line.start:
            yield replace(line, start=start, end=at, words=text[start:at].strip(), label=label)
        start, label = at, missing
    yield replace(line, start=start, words=text[start : line.end].strip(), label=label)


def _missing(text: str, line: Line, last: int, following: int | None) -> Iterator[tuple[int, Label]]:
    """Where the next numbers begin, at the line's start (if that has no label) or after a sentence within it."""
    starts = [match.end() for match in _AFTER_SENTENCE.finditer(text, line.start, line.end)]
    for at in [line.start, *starts] if line.label is None else starts:
        label = label_at(text, at, line.end)
        if label and label.scheme == ARTICLE and label.number == last + 1 and (following is None or label.number < following):
            last = label.number
            yield at, label
