"""Where somebody is sent who asks for a page and has not signed in."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import Scope

from index.models import Frozen


class Entrance(Frozen):
    """The page where people sign in, and the addresses that are open to those who have not; one that ends in / opens all below it."""

    path: str
    open: tuple[str, ...]

    def is_open(self, path: str) -> bool:
        """Whether an address is for everybody."""
        return any(path.startswith(one) if one.endswith("/") else path == one for one in self.open)

    def towards(self, scope: Scope) -> str:
        """The address of the page where people sign in, which knows where they wanted to go."""
        wanted = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        return self.path if wanted == "/" else f"{self.path}?next={quote(wanted, safe='')}"


def wants_page(scope: Scope) -> bool:
    """Whether a browser asks for a page to show, and no program or script for something else."""
    is_read = scope["method"] in ("GET", "HEAD") and not scope["path"].startswith("/v1/")
    return is_read and "text/html" in Headers(scope=scope).get("accept", "")
