"""The record on a terminal: what a replay found, and the questions left open."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.record.gaps import GapGroup
from assistant.replaying import Difference, Replay
from ui.terminal_output import say

_REASONS = {"not_held": "没有收录", "not_said": "文件没有写", "unclear": "没有说清", "withheld": "没有通过核对"}


def show_replay(found: Replay) -> None:
    """The same, or each thing that is not as it was."""
    say("证据和回答都与当时相同。" if found.same else "与当时不同：")
    for difference in found.differences:
        _show(difference)
    if found.versions:
        say("版本有变：")
    for difference in found.versions:
        _show(difference)


def _show(difference: Difference) -> None:
    say(f"  {difference.what}：")
    say(f"    当时 {difference.before or '（空）'}")
    say(f"    现在 {difference.after or '（空）'}")


def show_gaps(groups: Sequence[GapGroup]) -> None:
    """A line for each group, and how it was asked last."""
    if not groups:
        say("没有未答上的问题。")
    for group in groups:
        say(f"{group.count}次  {_REASONS[group.reason]}  {group.place or '（没说地区）'}  {group.matter or '（没说事项）'}")
        say(f"      {group.question}")
