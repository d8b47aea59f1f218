"""The form for a user name and a password."""

from __future__ import annotations

from typing import Annotated

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from assistant.bootstrap import Fazhi
from assistant.doors.entering import Entering
from assistant.doors.errors import TooMany, WrongPassword
from assistant.doors.logs import logger
from assistant.doors.ways import BySession
from assistant.http.credentials import network
from assistant.http.metrics import Metrics
from ui.signing_in.returning import HOME
from ui.signing_in.showing import entered, shown
from ui.visitors import own_site

LOG = logger("fazhi.signing_in")
_AT_ONCE = 2  # passwords looked at together: each takes 64 MiB and a core for a moment


def password_routes(fazhi: Fazhi, metrics: Metrics, sessions: BySession) -> APIRouter:
    """What the form of /login does."""
    router = APIRouter()
    entering = Entering(fazhi.people, fazhi.doors.limits, sessions)
    together = anyio.CapacityLimiter(_AT_ONCE)

    @router.post("/login", dependencies=[Depends(own_site)])
    async def enter(
        request: Request,
        name: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        next: Annotated[str, Form()] = HOME,
    ) -> Response:
        try:
            session = await run_sync(entering.enter, name, password, network(request.scope), limiter=together)
        except WrongPassword as error:
            LOG.info("sign-in refused", reason="wrong")
            return shown(sessions.way, next, str(error), 401, name=name, is_wrong=True)
        except TooMany as error:
            LOG.warning("sign-in refused", reason="too often")
            metrics.count_limited("wrong_password")
            response = shown(sessions.way, next, str(error), 429, name=name, is_wrong=True)
            response.headers.update(error.headers)
            return response
        LOG.info("signed in", way=sessions.way)
        return entered(request, session, next)

    return router
