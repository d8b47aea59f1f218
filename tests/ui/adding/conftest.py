"""The page of adding over a plans folder of its own, with an index built without a model and checked in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.api import create_api
from assistant.bootstrap import Fazhi
from assistant.settings import Settings
from tests.ui.serving import served
from ui.adding.routes import FILES, adding_routes

Write = Callable[..., str]


@pytest.fixture
def own(tmp_path: Path, make_embedding: Callable[..., object], without_a_process: None, plan_text: Write) -> Fazhi:
    """Everything over two small plans."""
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "张掖.txt").write_text(plan_text("张掖市", "推进政务公开。", "加强执法监督。"), encoding="utf-8")
    (plans / "赣州.txt").write_text(plan_text("赣州市", "推进政务公开。"), encoding="utf-8")
    made = Fazhi(Settings(data=tmp_path / "data", plans=plans, chroma_url="", embedding_url="", api_keys=""))
    made.__dict__["embedding"] = make_embedding()
    made.build()
    return made


@pytest.fixture
def app(own: Fazhi) -> FastAPI:
    """The interface and this page alone."""
    made = create_api(own, uploads=(FILES,))
    made.include_router(adding_routes(own))
    return made


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """Somebody at this machine, who may do everything."""
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def address(own: Fazhi) -> Iterator[str]:
    """A server of the whole application for one test."""
    with served(own) as found:
        yield found
