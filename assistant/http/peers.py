"""Who is really at the other end of a connection, noted before a trusted proxy is believed of whom it speaks for."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


class KnownPeer:
    """ASGI middleware around everything; where it is not, nobody's word about who signed in is taken."""

    def __init__(self, app: ASGIApp, proxies: tuple[str, ...]) -> None:
        # Both are ASGI applications, typed by two libraries.
        self._app: ASGIApp = ProxyHeadersMiddleware(app, list(proxies)) if proxies else app  # type: ignore[arg-type,assignment]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["fazhi.peer"] = (scope.get("client") or ("",))[0]
        await self._app(scope, receive, send)
