"""Headings without numbers: short lines without final punctuation, standing alone before paragraphs, in a text that numbers nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from index.blocks import Line, page_part
from index.front import DATE_OR_NUMBER, title_end

_LONGEST = 25
_LONG_LINE = 40
_FEWEST = 2
_SHORTER = 0.6  # than the usual line: in a text broken into short lines, most lines end without punctuation
_BODY_END = ("。", "！", "？", "；", "：", ":", "”", "）", ")")
_NO_HEADING = re.compile(r"[。！？；，：:;,、]$|[。；！？]|^[（(《【\[]|^附\s?件|^[^\u4e00-\u9fff]*$|\t")


def with_headings(lines: Sequence[Line], said: Sequence[str]) -> list[Line]:
    """The lines, those that are headings without a number marked: those said to be, and those found where nothing is numbered."""
    marked = [replace(line, heading=True, label=None) if _is_said(line, said) else line for line in lines]
    if any(line.label for line in lines):
        return marked
    places = _found(lines)
    return [replace(line, heading=True) if i in places else line for i, line in enumerate(marked)]


def is_short(line: Line) -> bool:
    """Whether a line may be a heading or a signature, by its own words."""
    return 2 <= len(line.words) <= _LONGEST and not _NO_HEADING.search(line.words) and line.row is None


def _is_said(line: Line, said: Sequence[str]) -> bool:
    return bool(line.words) and not line.page and line.words.startswith(tuple(said))


def _found(lines: Sequence[Line]) -> set[int]:
    """Positions of the headings, none where there are too few to be the text's own order."""
    first = title_end(lines)
    filled = [i for i in range(first, len(lines)) if lines[i].words and not page_part(lines[i])]
    if len(filled) < 2 * _FEWEST:
        return set()
    longer = [len(lines[i].words) for i in filled if not is_short(lines[i])]
    longest = median(longer) * _SHORTER if longer else 0
    found = set()
    for before, at, after in zip([None, *filled], filled, filled[1:], strict=False):
        follows = before is None or lines[before].words.endswith(_BODY_END)
        if follows and len(lines[at].words) <= longest and _is_heading(lines[at]) and _is_body(lines[after]):
            found.add(at)
    return found if len(found) >= _FEWEST else set()


def _is_heading(line: Line) -> bool:
    return is_short(line) and not DATE_OR_NUMBER.search(line.words)


def _is_body(line: Line) -> bool:
    return line.row is None and (line.words.endswith(_BODY_END) or len(line.words) > _LONG_LINE)
