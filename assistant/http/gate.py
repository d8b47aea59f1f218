"""Every request passes here: its id, security headers, one line in the log, and no exception gets out."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import TYPE_CHECKING

import structlog
from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.doors.bundle import Doors
from assistant.doors.errors import ForeignSite
from assistant.doors.models import NOBODY
from assistant.http.admission import Admission
from assistant.http.credentials import request_id
from assistant.http.entrance import Entrance
from assistant.http.metrics import Metrics, route_of
from assistant.http.problems import LOG, headers_of, problem_of, respond
from assistant.http.reply import Reply

if TYPE_CHECKING:
    from assistant.doors.tracing import Traced, Untraced

_ALLOWED = ("Authorization", "X-API-Key", "Content-Type", "X-Agent-Id", "X-End-User", "X-Request-Id", "Idempotency-Key")
_EXPOSED = ("X-Request-Id", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
_DOORS = (("/v1/hotline/", "card"), ("/v1/chat/", "chat"), ("/v1/", "api"))


class Gate:
    """ASGI middleware around the whole application, page included."""

    def __init__(
        self, app: ASGIApp, doors: Doors, metrics: Metrics, entrance: Entrance | None = None, uploads: Collection[str] = ()
    ) -> None:
        self._app = app
        self._doors = doors
        self._metrics = metrics
        self._inside = _across(Admission(app, doors, metrics, entrance, uploads), doors.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, self._until_the_end(receive), send)
        elif scope["type"] == "http":
            scope["fazhi.request_id"] = request_id(Headers(scope=scope))
            with (
                structlog.contextvars.bound_contextvars(request_id=scope["fazhi.request_id"]),
                self._doors.tracing.request() as traced,
            ):
                await self._watched(scope, receive, send, traced)
        else:
            await send({"type": "websocket.close", "code": 1008})  # nothing here speaks it

    def _until_the_end(self, receive: Receive) -> Receive:
        """Traces that are left are delivered before the process ends."""

        async def received() -> Message:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await run_sync(self._doors.tracing.close)
            return message

        return received

    async def _watched(self, scope: Scope, receive: Receive, send: Send, traced: Traced | Untraced) -> None:
        started, reply = time.perf_counter(), Reply(send, scope)
        try:
            await self._inside(scope, receive, reply.send)
            if reply.withheld:
                raise _told_anew(scope, reply)
        except Exception as error:  # nothing but a problem may reach the outside
            problem = problem_of(error, scope["path"], scope["fazhi.request_id"])
            if problem.status >= 500:
                LOG.exception("request failed", status=problem.status)
            if not reply.status:
                await respond(problem, headers_of(error))(scope, receive, reply.send)
        finally:
            self._note(scope, reply.status, time.perf_counter() - started, traced)

    def _note(self, scope: Scope, status: int, seconds: float, traced: Traced | Untraced) -> None:
        self._metrics.count_request(scope, status, seconds)
        key, method, route = scope.get("fazhi.caller", NOBODY).name, scope["method"], route_of(scope)
        agent, ms = scope.get("fazhi.agent", ""), round(seconds * 1000, 1)
        LOG.info("request", method=method, route=route, status=status, ms=ms, key=key, agent=agent, door=door_of(scope))
        about: dict[str, str | int] = {"request_id": scope["fazhi.request_id"], "http.response.status_code": status, "key": key}
        traced.ended(f"{method} {route}", about)


def door_of(scope: Scope) -> str:
    """Through which door a request came: card, chat, api, or page for all that is not /v1."""
    return next((door for start, door in _DOORS if scope["path"].startswith(start)), "page")


def _across(inside: ASGIApp, origins: tuple[str, ...]) -> ASGIApp:
    """Let the scripts of these sites call; a browser's question whether it may bears no key."""
    if not origins:
        return inside
    return CORSMiddleware(inside, allow_origins=origins, allow_methods=("GET", "POST"), allow_headers=_ALLOWED, expose_headers=_EXPOSED)


def _told_anew(scope: Scope, reply: Reply) -> Exception:
    if "access-control-request-method" in Headers(scope=scope) and reply.withheld == 400:
        return ForeignSite("这个网站没有获准跨域访问，请管理员在 FAZHI_CORS_ORIGINS 里加上它。")
    return HTTPException(reply.withheld, headers=reply.withheld_headers)
