"""Callers ask again where nothing whole came, under the same key, and write down what they were told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable

import pytest

from eval.load.asking import Caller, Heard, asking
from eval.load.questions import ANSWERS, Asking

ONE = Asking(path=ANSWERS, question="问？", once="k1")
ANSWER = {"answer_id": "a1", "answer": "甲。", "fallbacks": [{"part": "vectors", "reason": "timeout"}]}


def said(answer: object = ANSWER) -> tuple[int, bytes]:
    return 200, json.dumps(answer).encode()


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.load.asking._PAUSE", 0.01)


def test_a_request_that_failed_is_sent_again_with_the_same_key(make_service: Callable, no_pause: None) -> None:
    service = make_service(lambda service, _: (503, b"{}") if len(service.asked) < 3 else said())
    heard = Heard()
    received = Caller(service.url, "fz_key", 7, heard).ask(ONE, threading.Event())
    assert received is not None
    assert received.answer_id == "a1"
    assert received.tries == 3
    assert heard.statuses() == {"503": 2, "200": 1}
    assert {(headers["idempotency-key"], headers["authorization"]) for headers in map(lowered, service.headers)} == {
        ("k1", "Bearer fz_key")
    }
    assert heard.tries[-1].fallbacks == ("vectors:timeout",)


def lowered(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def test_an_answer_that_breaks_off_is_none(make_service: Callable, no_pause: None) -> None:
    service = make_service(lambda service, _: (200, b'{"answer_id": "a') if len(service.asked) < 2 else said())
    heard = Heard()
    assert Caller(service.url, "k", 1, heard).ask(ONE, threading.Event()) is not None
    assert [received.answer_id for received in heard.received] == ["a1"]
    assert sum(heard.statuses().values()) == 2


def test_after_some_tries_it_is_given_up(make_service: Callable, no_pause: None) -> None:
    service = make_service(lambda *_: (500, b""))
    heard = Heard()
    assert Caller(service.url, "k", 1, heard, tries=3).ask(ONE, threading.Event()) is None
    assert heard.given_up == ["k1"]
    assert heard.sent() == 1


def test_nobody_there_is_an_error_by_its_name(no_pause: None) -> None:
    heard = Heard()
    Caller("http://127.0.0.1:9", "k", 1, heard, tries=2).ask(ONE, threading.Event())
    assert heard.statuses() == {"ConnectError": 2}


def test_another_answer_under_the_same_key_is_noticed(make_service: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.load.asking._AGAIN", 1.0)
    service = make_service(lambda service, _: said(ANSWER | {"answer_id": f"a{len(service.asked)}"}))
    heard = Heard()
    Caller(service.url, "k", 1, heard).keep_asking(iter([ONE]), threading.Event())
    assert heard.told_otherwise == ["k1"]
    assert heard.sent() == 1


def test_callers_ask_until_the_block_ends(make_service: Callable) -> None:
    service = make_service(lambda *_: said())
    with asking(service.url, ["k1", "k2"], callers=2) as heard:
        service.over.wait(1)
    assert len(heard.received) >= 2
    assert {headers["Authorization"] for headers in service.headers} == {"Bearer k1", "Bearer k2"}
