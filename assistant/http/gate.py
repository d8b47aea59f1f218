"""Every request passes here: request id, keys, size limit, security headers, and no exception gets out."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
import uuid
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.http.problems import LOG, MEDIA_TYPE, problem_of, respond

LARGEST_BODY = 1_000_000  # bytes
OPEN_PATHS = ("/healthz", "/readyz")
_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# Nothing may be loaded from elsewhere or framed elsewhere; gradio needs inline scripts, styles and eval.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": _POLICY,
}

Count = Callable[[Scope, int], None]


class Gate:
    """ASGI middleware around the whole application, page included."""

    def __init__(self, app: ASGIApp, keys: tuple[str, ...], count: Count) -> None:
        self._app = app
        self._keys = keys
        self._count = count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers)
        scope["fazhi.request_id"] = request_id
        reply = _Reply(send, request_id, scope["path"])
        try:
            self._admit(scope["path"], headers)
            await self._app(scope, _limited(receive), reply.send)
            if reply.withheld:
                raise HTTPException(reply.withheld, headers=reply.withheld_headers)
        except Exception as error:  # nothing but a problem may reach the outside
            problem = problem_of(error, scope["path"], request_id)
            if problem.status >= 500:
                LOG.exception("request %s failed", request_id)
            if not reply.status:
                await respond(problem, getattr(error, "headers", None))(scope, receive, reply.send)
        finally:
            self._count(scope, reply.status)

    def _admit(self, path: str, headers: Headers) -> None:
        if self._keys and path not in OPEN_PATHS and not _is_key(_key_given(headers), self._keys):
            scheme = "Bearer" if path.startswith("/v1/") else 'Basic realm="fazhi", charset="UTF-8"'
            raise HTTPException(401, headers={"WWW-Authenticate": scheme})
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            raise HTTPException(413 if length.isdecimal() else 400)


class _Reply:
    """Sends a response on with the headers all responses have; `status` is 0 until it has begun.

    An error in another form than a problem (the page's framework has its own) is withheld, for the gate to tell.
    """

    def __init__(self, send: Send, request_id: str, path: str) -> None:
        self._send = send
        self._request_id = request_id
        self._is_inner = path.startswith("/gradio_api/")  # the page's own traffic, which its scripts understand
        self.status = 0
        self.withheld = 0
        self.withheld_headers: dict[str, str] = {}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if not self._is_inner and _is_foreign_error(message):
                self.withheld = message["status"]
                self.withheld_headers = {name: value for name, value in Headers(scope=message).items() if name == "allow"}
                return
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self._request_id
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        if self.status:
            await self._send(message)


def _is_foreign_error(start: Message) -> bool:
    kind = Headers(scope=start).get("content-type", "")
    return start["status"] >= 400 and not kind.startswith((MEDIA_TYPE, "text/html"))


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    return given if _SANE_ID.fullmatch(given) else uuid.uuid4().hex


def _key_given(headers: Headers) -> str:
    """The key of X-API-Key, of Bearer, or the password of Basic (what a browser can send)."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return value.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")


def _is_key(given: str, keys: tuple[str, ...]) -> bool:
    matches = [hmac.compare_digest(given.encode(), key.encode()) for key in keys]  # all of them, in constant time
    return any(matches)


def _limited(receive: Receive) -> Receive:
    """A body sent in chunks, without a length, stops at the limit too."""
    read = 0

    async def limited() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:
            raise HTTPException(413)
        return message

    return limited
