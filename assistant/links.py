"""Addresses of the document reader, the same in the source panel and standing alone, and of the table that compares places."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode


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


def comparison_link(topic: str, places: Sequence[str], as_of: str = "", path: str = "/compare") -> str:
    """Places compared on a topic, by today or by another day."""
    asked = [("topic", topic), *(("place", place) for place in places)]
    return f"{path}?{urlencode([*asked, ('as_of', as_of)] if as_of else asked)}"
