"""Units printed as answerable for a clause: （责任单位：市司法局及市政府其他部门，各县区政府）, or on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.models import Unit

_ROLE = re.compile(r"(?P<role>牵头|责任|配合|负责|主管|参与|参加|协助|协同|主办|协办|承办|实施|落实)(?:单位|部门)\s*[:：]\s*")
_SPLIT = re.compile(r"[、，,；;\s]+|(?:及|以及|和|与)(?=其他|[市县区省州](?:委|政府)|各|有关|相关)")
_NOT_A_UNIT = re.compile(r"^(?:等|分工负责|按职责分工(?:负责)?|完成时[限间].*)$")


def responsible_units(text: str, start: int, end: int) -> tuple[Unit, ...]:
    """All units printed with a role between two offsets, in order, each with its own span."""
    return tuple(unit for role, at, until in _lists(text, start, end) for unit in _units(text, role, at, until))


def _lists(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Each role with the span of its list, which lasts to the next role, the closing bracket or the line's end."""
    found = list(_ROLE.finditer(text, start, end))
    for i, match in enumerate(found):
        until = found[i + 1].start() if i + 1 < len(found) else end
        yield match["role"], match.end(), _closing(text, match.end(), until)


def _closing(text: str, at: int, until: int) -> int:
    depth = 0
    for i in range(at, until):
        if text[i] in "（(":
            depth += 1
        elif text[i] in "）)】":
            depth -= 1
            if depth < 0:
                return i
        elif text[i] in "\n。":
            return i
    return until


def _units(text: str, role: str, start: int, end: int) -> Iterator[Unit]:
    at = start
    for separator in [*_separators(text, start, end), None]:
        stop = separator.start() if separator else end
        name = text[at:stop].strip()
        if name and not _NOT_A_UNIT.match(name):
            first = text.index(name, at)
            yield Unit(name=name, role=role, start=first, end=first + len(name))
        at = separator.end() if separator else end


def _separators(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Separators outside inner brackets: 市委党校（行政学院、分院） stays whole."""
    for match in _SPLIT.finditer(text, start, end):
        before = text[start : match.start()]
        if len(re.findall("[（(]", before)) == len(re.findall("[）)]", before)):
            yield match
