"""The HTTP interface: /v1 for programs, the three addresses a deployment watches, and its own description at /docs."""

from __future__ import annotations

from collections.abc import Collection

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from assistant.bootstrap import Fazhi
from assistant.http.entrance import Entrance
from assistant.http.gate import Gate
from assistant.http.metrics import Metrics
from assistant.http.problems import install
from assistant.http.routes.answers import answer_routes
from assistant.http.routes.chat import chat_routes
from assistant.http.routes.held import held_routes
from assistant.http.routes.hotline import hotline_routes
from assistant.http.routes.reviews import review_routes
from assistant.http.routes.supervised import supervised_routes
from assistant.http.routes.watched import watched_routes


def create_api(fazhi: Fazhi, entrance: Entrance | None = None, uploads: Collection[str] = ()) -> FastAPI:
    """The application with everything under HTTP in the contract; pages may be mounted on it.

    At `entrance` people sign in, at `uploads` a page takes files.
    """
    app = FastAPIOffline(
        title="法治方案问答",
        version="1",
        description="只依据收录的政府文件回答，每句话都附条款出处。",
        redoc_url=None,
        swagger_ui_parameters={"validatorUrl": None},  # else its page shows a badge from elsewhere
        responses={200: {"description": "成功"}},
    )
    metrics = app.state.metrics = Metrics()
    for router in (
        watched_routes(fazhi, metrics),
        answer_routes(fazhi, metrics),
        hotline_routes(fazhi, metrics),
        review_routes(fazhi),
        supervised_routes(fazhi),
        chat_routes(fazhi, metrics),
        held_routes(fazhi),
    ):
        app.include_router(router)
    install(app)
    app.add_middleware(Gate, doors=fazhi.doors, metrics=metrics, entrance=entrance, uploads=uploads)
    return app
