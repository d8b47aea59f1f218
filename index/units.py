"""Units printed as answerable for a clause: （责任单位：市司法局及市政府其他部门，各县区政府）, or on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.models import Unit

ROLES = "牵头|责任|配合|负责|主管|参与|参加|协助|协同|主办|协办|承办|实施|落实"
_ROLE = re.compile(rf"(?P<role>{ROLES})(?:单位|部门)\s*[:：]\s*")
_OWN_ROLE = re.compile(rf"[（(](?P<role>{ROLES})(?:单位|部门)?[）)]$")
_SPLIT = re.compile(r"[、，,；;\s]+|(?:及|以及|和|与)(?=其他|[市县区省州](?:委|政府)|各|有关|相关)")
_BRACKET = re.compile("[（()）]")
_NOT_A_UNIT = re.compile(r"^(?:等|分工负责|按职责分工(?:负责)?|完成时[限间].*)$")


def responsible_units(text: str, start: int, end: int) -> tuple[Unit, ...]:
    """All units printed with a role between two offsets, in order, each with its own span."""
    return tuple(unit for role, at, until in _lists(text, start, end) for unit in _units(text, role, at, until))


def listed_units(text: str, role: str, start: int, end: int) -> tuple[Unit, ...]:
    """The units listed in a cell of a column for `role`; a role printed in the cell itself, 市司法局（牵头）, goes before it."""
    printed = responsible_units(text, start, end)
    return printed or tuple(_with_own_role(unit) for unit in _units(text, role, start, end))


def _with_own_role(unit: Unit) -> Unit:
    own = _OWN_ROLE.search(unit.name)
    name = unit.name[: own.start()] if own else ""
    return Unit(name=name, role=own["role"], start=unit.start, end=unit.start + len(name)) if own and name else unit


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
    depth, at = 0, start
    for match in _SPLIT.finditer(text, start, end):
        for bracket in _BRACKET.finditer(text, at, match.start()):
            depth += 1 if bracket[0] in "（(" else -1
        at = match.start()
        if depth == 0:
            yield match
