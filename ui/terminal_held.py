"""The documents held now, read without anything that searches: `fazhi plans` needs neither vectors nor a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexMissing, UnknownPlan
from index.readings import Held
from index.store import Generation, IndexStore
from ui.terminal_output import say

if TYPE_CHECKING:
    from index.build import BuildReport

_TOLD = 8  # ids named where a name fits several


def held_documents(folder: Path) -> tuple[Generation, tuple[Held, ...]]:
    """The published generation and the documents held in it; raises IndexMissing."""
    generation = IndexStore(folder).current()
    if generation is None:
        raise IndexMissing("还没有索引，请先运行 fazhi index。")
    return generation, generation.held()


def called(words: str, held: Sequence[Held], *, exact: bool = False) -> Held:
    """The document with this id, file name or title, or (unless `exact`) the only one that begins so; raises UnknownPlan."""
    named = [one for one in held if words in _names(one)]
    if not named and not exact and words:
        named = [one for one in held if any(name.startswith(words) for name in _names(one))]
    if len(named) == 1:
        return named[0]
    if named:
        raise UnknownPlan(f"“{words}”不止一份（{'、'.join(one.head.plan_id for one in named[:_TOLD])}），请写出完整的编号。")
    raise UnknownPlan(f"没有收录“{words}”，请用 fazhi plans 查看编号。")


def _names(held: Held) -> tuple[str, ...]:
    return (held.head.plan_id, held.head.source, held.head.title)


def tell_oddities(report: BuildReport, generation: Generation) -> None:
    """What is odd about the numbers of the documents just read."""
    for one in report.held:
        if one.head.source in report.read:
            for oddity in generation.plan(one).oddities:
                say(f"{one.head.source}：{oddity.text}。")
