"""Tables of tasks: under a header row (序号, 重点任务, 责任单位, 完成时限) each line is a row of cells, tab or | between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.blocks import Cell, Line, Row
from index.numbering import label_at
from index.units import ROLES

_NUMBER = re.compile(r"序\s?号|编\s?号|项次|NO\.?", re.IGNORECASE)
_UNIT = re.compile(rf"[（(]?(?P<role>{ROLES})(?P<rest>(?:[^领人]{{0,6}}(?:单位|部门|机构|主体)[^领人]{{0,4}})?)$")
_OTHER_ROLE = re.compile("配合|参与|参加|协助|协同|协办|牵头|主办")
_DEADLINE = re.compile(r"(?:时限|期限|时间|日期|进度)(?:要求|节点|安排|计划|进度)?$|^时间节点|^完成节点")
_TASK = re.compile(
    r"(?:任务|事项|项目|措施|举措|指标|内容|目标|要点|问题|工作)(?:名称|内容|清单|分解|要求|安排)?(?:[（(].*[）)])?$|^任务|^(?:重点|主要|具体)工作"
)
_SEPARATORS = re.compile(r"[\t|]")
_RULE = re.compile(r"[\s|:\-—]*-[\s|:\-—]*")
_ROW_NUMBER = re.compile(r"[（(]?[〇零一二三四五六七八九十百\d]{1,5}[)）]?\s?[.．、]?|\d{1,3}(?:[.\-]\d{1,3}){1,2}")
_LONGEST_COLUMN = 16
_LONGEST_BETWEEN = 60  # a line between rows that names a group of them
_LONGEST_NAME = 45


def with_rows(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those of tables with their cells; a table ends where a line is no row of it."""
    found = list(lines)
    at = 0
    while at < len(found):
        header = _header(text, found[at])
        at = _table(text, found, at, header) if header else at + 1
    return found


def _header(text: str, line: Line) -> tuple[Cell, ...] | None:
    """The columns that a header row names, None where a line is none."""
    if not _SEPARATORS.search(line.words) or len(line.words) > 12 * _LONGEST_COLUMN:
        return None
    columns = [replace(cell, column=_column(text[cell.start : cell.end])) for cell in _cells(text, line)]
    named = [cell for cell in columns if cell.end > cell.start]
    known = {cell.column.split(":")[0] for cell in named}
    whole = known & {"unit", "deadline"} or {"number", "task"} <= known
    short = all(cell.end - cell.start <= _LONGEST_COLUMN and text[cell.end - 1] not in "。；，" for cell in named)
    return tuple(columns) if len(named) > 1 and short and whole and len([cell for cell in named if cell.column]) > 1 else None


def _column(words: str) -> str:
    """number, task, deadline, unit:role, or nothing known."""
    words = re.sub(r"\s|\*\*", "", words)
    unit = _UNIT.search(words)
    if unit:  # 牵头（责任）单位 are those that lead; of 牵头和配合单位 nobody knows who leads
        return "" if _OTHER_ROLE.search(unit["rest"]) else f"unit:{unit['role']}"
    return "number" if _NUMBER.fullmatch(words) else "deadline" if _DEADLINE.search(words) else "task" if _TASK.search(words) else ""


def _table(text: str, lines: list[Line], first: int, columns: tuple[Cell, ...]) -> int:
    """Give the lines of a table their cells; where the table ends."""
    lines[first] = replace(lines[first], row=Row(header=True))
    separator = _separator(lines[first])
    end, between = first + 1, 0
    for at in range(first + 1, len(lines)):
        line = lines[at]
        if not line.words:
            continue
        again = _header(text, line)
        row = Row(header=True) if again or _RULE.fullmatch(line.words) else _row(text, line, columns, separator)
        columns = again or columns
        if row:
            lines[at], end, between = replace(line, row=row), at + 1, 0
        elif between or len(line.words) > _LONGEST_BETWEEN or line.words.endswith(("。", "：", ":")):
            break
        else:
            between = 1
    return end


def _separator(line: Line) -> str:
    return "\t" if "\t" in line.words else "|"


def _row(text: str, line: Line, columns: tuple[Cell, ...], separator: str) -> Row | None:
    cells = tuple(_cells(text, line)) if separator in text[line.start : line.end] else ()
    filled = [cell for cell in cells if cell.end > cell.start]
    if len(filled) < 2:
        return None
    beyond = any(cell.end > cell.start for cell in cells[len(columns) :])
    if beyond or len(cells) < len(columns) - 1:  # not one cell a column: what stands under which is unknown
        return Row(cells=tuple(filled))
    named = [replace(cell, column=column.column) for cell, column in zip(cells, columns, strict=False)]
    return _numbered(text, tuple(cell for cell in named if cell.end > cell.start))


def _numbered(text: str, cells: tuple[Cell, ...]) -> Row:
    """The row with its printed number, from its own column or before the words of its first cell, and the short name of its task."""
    label, start = "", cells[0].start
    first = text[cells[0].start : cells[0].end]
    if cells[0].column == "number" and _ROW_NUMBER.fullmatch(first):
        label, start, cells = first, cells[1].start, cells[1:]
    elif cells[0].column in ("task", "") and (found := label_at(text, cells[0].start, cells[0].end)) and found.end < cells[0].end:
        label, start = found.text, found.end
        cells = (replace(cells[0], start=found.end), *cells[1:])
    task = next((cell for cell in cells if cell.column == "task"), None)
    words = text[task.start : task.end] if task else ""
    heading = words if len(words) <= _LONGEST_NAME and not any(mark in words for mark in "。；！？") else ""
    return Row(cells=cells, label=label, body_start=start, heading=heading)


def _cells(text: str, line: Line) -> Iterator[Cell]:
    """The cells of a line without the white space around them; | at both ends is the edge of the table."""
    words = text[line.start : line.end].rstrip("\r\n")
    separator = _separator(line)
    if separator == "|":
        words = words.rstrip()[:-1] if words.rstrip().endswith("|") else words
        lead = len(words) - len(words.lstrip(" |")) if words.lstrip().startswith("|") else 0
        lead = words.index("|") + 1 if lead else 0
    else:
        lead = 0
    at = line.start + lead
    for part in words[lead:].split(separator):
        start = at + len(part) - len(part.lstrip())
        yield Cell("", start, max(start, at + len(part.rstrip())))
        at += len(part) + 1
