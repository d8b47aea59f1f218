"""Addresses of this room, and the one by which a conversation goes on in the chat."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def history_link(**asked: str) -> str:
    """The list, with what is looked for in it."""
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"/history?{said}" if said else "/history"


def conversation_link(session_id: str, spot: str = "") -> str:
    """A conversation in full, at one of its answers or what was said of it."""
    address = f"/history/{quote(session_id, safe='')}"
    return f"{address}#{quote(spot, safe='')}" if spot else address


def chat_link(session_id: str) -> str:
    """The chat with this conversation open."""
    return f"/?c={quote(session_id, safe='')}"
