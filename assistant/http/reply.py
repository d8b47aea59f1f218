"""A response on its way out: the headers all of them have, and no error in another form than a problem."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

from assistant.http.problems import MEDIA_TYPE

# Nothing may be loaded from elsewhere or framed elsewhere; gradio needs inline scripts, styles and eval.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer a form of our own would come from nowhere, like one of another site
    "Content-Security-Policy": _POLICY,
}
_HTTPS_ONLY = "max-age=31536000"  # a year


class Reply:
    """Sends a response on; `status` is 0 until it has begun.

    An error in another form than a problem (the page's framework has its own) is withheld, for the gate to tell.
    """

    def __init__(self, send: Send, scope: Scope) -> None:
        self._send = send
        self._scope = scope
        self._is_inner = scope["path"].startswith("/gradio_api/")  # the page's own traffic, which its scripts understand
        self.status = 0
        self.withheld = 0
        self.withheld_headers: dict[str, str] = {}

    async def send(self, message: Message) -> None:
        """One message of the response."""
        if message["type"] == "http.response.start":
            if not self._is_inner and _is_foreign_error(message):
                self.withheld = message["status"]
                self.withheld_headers = {name: value for name, value in Headers(scope=message).items() if name == "allow"}
                return
            self.status = message["status"]
            self._add_headers(MutableHeaders(scope=message))
        if self.status:
            await self._send(message)

    def _add_headers(self, headers: MutableHeaders) -> None:
        headers["X-Request-Id"] = self._scope["fazhi.request_id"]
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if self._scope["scheme"] == "https":
            headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)
        if self._scope["path"].startswith("/v1/"):
            headers.setdefault("Cache-Control", "no-store")


def _is_foreign_error(start: Message) -> bool:
    kind = Headers(scope=start).get("content-type", "")
    return start["status"] >= 400 and not kind.startswith((MEDIA_TYPE, "text/html"))
