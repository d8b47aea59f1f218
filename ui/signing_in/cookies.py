"""The cookies of signing in: nobody's script reads them, no other site's request bears them, and https keeps them to itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from assistant.http.signed_in import session_cookie


def keep(response: Response, request: Request, session: str) -> None:
    """Give the browser its session: a new one at every signing in, until it is closed at the latest."""
    scheme = request.url.scheme
    response.set_cookie(session_cookie(scheme), session, path="/", secure=scheme == "https", httponly=True, samesite="lax")


def drop(response: Response, request: Request) -> None:
    """Take the session away."""
    scheme = request.url.scheme
    response.delete_cookie(session_cookie(scheme), path="/", secure=scheme == "https", httponly=True, samesite="lax")
