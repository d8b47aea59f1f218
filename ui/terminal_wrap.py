"""Lines of a given width for Chinese text: any character may begin a line, except what closes or stops."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

_UNIT = re.compile(r"(?:\[\d+\])+|[0-9A-Za-z.%+-]+|\s|.", re.DOTALL)  # a number, a Latin word or markers [1][2] stay whole
_MARKER = re.compile(r"\[\d+\]")
_NOT_FIRST = frozenset("，。；：、！？）》〉】〕”’」』,.;:!?)]…—·%")


def wrapped(text: str, width: int) -> Iterator[str]:
    """Lines at most `width` cells wide (a Chinese character takes two), each paragraph on lines of its own."""
    for paragraph in text.split("\n"):
        line = ""
        for unit in _units(paragraph.strip(), width):
            if line and cell_len(line + unit) > width:
                yield line.rstrip()
                line = ""
            line += unit if line else unit.lstrip()
        yield line.rstrip()


def _units(paragraph: str, width: int) -> Iterator[str]:
    """What is kept together: a character with the punctuation that follows it."""
    held = ""
    for unit in (piece for found in _UNIT.findall(paragraph) for piece in _folded(found, width)):
        if held and (unit[0] in _NOT_FIRST or _MARKER.match(unit)) and len(held) < 4:
            held += unit
            continue
        if held:
            yield held
        held = unit
    if held:
        yield held


def _folded(unit: str, width: int) -> Iterator[str]:
    """A word longer than a line is broken after all."""
    step = max(width, 1)
    return (unit[at : at + step] for at in range(0, len(unit), step))
