"""/login/oidc: to the provider and back."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.bootstrap import Fazhi
from assistant.doors.choosing import provider_mark
from assistant.doors.logs import logger
from assistant.doors.seal import Seal
from assistant.doors.ways import BySession
from ui.signing_in.provider import Errand, NotSignedIn, Provider
from ui.signing_in.returning import HOME, local
from ui.signing_in.showing import entered, shown

LOG = logger("fazhi.signing_in")
_COOKIE = "fazhi_errand"
_LASTS = 600  # seconds somebody may take at the provider


def provided_routes(fazhi: Fazhi, sessions: BySession) -> APIRouter:
    """The way to the provider, and what is done with those who come back from it."""
    router = APIRouter()
    provider = Provider(fazhi.settings)
    mark = provider_mark(fazhi.settings)
    errands = Seal(Errand, lambda: fazhi.session_secret, _LASTS)

    @router.get("/login/oidc")
    async def leave(request: Request, next: str = HOME) -> Response:
        try:
            response, errand = await provider.leave(request, f"{request.base_url}login/oidc/callback", local(next))
        except NotSignedIn as error:
            return shown(sessions.way, next, str(error), 502, is_wrong=True)
        is_https = request.url.scheme == "https"
        sealed = errands.close(errand)
        response.set_cookie(_COOKIE, sealed, max_age=_LASTS, path="/login/oidc", secure=is_https, httponly=True, samesite="lax")
        response.headers["Cache-Control"] = "no-store"
        return response

    @router.get("/login/oidc/callback")
    async def back(request: Request) -> Response:
        errand = errands.open(request.cookies.get(_COOKIE, ""))
        wanted = errand.wanted if errand else HOME
        try:
            session = sessions.begin(await provider.back(request, errand), mark)
        except NotSignedIn as error:
            response = shown(sessions.way, wanted, str(error), 401, is_wrong=True)
        else:
            LOG.info("signed in", way=sessions.way)
            response = entered(request, session, wanted)
        response.delete_cookie(_COOKIE, path="/login/oidc")
        return response

    return router
