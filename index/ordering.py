"""The days of a document, and which of two versions is the later; the rules are told in docs/versions.md."""

from __future__ import annotations

import re

from index.models import PlanHead

DATES = ("version_date", "issued_on", "effective_on", "published_on")
_TERM = re.compile(r"第[一二三四五六七八九十]+届")
REPORT = "报告"  # tells what was, and holds beside another


def dated_on(head: PlanHead) -> str | None:
    """The day (ISO) by which a version is ordered: of its wording, its issue, its effect, or else its publication."""
    return next((value for name in DATES if (value := getattr(head, name))), None)


def announced_on(head: PlanHead) -> str | None:
    """The day from which a document was known, as near as it says."""
    return head.version_date or head.issued_on or min(filter(None, (head.published_on, head.effective_on)), default=None)


def starts_on(head: PlanHead) -> str | None:
    """The first day this wording counts: the last of its effect, its amendment and its issue (never before that), else its publication."""
    return max(filter(None, (head.effective_on, head.version_date, head.issued_on)), default=None) or head.published_on


def order(head: PlanHead) -> tuple[bool, str, str, str, str]:
    """Sorts versions oldest first, drafts before finals."""
    return (head.status == "issued", dated_on(head) or "", head.published_on or "", head.source, head.plan_id)


def is_later(draft: PlanHead, final: PlanHead) -> bool:
    """Whether a draft was made after a final: then it is the draft of a revision."""
    made, announced = dated_on(draft), announced_on(final)
    return made is not None and announced is not None and made > announced


def _of_one_issuer(one: PlanHead, other: PlanHead) -> bool:
    """Whether the same body may have issued both, in whichever of its terms; a government's office issues for the government."""
    pairs = [(_TERM.sub("", first), _TERM.sub("", second)) for first in one.issuers for second in other.issuers]
    return not pairs or any(first.startswith(second) or second.startswith(first) for first, second in pairs)


def why_not_ordered(older: PlanHead, newer: PlanHead) -> str | None:
    """Why it is not certain that the second (by `order`) takes the place of the first, None where it is."""
    if older.label == REPORT:
        return "报告各说各的情况，不互相取代"
    if older.status == "issued" and not _of_one_issuer(older, newer):
        return "发布机关不同"
    if not dated_on(older) or not dated_on(newer):
        return "没有都写明日期"
    pairs = [(getattr(older, name), getattr(newer, name)) for name in DATES]
    if any(first and second and first > second for first, second in pairs):
        return "几个日期的先后互相矛盾"
    if any(first and second and first < second for first, second in pairs):
        return None
    if dated_on(older) == dated_on(newer):
        return "日期相同"
    # A page may be put online years after: its day alone says nothing against a day of issue.
    return "只有一份写明印发或施行的日期" if dated_on(newer) == newer.published_on else None
