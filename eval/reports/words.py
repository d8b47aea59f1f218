"""Figures and outcomes as words, the same in every report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eval.results import Judgement, Share

MENTIONED = 10  # cases named in one line
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Without control characters, half surrogates and signs that turn the direction of writing: sound in XML and on a terminal."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n"))


def one_line(text: str, most: int | None = None) -> str:
    """On one line, cut to `most` characters where given."""
    line = " ".join(printable(text).split())
    return line if most is None or len(line) <= most else line[: most - 1] + "…"


def percent(value: float) -> str:
    """A share as it is printed; never 100 where something is missing, nor 0 where something is there."""
    rounded = round(value * 100, 1)
    if rounded in (0.0, 100.0) and value not in (0.0, 1.0):
        rounded = 99.9 if rounded else 0.1
    return f"{rounded:.1f} %"


def share_of(share: Share) -> str:
    """The share, or a dash where there was nothing to count."""
    return percent(share.value) if share.total else "—"


def interval(share: Share) -> str:
    """The 95 % interval, or a dash where there was nothing to count."""
    return f"{share.low * 100:.1f}–{share.high * 100:.1f} %" if share.total else "—"


def few(cases: Sequence[str]) -> str:
    """At most ten cases by name, and how many they are where there are more."""
    named = "、".join(one_line(case_id) for case_id in cases[:MENTIONED])
    return f"{named} 等 {len(cases)} 题" if len(cases) > MENTIONED else named


def outcome(judgement: Judgement | None) -> str:
    """What the gate says, in one sentence."""
    if judgement is None:
        return "未作结论：这次没有与基线比较。"
    if judgement.passes:
        return "通过：没有不许有的退步，各项不低于下限。"
    return f"不通过：有 {len(judgement.problems)} 个问题。"


def changes(judgement: Judgement) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Cases that got worse and better than in the baseline, each under its heading."""
    both = (("比基线变差", judgement.worse), ("比基线变好", judgement.better))
    return tuple((heading, cases) for heading, cases in both if cases)


def moment(created_at: str) -> str:
    """An ISO time to the minute, as it is read."""
    return created_at[:16].replace("T", " ")
