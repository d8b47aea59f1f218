"""The whole application: the HTTP interface, the document reader, and the page."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Match, Router
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from assistant.api import create_api
from assistant.bootstrap import Fazhi
from ui.adding.routes import FILES, adding_routes
from ui.chat.page import mount_page
from ui.chat.routes import chat_routes
from ui.comparing.comparison import comparison_routes
from ui.documents.reader import reader_routes
from ui.history.pages import history_routes
from ui.signing_in.routes import sign_in_routes
from ui.signing_in.showing import ENTRANCE
from ui.templating import STATIC
from ui.visitors import KnownBrowser

# Of what comes with the page: it takes no files, is no API, and knows nothing of who signs in.
_UNUSED = ("/gradio_api/upload", "/gradio_api/info", "/gradio_api/openapi.json", "/login", "/logout")


def create_app(fazhi: Fazhi) -> FastAPI:
    """Everything under one address; the page comes last, because it takes all that is left."""
    app = create_api(fazhi, ENTRANCE, uploads=(FILES,))
    interface = Router(routes=list(app.router.routes))
    app.include_router(sign_in_routes(fazhi, app.state.metrics))
    app.include_router(reader_routes(fazhi))
    app.include_router(chat_routes(fazhi))
    app.include_router(history_routes(fazhi))
    app.include_router(comparison_routes(fazhi))
    app.include_router(adding_routes(fazhi))
    app.mount("/ui", StaticFiles(directory=STATIC), name="ui")
    app.router.routes.append(Reserved(interface))
    app = mount_page(app, fazhi, app.state.metrics)
    app.user_middleware.append(Middleware(KnownBrowser))  # within the gate
    return app


class Reserved(BaseRoute):
    """Keeps /v1 for the interface, so that a wrong address or method there is its problem and not the page's."""

    def __init__(self, interface: Router) -> None:
        self._interface = interface

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        path = scope.get("path", "")
        is_reserved = scope["type"] == "http" and path.startswith(("/v1/", *_UNUSED))
        return (Match.FULL if is_reserved else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(_UNUSED):
            raise HTTPException(404)
        await self._interface(scope, receive, send)
