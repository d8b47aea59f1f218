"""Wrapped lines become paragraphs again, over the ends of pages too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import inf

from index.forms.paragraphs import GAP, Paragraph, joined, one_line
from index.forms.printed import Printed, usual
from index.models import Mark
from index.numbering import label_at

_INDENTED = 0.8  # heights by which the first line of a paragraph is set in
_OTHER_SIZE = 0.2
_OTHER_SIZE_SEEN = 0.5  # the boxes around recognised lines are not as exact
_NARROWEST = 15  # heights: a column of print is no narrower
_SENTENCE_END = ("。", "；", "：", "！", "？", "）", ")", "”")
_NEARLY_FULL = 0.85
_BLANK = 1.7  # times the usual distance of lines that make an empty line
# What cannot be parted at the end of a line: opening signs, a character or a Latin word, closing signs.
_TOKEN = re.compile(r"[“‘（《〈〔【(\[「『]*(?:[0-9A-Za-z.%:/@_+-]+|.)[，。、；：？！）》〉〕】”’)\],.;:?!%」』]*")


def paragraphs_of(lines: Sequence[Printed], tables: Sequence[tuple[int, float, Sequence[str]]] = ()) -> list[Paragraph]:
    """Paragraphs of all lines of a document; `tables` are (page, top, rows) and stand where they are printed."""
    pitch = usual([after.top - before.top for before, after in pairwise(lines) if _follows(before, after)])
    made: list[Paragraph] = []
    distance = _between_paragraphs(lines, pitch)
    waiting = sorted(tables, key=lambda table: (table[0], table[1]))
    group: list[Printed] = []
    edges = _Edges(lines)
    for line in lines:
        tabled = [table for table in waiting if (table[0], table[1]) <= (line.page, line.top)]
        waiting = waiting[len(tabled) :]
        if group and (tabled or _begins_paragraph(group, line, edges, pitch)):
            made.append(_paragraph(group))
            if not tabled and _is_gap(group[-1], line, distance):
                made.append(GAP)
            group = []
        made += [part for table in tabled for part in _rows(table)]
        group.append(line)
    made += [_paragraph(group)] if group else []
    return made + [part for table in waiting for part in _rows(table)]


def _between_paragraphs(lines: Sequence[Printed], pitch: float) -> float:
    """The distance of lines that is no empty line: where all paragraphs are set apart, that of paragraphs."""
    edges = _Edges(lines)
    apart = [
        after.top - before.top
        for before, after in pairwise(lines)
        if _follows(before, after) and _begins_paragraph([before], after, edges, pitch)
    ]
    return max(pitch, usual(apart)) if apart else pitch


class _Edges:
    """Where the lines of each column begin and end."""

    def __init__(self, lines: Sequence[Printed]) -> None:
        self._known: dict[tuple[int, bool], tuple[float, float]] = {}
        longest = max((line.x1 - line.x0 for line in lines), default=0.0)
        full = [line for line in lines if line.x1 - line.x0 > max(0.8 * longest, _NARROWEST * line.height)]
        self._middle = (usual([line.x0 for line in full]) + usual([line.x1 for line in full])) / 2
        self._full = full
        self._first = min((line.x0 for line in lines), default=0.0)

    def of(self, line: Printed) -> tuple[float, float]:
        """Left and right edge of the print where a line stands: as on its page, or as in the document where the page has few full lines."""
        key = (line.page, self._side(line))
        if key not in self._known:
            peers = [other for other in self._full if other.page == line.page and self._side(other) == key[1]]
            lefts, rights = [other.x0 for other in peers], [other.x1 for other in peers]
            self._known[key] = (_leftmost(lefts), usual(rights)) if len(peers) >= 5 else self._document(key[1])
        return self._known[key]

    def _side(self, line: Printed) -> bool:
        return line.x0 > self._middle

    def _document(self, side: bool) -> tuple[float, float]:
        peers = [other for other in self._full if self._side(other) == side] or self._full
        if not peers:
            return self._first, inf  # no line is full: each is a paragraph
        return _leftmost([other.x0 for other in peers]), usual([other.x1 for other in peers])


def _leftmost(lefts: Sequence[float]) -> float:
    """Where lines begin that are not set in: the first lines of short paragraphs may well be more."""
    return sorted(lefts)[len(lefts) // 10] if lefts else 0.0


def _follows(before: Printed, after: Printed) -> bool:
    return before.page == after.page and after.top > before.top


def _is_gap(before: Printed, line: Printed, pitch: float) -> bool:
    return _follows(before, line) and line.top - before.top > _BLANK * max(pitch, before.height)


def _begins_paragraph(group: Sequence[Printed], line: Printed, edges: _Edges, pitch: float) -> bool:
    """Whether a line begins anew: it is set in, is smaller or larger, begins with a number, or would have found room on the line before."""
    before = group[-1]
    left, _ = edges.of(line)
    _, right = edges.of(before)
    size = max(before.height, 0.1)
    if abs(line.height - before.height) > (_OTHER_SIZE if line.confidence is None else _OTHER_SIZE_SEEN) * size or _is_gap(
        before, line, pitch
    ):
        return True
    if line.x0 - left > _INDENTED * size:
        return True
    if _is_numbered_anew(group, line):
        return True
    if before.x1 - left > _NEARLY_FULL * (right - left) and not before.text.endswith(_SENTENCE_END):
        return False  # some signs are narrower than others: a sentence goes on from so long a line whatever room was left
    token = _TOKEN.match(line.text)
    needed = _width(token[0], line) if token else size
    return right - before.x1 >= needed + 0.5 * size


def _is_numbered_anew(group: Sequence[Printed], line: Printed) -> bool:
    """Whether a line begins with a number after the end of a sentence, or right after a numbered heading of one line."""
    label = label_at(line.text, 0, len(line.text))
    if label is None or group[-1].text.endswith(_SENTENCE_END):
        return label is not None
    above = label_at(group[0].text, 0, len(group[0].text))
    return len(group) == 1 and above is not None and above.scheme != label.scheme and "。" not in group[0].text


def _width(words: str, line: Printed) -> float:
    """The width of words as printed on a line: a Latin character is about half as wide as a Chinese one."""
    units = [0.5 if char.isascii() else 1.0 for char in line.text]
    each = (line.x1 - line.x0) / max(1.0, sum(units))
    return each * sum(0.5 if char.isascii() else 1.0 for char in words)


def _paragraph(group: Sequence[Printed]) -> Paragraph:
    """One paragraph from its lines, with a mark where another page begins."""
    text, marks = "", [Mark(start=0, page=group[0].page)]
    for line in group:
        longer = joined(text, one_line(line.text)) if text else one_line(line.text)
        if line.page != marks[-1].page and text:
            marks.append(Mark(start=len(longer) - len(one_line(line.text)), page=line.page))
        text = longer
    sure = [(line.confidence, len(line.text)) for line in group if line.confidence is not None]
    if not sure:
        return Paragraph(text=text, marks=tuple(marks))
    confidence = round(sum(share * count for share, count in sure) / max(1, sum(count for _, count in sure)), 3)
    return Paragraph(text=text, marks=tuple(mark.model_copy(update={"confidence": confidence}) for mark in marks))


def _rows(table: tuple[int, float, Sequence[str]]) -> list[Paragraph]:
    return [Paragraph(text=row, marks=(Mark(start=0, page=table[0]),)) for row in table[2] if row.strip()]
