"""What `fazhi diff` prints: a summary, facts that changed, then only the clauses that differ, deleted words [-…-], inserted {+…+}."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from index.difference import ChangeKind, ClauseChange, Difference, FactChange, Side
from index.models import Plan, PlanHead
from ui.terminal_wrap import wrapped

_KINDS: dict[ChangeKind, str] = {"changed": "改动", "added": "新增", "removed": "删去", "moved": "只改编号"}
_FACTS = {
    "title": "标题",
    "status": "状态",
    "kind": "种类",
    "period": "期限",
    "document_number": "文号",
    "issuers": "发布机关",
    "issued_on": "成文日期",
    "published_on": "发布日期",
    "version_date": "通过或修正日期",
    "effective_on": "施行日期",
    "expires_on": "有效期至",
    "repeals": "废止的文件",
}
_VALUES = {"draft": "征求意见稿", "issued": "正式印发"}
_NOT_SAID = "未写明"
_LONGEST_AROUND = 40  # characters of the unchanged words shown before and after an edit
_ELLIPSIS = "……"
# While lines are broken each mark is a character that never occurs and takes the same two cells.
_MARKS = {"⿰": "[-", "⿱": "-]", "⿲": "{+", "⿳": "+}"}
_NO_MARKS = str.maketrans(dict.fromkeys(_MARKS, "□"))
_OPENING = {"⿰": "red", "⿲": "green"}


def show_difference(found: Difference, old: Plan) -> None:
    """Print a difference; `old` is the plan it was found from, whose words stand around what changed."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 80)
    for name, head in (("旧", found.old), ("新", found.new)):
        _print(console, f"{name}：{_named(head)}", style="bold")
    _print(console, _summary(found))
    for fact in found.facts:
        _print(console, f"{_FACTS[fact.field]}：{_fact(fact)}", indent=2)
    changes = [(at, change) for at, change in enumerate(found.clauses) if change.kind != "same"]
    for moved, run in groupby(changes, key=lambda numbered: numbered[1].kind == "moved"):
        if moved:
            _show_moved(console, list(run))
            continue
        for _, change in run:
            _show_change(console, change, old)


def _named(head: PlanHead) -> str:
    return f"{head.title}（{_VALUES[head.status]}，{head.source}）"


def _summary(found: Difference) -> str:
    counts = [f"{name}{found.count(kind)}条" for kind, name in _KINDS.items() if found.count(kind)]
    same = found.count("same")
    return f"{'，'.join(counts)}，其余{same}条相同。" if counts else f"{same}条文字全部相同。"


def _fact(fact: FactChange) -> str:
    return " → ".join(_VALUES.get(value, value) if value else _NOT_SAID for value in (fact.old, fact.new))


def _show_moved(console: Console, moved: list[tuple[int, ClauseChange]]) -> None:
    """Clauses that follow each other under one heading are told in one line."""
    console.print()
    _print(console, f"【{_KINDS['moved']}】文字相同", style="cyan")
    for _, run in groupby(enumerate(moved), key=lambda numbered: (numbered[1][0] - numbered[0], *_parents(numbered[1][1]))):
        changes = [change for _, (_, change) in run]
        ends = [changes[0], changes[-1]] if len(changes) > 1 else changes
        old, new = ("至".join(_number(side) for side in sides) for sides in zip(*((end.old, end.new) for end in ends), strict=True))
        about = f"（{len(changes)}条）" if len(changes) > 1 else f" {_heading(changes[0].new)}"
        _print(console, f"{old} → {new}{about}", indent=4)


def _parents(change: ClauseChange) -> tuple[object, ...]:
    return tuple(side.path[:-1] if side else None for side in (change.old, change.new))


def _show_change(console: Console, change: ClauseChange, old: Plan) -> None:
    console.print()
    words = _marked(change, old) if change.kind == "changed" else ""
    heading = _heading(change.new) if words.startswith(_ELLIPSIS) else ""  # else the words begin with it
    _print(console, f"【{_KINDS[change.kind]}】{_address(change)} {heading}".rstrip(), style="cyan")
    if words:
        _print(console, words, indent=4)
        return
    for edit in change.edits:
        _print(console, _lines(edit.deleted or edit.inserted), indent=4, style="red" if edit.deleted else "green")


def _address(change: ClauseChange) -> str:
    sides = [side for side in (change.old, change.new) if side]
    return " → ".join(_number(side) for side in (sides if change.renumbered else sides[-1:]))


def _number(side: Side | None) -> str:
    if side is None or side.path:
        return "".join(side.path) if side else ""
    return "标题" if side.kind == "title" else "未编号的段落"


def _heading(side: Side | None) -> str:
    return " ".join(side.heading.split()) if side else ""


def _marked(change: ClauseChange, old: Plan) -> str:
    """The words around each edit, with the edit in marks; what is left out is dotted."""
    assert change.old is not None
    at = change.old.start
    parts: list[str] = []
    for edit in change.edits:
        parts.append(_between(old.text[at : edit.old.start], first=not parts))
        parts.append(f"⿰{_one_line(edit.deleted)}⿱" if edit.deleted else "")
        parts.append(f"⿲{_one_line(edit.inserted)}⿳" if edit.inserted else "")
        at = edit.old.end
    parts.append(_after(_one_line(old.text[at : change.old.end])))
    return "".join(parts)


def _between(words: str, *, first: bool) -> str:
    words = _one_line(words)
    if first:
        return _before(words)
    after, before = _after(words), _before(words)
    return words if len(after) + len(before) >= len(words) else f"{after}{before.removeprefix(_ELLIPSIS)}"


def _before(words: str) -> str:
    """The part of a sentence just before an edit."""
    kept = re.search(rf"[^。；]{{0,{_LONGEST_AROUND}}}$", words)
    start = kept.start() if kept else len(words)
    if start and words[start - 1] not in "。；":
        comma = re.search("[，、：]", words[start:])
        start += comma.end() if comma else 0
    return f"{_ELLIPSIS if start else ''}{words[start:]}"


def _after(words: str) -> str:
    """The part of a sentence just after an edit, to its end or else to a comma."""
    near = words[:_LONGEST_AROUND]
    stop = re.match("[^。；]*[。；]", near) or re.match(".*[，、：]", near)
    shown = stop[0] if stop and len(near) < len(words) else re.split("(?<=[。；])", near)[0]
    return shown if len(shown) == len(words) else f"{shown}{_ELLIPSIS}"


def _one_line(words: str) -> str:
    return re.sub(r"\s*\n\s*", "", words).translate(_NO_MARKS)


def _lines(words: str) -> str:
    return "\n".join(line.strip() for line in words.translate(_NO_MARKS).splitlines() if line.strip())


def _print(console: Console, words: str, *, indent: int = 0, style: str = "") -> None:
    for line in _styled(wrapped(words, console.width - indent), style):
        console.print(Text(" " * indent) + line)


def _styled(lines: Iterable[str], usual: str) -> Iterator[Text]:
    """Lines with the marks spelled out, and colours that go on over the end of a line."""
    style = usual
    for line in lines:
        text = Text()
        for char in line:
            style = _OPENING.get(char, style)
            text.append(_MARKS.get(char, char), style=style)
            if char in _MARKS and char not in _OPENING:
                style = usual
        yield text
