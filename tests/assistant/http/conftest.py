"""A small application behind the gate, with an address for each scope."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient

from assistant.doors.bundle import Doors
from assistant.doors.keys import Keys
from assistant.doors.limiting import By, RateLimits
from assistant.doors.tracing import Tracing, Untraced
from assistant.http.callers import agent_of, caller_of, end_user_of, needs
from assistant.http.gate import Gate
from assistant.http.metrics import Metrics
from assistant.http.problems import install
from assistant.record.database import Database
from assistant.record.records import Records

RATES: dict[By, str] = {"key": "1000/minute", "user": "1000/minute", "wrong_key": "1000/minute"}


def application(doors: Doors, metrics: Metrics) -> FastAPI:
    """Tells who calls, takes a body, fails on request."""
    app = FastAPI(docs_url=None, redoc_url=None)

    @app.get("/v1/who", dependencies=[Depends(needs("ask"))])
    def who(request: Request) -> dict[str, object]:
        return {"caller": caller_of(request).name, "agent": agent_of(request), "end_user": end_user_of(request)}

    @app.post("/v1/reviewed", dependencies=[Depends(needs("review"))])
    async def reviewed(request: Request) -> int:
        return len(await request.body())

    @app.post("/files")
    async def files(request: Request) -> int:
        return len(await request.body())

    @app.get("/v1/things/{thing}", dependencies=[Depends(needs("admin"))])
    def thing(thing: str) -> str:
        raise ValueError(f"不能处理 {thing}，电话 13812345678")

    @app.get("/metrics", dependencies=[Depends(needs("admin", unless=doors.metrics_open))])
    def counts() -> str:
        return metrics.render(1)

    @app.get("/healthz")
    def alive() -> str:
        return "ok"

    @app.get("/")
    def page() -> str:
        return "page"

    install(app)
    app.add_middleware(Gate, doors=doors, metrics=metrics, uploads=("/files",))
    return app


class House:
    """An application with its keys and counts."""

    def __init__(
        self, data: Path, rates: dict[By, str], redis_url: str, fixed: tuple[str, ...], tracing: Tracing | Untraced, **more
    ) -> None:  # type: ignore[no-untyped-def]
        self.database = Database(data)
        self.keys = Keys(self.database, fixed)
        self.metrics = Metrics()
        limits = RateLimits(RATES | rates, redis_url)
        self.doors = Doors(keys=self.keys, limits=limits, secret=lambda: Records(self.database).secret, tracing=tracing, **more)
        self.app = application(self.doors, self.metrics)
        self.client = TestClient(self.app, raise_server_exceptions=False)

    def get(self, path: str = "/v1/who", key: str = "", **headers: str | bytes):  # type: ignore[no-untyped-def]
        """Ask with a key and headers; _ in a header's name stands for -."""
        given: dict[str, str | bytes] = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(path, headers=given | ({"X-API-Key": key} if key else {}))


@pytest.fixture
def make_house(tmp_path: Path) -> Callable[..., House]:
    """Makes applications on one database; rates, redis_url, fixed keys, origins, metrics_open, tracing may be given."""

    def make(rates: dict[By, str] | None = None, redis_url: str = "", fixed: tuple[str, ...] = (), tracing=None, **more) -> House:  # type: ignore[no-untyped-def]
        return House(tmp_path, rates or {}, redis_url, fixed, tracing or Untraced(), **more)

    return make
