"""Twenty browsers ask at once: each gets the answer to its own question, and none waits for another's to end.

That none waits is shown without a clock: every answer is held until all twenty have begun.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from assistant.bootstrap import Fazhi
from assistant.models import Answer
from assistant.record.tables import CONVERSATIONS
from tests.ui.serving import served, with_its_own_record
from ui.visitors import COOKIE

TOGETHER = 20
MATTERS = ("行政复议", "行政调解", "行政执法协调监督工作体系", "政务公开", "法律顾问")
PLACES = ("张掖市", "赣州市", "长春市", "抚远市")
QUESTIONS = [f"{place}的{matter}由谁负责？" for place in PLACES for matter in MATTERS]


@pytest.fixture
def together(fazhi: Fazhi, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Fazhi, str]]:
    own = with_its_own_record(fazhi, tmp_path)
    whole, all_begun = own.chat.answer, threading.Barrier(TOGETHER)

    def when_all_have_begun(*given: Any) -> Answer:
        all_begun.wait(60)
        return whole(*given)

    monkeypatch.setattr(own.chat, "answer", when_all_have_begun)
    with served(own) as address:
        yield own, address


def _asked(address: str, question: str) -> tuple[str, str]:
    """What one browser's stream says after asking, over the page's own HTTP; with the secret of the browser."""
    with httpx.Client(base_url=address, timeout=90) as browser:
        browser.get("/", headers={"Accept": "text/html"}).raise_for_status()
        config = browser.get("/config").json()
        ask = next(at for at, one in enumerate(config["dependencies"]) if [way for _, way in one["targets"]][:1] == ["submit"])
        session = f"s{threading.get_ident()}"
        body = {"data": [None, question, None], "fn_index": config["dependencies"][ask]["id"], "session_hash": session}
        browser.post("/gradio_api/queue/join", json=body).raise_for_status()
        told = []
        with browser.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
            for line in events.iter_lines():
                told.append(line)
                if "close_stream" in line:
                    break
        return "\n".join(told), browser.cookies[COOKIE]


def test_none_sees_anothers_conversation_and_none_waits_for_another(together: tuple[Fazhi, str]) -> None:
    own, address = together
    with ThreadPoolExecutor(TOGETHER) as browsers:
        told = list(browsers.map(lambda question: _asked(address, question), QUESTIONS))
    for question, (stream, _) in zip(QUESTIONS, told, strict=True):
        assert question in stream and "fz-foot" in stream
        assert not [other for other in QUESTIONS if other != question and other in stream]
    for question, (_, secret) in zip(QUESTIONS, told, strict=True):
        listed = httpx.get(f"{address}/chat/conversations", cookies={COOKIE: secret}).text
        assert question in listed and listed.count("<li") == 1
    with own.database.begin() as connection:
        owners = connection.execute(select(CONVERSATIONS.c.owner)).scalars().all()
    assert len(set(owners)) == TOGETHER
    assert sorted(own.conversations.of(owner)[0].name for owner in owners) == sorted(QUESTIONS)
    assert all(len(own.conversations.of(owner)) == 1 for owner in owners)
