"""Several documents in one file: where the next one begins; in doubt a text is one.

A notice and the plan it sends are one document, and so are a plan and its annexes. Another begins where, after a numbered
part, a title that names a place is followed by numbers from one again, and nothing before has announced it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.blocks import Line, page_part
from index.front import Heading, title_groups
from index.labels import labelled_lines
from index.models import Span
from index.numbering import BY_NAME, Label
from index.places import names_in

_SEPARATOR = re.compile(r"[=＝*＊#_—\-]{5,}")
_NUMBER = re.compile(r"[〔\[【（(]\d{4}[〕\]】）)]\s?\d+\s?号$|文件$")
_ANNEX = re.compile(r"附\s?(?:件|表|录|图|[:：])")
_PARTY = re.compile(r"^(?:中共|中国共产党)")
_LINES_AFTER_ANNEX = 3
_TOP = BY_NAME["一、"].order  # 编章节条 and 一、 may begin a document, （一） and 1. do not
_FEWEST_LABELS = 2
_FEWEST_CHARACTERS = 200


@dataclass
class _Part:
    """The document being read: what stands before its first number, and the numbers met so far."""

    start: int
    title: str = ""
    opening: str = ""
    labels: list[Label] = field(default_factory=list)
    listed: str = ""  # its list of annexes


def documents(text: str) -> tuple[Span, ...]:
    """The documents of a text, tiling it; one where nothing says that there are several."""
    starts = [0, *_starts(labelled_lines(text))]
    return tuple(Span(start=start, end=end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True))


def _starts(lines: Sequence[Line]) -> Iterator[int]:
    """Where the second document and those after it begin."""
    titles = {heading.start: heading for heading in title_groups(lines)}
    following = _following_labels(lines)
    part = _Part(0)
    for at, line in enumerate(lines):
        heading = titles.get(line.start)
        if heading and _begins(heading, lines, at, part, following[at]):
            start = lines[_first_line(lines, at)].start
            part = _Part(start, heading.words)
            yield start
        _met(part, line, heading)


def _met(part: _Part, line: Line, heading: Heading | None) -> None:
    words = re.sub(r"\s", "", line.words)
    part.title = part.title or (heading.words if heading else "")
    if line.label:
        part.labels.append(line.label)
    elif not part.labels:
        part.opening += words
    elif _ANNEX.search(words) or (part.listed and len(words) < 80 and not words.endswith("。")):
        part.listed += words


def _begins(heading: Heading, lines: Sequence[Line], at: int, part: _Part, following: Label | None) -> bool:
    """Whether a document of its own begins with this title."""
    if not _is_placed(heading.words) or heading.words in part.opening or heading.words in part.listed or _is_annex(lines, at):
        return False
    separated = at > 0 and any(_SEPARATOR.fullmatch(line.words) for line in lines[_first_line(lines, at) : at])
    if separated and part.title and lines[at].start - part.start > _FEWEST_CHARACTERS:
        return True
    if following is None or following.number != 1 or BY_NAME[following.scheme].order > _TOP:
        return False
    again = any(label.scheme == following.scheme and label.number == 1 for label in part.labels)
    return len(part.labels) >= _FEWEST_LABELS and (again or heading.words != part.title)


def _is_placed(title: str) -> bool:
    named = next(names_in(_PARTY.sub("", title)), None)
    return named is not None and named.start == 0


def _is_annex(lines: Sequence[Line], at: int) -> bool:
    """Whether one of the last lines before says 附件."""
    before = [line for line in lines[max(0, at - 3 * _LINES_AFTER_ANNEX) : at] if line.words][-_LINES_AFTER_ANNEX:]
    return any(_ANNEX.match(line.words) for line in before)


def _first_line(lines: Sequence[Line], at: int) -> int:
    """A document begins with its number (某政发〔2022〕3号) and the line that parts it from the one before."""
    first = at
    for i in range(at - 1, -1, -1):
        words = lines[i].words
        if _SEPARATOR.fullmatch(words) or (_NUMBER.search(words) and lines[i].label is None):
            first = i
        elif words and not page_part(lines[i]):
            break
    return first


def _following_labels(lines: Sequence[Line]) -> list[Label | None]:
    """For each line the next label at or after it."""
    following: list[Label | None] = []
    label: Label | None = None
    for line in reversed(lines):
        label = line.label or label
        following.append(label)
    return following[::-1]
