"""Addresses of the document reader; the same link opens in the source panel and stands alone."""

from __future__ import annotations

from urllib.parse import quote


def plan_link(plan_id: str) -> str:
    """A plan from its beginning."""
    return f"/plans/{quote(plan_id, safe='')}"


def original_link(plan_id: str) -> str:
    """The file that a plan was read from."""
    return f"{plan_link(plan_id)}/original"


def clause_link(plan_id: str, clause_id: str) -> str:
    """A clause in its plan."""
    return f"{plan_link(plan_id)}#{quote(clause_id, safe='')}"


def quote_link(plan_id: str, clause_id: str, start: int, end: int) -> str:
    """A clause in its plan, with the words from `start` to `end` highlighted."""
    return f"{plan_link(plan_id)}?start={start}&end={end}#{quote(clause_id, safe='')}"
