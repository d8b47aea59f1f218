"""The plans indexed now, read without anything that searches: `fazhi plans` needs neither vectors nor a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.errors import IndexMissing, UnknownPlan
from index.models import Plan
from index.store import IndexStore


def held_plans(data: Path) -> tuple[Plan, ...]:
    """The plans of the published generation; raises IndexMissing."""
    generation = IndexStore(data).current()
    if generation is None:
        raise IndexMissing("还没有索引，请先运行 fazhi index。")
    return generation.plans()


def plan_called(words: str, plans: Sequence[Plan], *, exact: bool = False) -> Plan:
    """The plan with this id, file name or title, or (unless `exact`) the only one that begins so; raises UnknownPlan."""
    named = [plan for plan in plans if words in (plan.plan_id, plan.source, plan.title)]
    if not named and not exact and words:
        named = [plan for plan in plans if any(name.startswith(words) for name in (plan.plan_id, plan.source, plan.title))]
    if len(named) == 1:
        return named[0]
    if named:
        raise UnknownPlan(f"“{words}”不止一份（{'、'.join(plan.plan_id for plan in named)}），请写出完整的编号。")
    raise UnknownPlan(f"没有收录“{words}”，请用 fazhi plans 查看编号。")
