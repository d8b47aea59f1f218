"""Who signed in, as a request shows: by its session's cookie, or by what the gateway it came through says."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from assistant.doors.models import Caller
from assistant.doors.ways import ByHeader, SignIn
from assistant.http.credentials import is_own_site

_READS = ("GET", "HEAD", "OPTIONS")
_FOR_SCRIPTS = ("/v1/", "/gradio_api/")  # what nobody is led to by a link


def session_cookie(scheme: str) -> str:
    """The name of the cookie; with https one that no neighbouring site can set."""
    return "__Host-fazhi_session" if scheme == "https" else "fazhi_session"


def person_of(scope: Scope, sign_in: SignIn) -> Caller | None:
    """Who signed in, None where nobody did; notes in the scope where a session says so. Raises BadHeader."""
    if isinstance(sign_in, ByHeader):
        name = sign_in.header.lower().encode("latin-1")
        return sign_in.who(scope.get("fazhi.peer", ""), tuple(value for key, value in scope["headers"] if key == name))
    found = sign_in.who(HTTPConnection(scope).cookies.get(session_cookie(scope["scheme"]), ""))
    scope["fazhi.session"] = found is not None
    return found


def comes_from_here(scope: Scope) -> bool:
    """Whether it was the person who asked: another site's page may lead to ours, and have nothing done or told in a person's name."""
    may_be_led_to = scope["method"] in _READS and not scope["path"].startswith(_FOR_SCRIPTS)
    return may_be_led_to or is_own_site(Headers(scope=scope))
