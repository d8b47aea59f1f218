"""Who looks at a page: a person who signed in, or else this browser; whose conversations are shown, and what may be done."""

from __future__ import annotations

import hashlib
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.doors.errors import ForeignSite
from assistant.http.callers import caller_of
from assistant.http.credentials import is_own_site
from index.models import Frozen

COOKIE = "fazhi_browser"
_LONGEST = 64  # characters of a cookie that can be ours
_KEPT_FOR = 180 * 24 * 3600  # seconds


class Visitor(Frozen):
    """`owner` is whose conversations are seen: nobody's where it is empty. `name` is who signed in (empty where nobody has to).

    `key` is what the record is told; `may_leave` where a session was begun here, which can be ended here.
    """

    owner: str
    name: str = ""
    key: str = ""
    is_admin: bool = False
    may_leave: bool = False


def visitor_of(request: HTTPConnection) -> Visitor:
    """A person's own wherever they sit; without signing in this browser's own, and only with the same key."""
    caller = caller_of(request)
    owner = ""  # who keeps no cookie keeps no conversations: all such browsers would share them
    if caller.person:
        owner = f"person:{caller.person}"
    elif browser := browser_of(request.scope):
        owner = f"browser:{hashlib.sha256(f'{browser} {caller.key_id}'.encode()).hexdigest()}"
    may_leave = bool(request.scope.get("fazhi.session"))
    return Visitor(owner=owner, name=caller.person or caller.name, key=caller.name, is_admin=caller.may("admin"), may_leave=may_leave)


def browser_of(scope: Scope) -> str:
    """The secret by which this browser is known; empty where it has none yet and gets none with this request."""
    if given := scope.get("fazhi.browser"):
        return str(given)
    found = HTTPConnection(scope).cookies.get(COOKIE, "")
    return found if len(found) <= _LONGEST else ""


def own_site(request: Request) -> None:
    """A dependency that lets only the pages here change something; raises ForeignSite."""
    if not is_own_site(request.headers):
        raise ForeignSite("这一步只能在本站的页面上做。")


class KnownBrowser:
    """ASGI middleware: a browser that opens a page for the first time gets a cookie that says nothing but which it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wants_page = scope["type"] == "http" and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
        if not wants_page or scope["path"].startswith("/v1/") or browser_of(scope):
            await self._app(scope, receive, send)
            return
        given = scope["fazhi.browser"] = secrets.token_urlsafe(24)
        secure = "; Secure" if scope["scheme"] == "https" else ""

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{COOKIE}={given}; Path=/; Max-Age={_KEPT_FOR}; HttpOnly; SameSite=Lax{secure}"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, with_cookie)
