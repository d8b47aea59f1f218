"""How a document is named aloud, so that what follows is true when it is heard alone: whose it is, and whether it counts."""

from __future__ import annotations

from datetime import date

from assistant.naming import DRAFT
from assistant.writing import has_ended
from index.models import PlanHead
from index.ordering import REPORT, starts_on
from index.versions import Versions

_RULES = ("条例", "办法", "规定", "决定", "规则", "细则")
ENDED = "已到期"


def state(head: PlanHead, versions: Versions, as_of: date) -> str:
    """What keeps a document from counting on a day: 征求意见稿, 已被取代 …, nothing where it counts."""
    if head.label == REPORT:
        return ""
    if head.status == "draft":
        return DRAFT
    if versions.superseded_by(head.plan_id, as_of):
        return "已被取代"
    if versions.ended_by(head.plan_id, as_of):
        return "已被废止"
    since = starts_on(head)
    if since and since > as_of.isoformat():
        return "尚未施行"
    if head.expires_on and head.expires_on < as_of.isoformat():
        return "已过有效期"
    return ENDED if has_ended(head, as_of) else ""


def document(head: PlanHead, versions: Versions, as_of: date, *, long: bool = False, short: bool = False) -> str:
    """张掖市已到期的方案, 长春市的方案征求意见稿, 长春市2022年度报告; `long` with the years a draft is for, `short` beside others."""
    standing = state(head, versions, as_of)
    years = _years(head)
    of = "" if short else "的"
    if head.label == REPORT:
        return f"{head.place}{years}{head.label}" if years else f"{head.place}{of}{head.label}"
    if standing == DRAFT:
        return f"{head.place}{f'{years}的' if long and years else of}{'' if short else head.label}{DRAFT}"
    return f"{head.place}{standing}{of}{head.label}"


def opening(head: PlanHead, versions: Versions, as_of: date, *, long: bool = False, short: bool = False, where: str = "") -> str:
    """The words before what a document says; `where` is the clause, where it was asked for."""
    verb = "说" if head.label == REPORT else "提出" if head.status == "draft" else "规定" if head.label.endswith(_RULES) else "写明"
    return f"{document(head, versions, as_of, long=long, short=short)}{where}{verb}，"


def _years(head: PlanHead) -> str:
    if head.period is None:
        return ""
    first, last = head.period.from_year, head.period.to_year
    return f"{first}到{last}年" if first != last else f"{first}年{'度' if head.label == REPORT else ''}"
