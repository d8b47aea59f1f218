"""Each fault of the fake chat server does what its name says, so that a test may rely on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import httpx
import pytest

Start = Callable[..., Any]
SAYS = ["责任单位", "是市司法局", "。"]
MESSAGES = [{"role": "user", "content": "问"}]


def post(fake: Any, **more: Any) -> httpx.Response:
    return httpx.post(f"{fake.url}/chat/completions", json={"model": "m", "messages": MESSAGES} | more, timeout=5, trust_env=False)


def lines(fake: Any, timeout: float = 5) -> Iterator[str]:
    asked = {"model": "m", "messages": MESSAGES, "stream": True}
    with httpx.stream("POST", f"{fake.url}/chat/completions", json=asked, timeout=timeout, trust_env=False) as response:
        yield from (line for line in response.iter_lines() if line)


def contents(told: Iterator[str]) -> Iterator[Any]:
    for line in told:
        if line != "data: [DONE]":
            yield json.loads(line.removeprefix("data: "))["choices"][0]["delta"].get("content")


def whole(response: httpx.Response) -> Any:
    return response.json()["choices"][0]["message"]["content"]


def test_a_healthy_server_writes_its_pieces_one_after_another(model_server: Start) -> None:
    fake = model_server(says=SAYS)
    told = list(lines(fake))
    assert [content for content in contents(iter(told)) if content] == SAYS
    assert json.loads(told[-2].removeprefix("data: "))["choices"][0]["finish_reason"] == "stop"
    assert told[-1] == "data: [DONE]"
    assert whole(post(fake)) == "".join(SAYS)


def test_what_it_writes_may_depend_on_what_it_was_told(model_server: Start) -> None:
    fake = model_server(says=lambda messages: f"你问的是：{messages[-1]['content']}")
    assert whole(post(fake)) == "你问的是：问"
    assert "".join(content for content in contents(lines(fake)) if content) == "你问的是：问"


def test_requests_are_kept_with_their_headers(model_server: Start) -> None:
    fake = model_server()
    asked = {"messages": MESSAGES}
    httpx.post(f"{fake.url}/chat/completions", json=asked, headers={"Authorization": "Bearer secret"}, trust_env=False)
    assert (fake.calls, fake.requests[0].body, fake.requests[0].headers["authorization"]) == (1, asked, "Bearer secret")


@pytest.mark.parametrize(("fault", "status"), [("refuses_429", 429), ("fails_500", 500), ("unauthorised_401", 401)])
def test_some_servers_refuse_and_repeat_the_key(model_server: Start, fault: str, status: int) -> None:
    fake = model_server(fault)
    response = httpx.post(f"{fake.url}/chat/completions", json={}, headers={"Authorization": "Bearer secret"}, trust_env=False)
    assert response.status_code == status
    assert "secret" in response.json()["error"]["message"]
    assert response.headers.get("Retry-After") == ("7" if status == 429 else None)


def test_a_server_may_fail_once_only(model_server: Start) -> None:
    fake = model_server("fails_once_500")
    assert [post(fake).status_code for _ in range(3)] == [500, 200, 200]


def test_a_server_may_take_no_schema(model_server: Start) -> None:
    fake = model_server("no_schema_400")
    assert [post(fake, response_format={"type": "json_schema"}).status_code, post(fake).status_code] == [400, 200]


@pytest.mark.parametrize("stream", [True, False])
def test_a_server_may_keep_one_waiting_for_its_first_byte(model_server: Start, stream: bool) -> None:
    fake = model_server("slow", seconds=60)
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{fake.url}/chat/completions", json={"messages": MESSAGES, "stream": stream}, timeout=0.1, trust_env=False)
    assert fake.calls == 1


def test_a_connection_may_be_kept_alive_without_a_word(model_server: Start) -> None:
    assert set(islice(lines(model_server("keepalive", pause=0.001)), 5)) == {": keep-alive"}


@pytest.mark.parametrize("fault", ["drip", "endless"])
def test_a_reply_may_have_no_end(model_server: Start, fault: str) -> None:
    told = contents(lines(model_server(fault, says=SAYS, pause=0.001)))
    said = "".join(islice(told, 40))
    assert said.startswith("".join(SAYS) * 2)
    assert (len(said) == 39) == (fault == "drip")


def test_a_connection_may_be_cut_in_the_middle(model_server: Start) -> None:
    fake = model_server("dies_mid_stream", says=SAYS)
    heard: list[str] = []
    with pytest.raises(httpx.RemoteProtocolError):
        heard.extend(contents(lines(fake)))
    assert "".join(heard) == "责任单位是"
    with pytest.raises(httpx.RemoteProtocolError):
        post(fake)


def test_a_stream_may_end_early_without_an_error(model_server: Start) -> None:
    told = list(lines(model_server("ends_early", says=SAYS)))
    assert "".join(contents(iter(told))) == "责任单位是"
    assert "[DONE]" not in told[-1]


def test_a_page_may_come_instead_of_an_answer(model_server: Start) -> None:
    response = post(model_server("html"))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/html")


def test_a_reply_may_be_empty(model_server: Start) -> None:
    fake = model_server("empty")
    assert not any(contents(lines(fake)))
    assert whole(post(fake)) == ""


def test_a_reply_may_be_no_json(model_server: Start) -> None:
    fake = model_server("not_json_sse")
    with pytest.raises(json.JSONDecodeError):
        list(contents(lines(fake)))
    with pytest.raises(json.JSONDecodeError):
        post(fake).json()


def test_words_may_be_of_a_wrong_type(model_server: Start) -> None:
    fake = model_server("wrong_type")
    assert 7 in contents(lines(fake))
    assert whole(post(fake)) == 7


def test_nobody_listens_on_a_dead_port(model_server: Start) -> None:
    fake = model_server("dead")
    with pytest.raises(httpx.ConnectError):
        post(fake)
    assert fake.calls == 0
