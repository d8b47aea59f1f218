"""Printed lines of a page, wherever they come from: characters of a PDF, or boxes recognised in a picture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.models import Frozen

_OVERLAP = 0.5  # two pieces are on one line when they share this much of the lower one's height
_LATIN_GAP = 0.2  # heights between two Latin words


class Printed(Frozen):
    """A stretch of print; coordinates in points or pixels from the top left corner of its page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    page: int
    confidence: float | None = None

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def rows_of(pieces: Sequence[Printed]) -> list[list[Printed]]:
    """Pieces that stand on one line together, from left to right; the lines from the top down."""
    rows: list[list[Printed]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if rows and _on_one_line(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _on_one_line(row: list[Printed], piece: Printed) -> bool:
    top, bottom = min(other.top for other in row[-3:]), max(other.bottom for other in row[-3:])
    shared = min(bottom, piece.bottom) - max(top, piece.top)
    return shared >= _OVERLAP * min(piece.height, bottom - top)


def merged(row: Sequence[Printed], spaced: float) -> Printed:
    """One line from its pieces; a gap wider than `spaced` heights is a space."""
    text = row[0].text
    for before, piece in pairwise(row):
        latin = before.text[-1].isascii() and piece.text[:1].isascii()
        wide = piece.x0 - before.x1 > (_LATIN_GAP if latin else spaced) * max(before.height, piece.height)
        text += f" {piece.text}" if wide else piece.text
    sure = [(piece.confidence, len(piece.text)) for piece in row if piece.confidence is not None]
    return Printed(
        text=text,
        x0=min(piece.x0 for piece in row),
        x1=max(piece.x1 for piece in row),
        top=min(piece.top for piece in row),
        bottom=max(piece.bottom for piece in row),
        page=row[0].page,
        confidence=sum(share * count for share, count in sure) / max(1, sum(count for _, count in sure)) if sure else None,
    )


def usual(values: Sequence[float], step: float = 2.0) -> float:
    """The value that most of them are nearly equal to; 0 where there are none."""
    counted = Counter(round(value / step) for value in values)
    if not counted:
        return 0.0
    most = max(counted.values())
    return min(key for key, times in counted.items() if times == most) * step


_PAGE_NUMBER = re.compile(
    r"^(?:[-—–―－一~·.\s]*\d{1,4}[-—–―－一~·.\s]*|第\s*\d{1,4}\s*页(?:\s*[，,/／]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*[/／]\s*\d{1,4})$"
)
_EDGE_LINES = 2
_REPEATED = 3


def without_page_edges(pages: Sequence[Sequence[Printed]]) -> list[list[Printed]]:
    """The lines of each page without page numbers, and without headers and footers: what stands at the edge of many pages."""
    edges = Counter(key for lines in pages for key in {_edge_key(line) for line in _at_edges(lines)})
    needed = max(_REPEATED, len([lines for lines in pages if lines]) // 3)
    numbered = _page_numbers(pages)
    return [
        [line for line in lines if not (line in numbered or (edges[_edge_key(line)] >= needed and line in _at_edges(lines)))]
        for lines in pages
    ]


def _at_edges(lines: Sequence[Printed]) -> list[Printed]:
    return [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]


def _edge_key(line: Printed) -> tuple[str, int]:
    """The same on every page for a header: its words without numbers, at its height."""
    return re.sub(r"[\d\s]+", "", line.text), round(line.top / 10)


def _page_numbers(pages: Sequence[Sequence[Printed]]) -> list[Printed]:
    """Lines of nothing but a number at the edge of a page that count on with the pages, or are written as page numbers are."""
    found = [line for lines in pages for line in [*lines[:1], *lines[1:][-1:]] if _PAGE_NUMBER.match(line.text.strip())]
    ahead = Counter(_first_number(line) - line.page for line in found)
    return [line for line in found if ahead[_first_number(line) - line.page] > 1 or not line.text.strip().isdigit()]


def _first_number(line: Printed) -> int:
    return int(re.findall(r"\d+", line.text)[0])
