"""Where somebody goes after signing in: to the page they wanted, and never to another site."""

from __future__ import annotations

from urllib.parse import urlsplit

HOME = "/"
_LONGEST = 1000  # bytes: it has to fit into a cookie
_NEVER = ("/login", "/logout")


def local(wanted: str) -> str:
    """The address where it is one of this site, else the first page.

    Browsers take a backslash for a slash and leave out tabs and line breaks, so none of them may stand in it.
    """
    if not wanted.startswith("/") or wanted.startswith("//") or len(wanted.encode("utf-8", "replace")) > _LONGEST:
        return HOME
    if "\\" in wanted or any(ord(char) <= 0x20 or ord(char) == 0x7F for char in wanted):
        return HOME
    try:
        parsed = urlsplit(wanted)
    except ValueError:
        return HOME
    return HOME if parsed.scheme or parsed.netloc or parsed.path.startswith(_NEVER) else wanted
