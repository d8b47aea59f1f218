"""What the page shows of uploads: their steps, the outline as a tree, sizes and times as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from assistant.adding.models import OutlineLine, Removal, Step, Upload
from index.models import Frozen

_WAY_IN: tuple[tuple[Step, str], ...] = (
    ("received", "收到文件"),
    ("reading", "读取"),
    ("understanding", "辨认地区、标题、期限"),
    ("waiting", "等待确认"),
    ("indexing", "建索引"),
    ("verifying", "核对"),
    ("held", "已收录"),
)
_WAY_OUT: tuple[tuple[Step, str], ...] = (("queued", "排队"), ("indexing", "更新索引"), ("verifying", "核对"), ("held", "已取出"))


class ShownStep(Frozen):
    """A step of the way and whether it is done."""

    name: str
    state: Literal["done", "now", "next"]


class Row(Frozen):
    """A file on its way in or a document on its way out; `now` is said to who cannot see the steps."""

    row_id: str
    name: str
    about: str
    href: str
    is_out: bool
    step: Step
    now: str
    is_at_work: bool
    steps: tuple[ShownStep, ...]
    sentences: tuple[str, ...]


class Node(Frozen):
    """A line of the outline and the lines under it."""

    line: OutlineLine
    under: tuple[Node, ...]


def row_of_upload(upload: Upload) -> Row:
    """An upload as a row."""
    return Row(
        row_id=f"in-{upload.upload_id}",
        name=upload.name,
        about=_about(f"{size(upload.size)} · ", upload.by, upload.at),
        href=f"/add/{upload.upload_id}",
        is_out=False,
        step=upload.step,
        now=_now(_WAY_IN, upload),
        is_at_work=upload.is_at_work,
        steps=() if upload.step == "failed" else _steps(_WAY_IN, upload),
        sentences=(upload.sentence,) if upload.sentence else (),
    )


def row_of_removal(removal: Removal) -> Row:
    """A removal as a row."""
    return Row(
        row_id=f"out-{removal.removal_id}",
        name=removal.title,
        about=_about("取出 · ", removal.by, removal.at),
        href="",
        is_out=True,
        step=removal.step,
        now=_now(_WAY_OUT, removal),
        is_at_work=removal.is_at_work,
        steps=() if removal.step == "failed" else _steps(_WAY_OUT, removal),
        sentences=removal.sentences,
    )


def tree(lines: Sequence[OutlineLine]) -> tuple[Node, ...]:
    """Lines in order become a tree by their depths."""
    nodes, at = [], 0
    while at < len(lines):
        end = next((i for i in range(at + 1, len(lines)) if lines[i].depth <= lines[at].depth), len(lines))
        nodes.append(Node(line=lines[at], under=tree(lines[at + 1 : end])))
        at = end
    return tuple(nodes)


def size(count: int) -> str:
    """How large a file is."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"


def moment(iso: str) -> str:
    """A time as the clock of this server has it."""
    at = datetime.fromisoformat(iso).astimezone()
    return f"{at.month}月{at.day}日 {at:%H:%M}"


def _about(what: str, by: str, at: str) -> str:
    return f"{what}{f'{by} · ' if by else ''}{moment(at)}"


def _steps(way: Sequence[tuple[Step, str]], one: Upload | Removal) -> tuple[ShownStep, ...]:
    order = [step for step, _ in way]
    at = len(way) if one.step == "held" else order.index(one.step if one.step in order else "indexing")
    before = [ShownStep(name=name, state="done") for _, name in way[:at]]
    present = [ShownStep(name=_named(name, one), state="now") for _, name in way[at : at + 1]]
    return (*before, *present, *(ShownStep(name=name, state="next") for _, name in way[at + 1 :]))


def _named(name: str, one: Upload | Removal) -> str:
    """The present step, with how far it has come."""
    if one.step == "queued":
        return f"{name}（排队）" if name != "排队" else name
    return f"{name} {one.done}/{one.total}" if one.total > 1 else name


def _now(way: Sequence[tuple[Step, str]], one: Upload | Removal) -> str:
    return "没有添加成" if one.step == "failed" else next((name for step, name in way if step == one.step), "排队")
