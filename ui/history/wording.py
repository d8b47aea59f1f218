"""The words of this room for what the record holds as codes and moments."""

from __future__ import annotations

from datetime import datetime

from assistant.record.models import Reason

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
