"""/login and /logout, for the way of signing in that the settings choose."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from assistant.bootstrap import Fazhi
from assistant.doors.ways import BySession
from assistant.http.metrics import Metrics
from ui.signing_in.cookies import drop
from ui.signing_in.passwords import password_routes
from ui.signing_in.returning import HOME
from ui.signing_in.showing import shown
from ui.visitors import own_site


def sign_in_routes(fazhi: Fazhi, metrics: Metrics) -> APIRouter:
    """What there is for that way; nothing where nobody signs in. Raises BadSignIn."""
    router = APIRouter(include_in_schema=False)
    sign_in = fazhi.sign_in
    if sign_in is None:
        return router

    @router.get("/login")
    def login(next: str = HOME, left: str = "") -> Response:
        return shown(sign_in.way, next, "已退出。" if left else "")

    if isinstance(sign_in, BySession):
        router.add_api_route("/logout", _logout, methods=["POST"], dependencies=[Depends(own_site)])
        if sign_in.way == "users":
            router.include_router(password_routes(fazhi, metrics, sign_in))
        else:
            from ui.signing_in.provided import provided_routes  # its library takes a moment to import

            router.include_router(provided_routes(fazhi, sign_in))
    return router


def _logout(request: Request) -> Response:
    response = RedirectResponse("/login?left=1", 303, {"Cache-Control": "no-store"})
    drop(response, request)
    return response
