"""Which way of signing in the settings choose; what does not go together is told in one sentence, before anything is served."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from assistant.doors.errors import BadSignIn
from assistant.doors.models import Caller
from assistant.doors.people import People
from assistant.doors.seal import Seal, Session
from assistant.doors.ways import ByHeader, BySession, SignIn, named
from assistant.settings import Settings

LASTS = 12 * 3600  # seconds a session is good: a day at work


def sign_in_of(settings: Settings, people: People, secret: Callable[[], bytes]) -> SignIn | None:
    """How people sign in, None where nobody has to; raises BadSignIn."""
    if settings.sign_in == "header":
        if not settings.proxies:
            raise BadSignIn("设了 FAZHI_SIGN_IN=header，还要用 FAZHI_TRUSTED_PROXIES 写明网关的地址：只有它说的登录名才算数。")
        return ByHeader(settings.sign_in_header, settings.proxies, settings.admin_names)
    if settings.sign_in == "oidc" and not (settings.oidc_issuer and settings.oidc_client_id):
        raise BadSignIn("设了 FAZHI_SIGN_IN=oidc，还要设 FAZHI_OIDC_ISSUER 和 FAZHI_OIDC_CLIENT_ID。")
    if not settings.sign_in:
        return None
    seal = Seal(Session, secret, LASTS)
    return BySession("users", seal, people.who) if settings.sign_in == "users" else BySession("oidc", seal, _of_provider(settings))


def provider_mark(settings: Settings) -> str:
    """What sessions begun with a provider are bound to: with another one they are over."""
    return hashlib.sha256(f"{settings.oidc_issuer}\0{settings.oidc_client_id}".encode()).hexdigest()[:32]


def _of_provider(settings: Settings) -> Callable[[str, str], Caller | None]:
    mark, admins = provider_mark(settings), settings.admin_names
    return lambda name, given: named(name, admins) if given == mark else None
