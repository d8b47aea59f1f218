"""Moments as the record writes them: ISO 8601 in UTC to the millisecond, so that they sort as text."""

from __future__ import annotations

from datetime import UTC, datetime


def written(moment: datetime | None = None) -> str:
    """A moment, by default this one."""
    return (moment or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds")
