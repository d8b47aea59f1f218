"""The words of this room for what the record holds as codes and moments."""

from __future__ import annotations

from datetime import datetime

from assistant.models import Status, Trust
from assistant.record.models import Reason

STATUS: dict[Status, str] = {
    "answered": "已答",
    "partial": "只答出一部分",
    "not_found": "文件没有规定",
    "not_covered": "没有收录该地区的文件",
    "needs_clarification": "请补充说明",
    "out_of_scope": "不在可回答的范围",
    "greeting": "问候",
    "blocked": "不能这样回答",
}
TRUST: dict[Trust, str] = {"verbatim": "原文", "verified": "已核对", "none": ""}
TRUST_MEANS: dict[Trust, str] = {
    "verbatim": "每句话都摘自所引条款的原文",
    "verified": "由大模型组织语言，每句话都对照所引条款核对过",
    "none": "",
}
REASONS: dict[Reason, str] = {
    "off_point": "答非所问",
    "wrong_source": "出处不对",
    "incomplete": "不完整",
    "outdated": "已过时",
    "other": "其他",
}


def local_time(moment: str) -> str:
    """A moment of the record on this server's clock: 2026年11月29日 14:05."""
    there = datetime.fromisoformat(moment).astimezone()
    return f"{there.year}年{there.month}月{there.day}日 {there:%H:%M}"
