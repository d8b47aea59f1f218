"""The page where people sign in, and the way on from it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from assistant.http.entrance import Entrance
from ui.signing_in.cookies import keep
from ui.signing_in.returning import local
from ui.templating import page
from ui.visitors import Visitor

ENTRANCE = Entrance(path="/login", open=("/login", "/login/oidc", "/login/oidc/callback", "/logout", "/ui/"))
_STRANGER = Visitor(owner="")


def shown(way: str, wanted: str, said: str = "", status: int = 200, *, name: str = "", is_wrong: bool = False) -> Response:
    """The page for a way of signing in; `said` is what became of the last try, `name` who tried."""
    values = {"way": way, "next": local(wanted), "said": said, "tried": name, "is_wrong": is_wrong}
    response = page("login.html", _STRANGER, ENTRANCE.path, status, **values)
    response.headers["Cache-Control"] = "no-store"
    return response


def entered(request: Request, session: str, wanted: str) -> Response:
    """On to the page that was wanted, signed in."""
    response = RedirectResponse(local(wanted), 303, {"Cache-Control": "no-store"})
    keep(response, request, session)
    return response
