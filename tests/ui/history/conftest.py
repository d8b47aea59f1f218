"""Readers with conversations of their own, over the bundled plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request

from assistant.bootstrap import Fazhi
from assistant.doors.models import NOBODY, Caller
from assistant.http.problems import install
from assistant.models import Answer, Ask
from assistant.record.models import Asker
from tests.ui.serving import with_its_own_record
from ui.history.pages import history_routes
from ui.visitors import COOKIE, visitor_of

Tell = Callable[..., tuple[Answer, ...]]
BROWSER = "reader-one"


def owner_of(browser: str, caller: Caller = NOBODY) -> str:
    """Whose conversations the browser with this cookie sees."""
    headers = [(b"cookie", f"{COOKIE}={browser}".encode())]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers, "fazhi.caller": caller}
    return visitor_of(Request(scope)).owner


@pytest.fixture
def own(fazhi: Fazhi, tmp_path: Path) -> Iterator[Fazhi]:
    """The assistant with a record of its own."""
    made = with_its_own_record(fazhi, tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def tell(own: Fazhi) -> Tell:
    """Has questions asked in a conversation, and shown there as the chat does; gives the answers."""

    def told(session_id: str, *questions: str, browser: str = BROWSER, name: str = "", as_of: str | None = None) -> tuple[Answer, ...]:
        asker = Asker(door="page")
        answers = tuple(own.chat.answer(Ask(question=question, session_id=session_id, as_of=as_of), asker=asker) for question in questions)
        before = own.conversations.get(session_id, owner_of(browser))
        shown = [*(before.answer_ids if before else ()), *(answer.answer_id for answer in answers)]
        own.conversations.show(session_id, owner_of(browser), shown, name or questions[0])
        return answers

    return told


@pytest.fixture
def client(own: Fazhi) -> TestClient:
    """The browser of the reader whose conversations are told."""
    return reader(own, BROWSER)


def reader(fazhi: Fazhi, browser: str) -> TestClient:
    """A browser that is known by its cookie, on this room alone."""
    app = FastAPI()
    install(app)
    app.include_router(history_routes(fazhi))
    return TestClient(app, cookies={COOKIE: browser} if browser else None, raise_server_exceptions=False)
