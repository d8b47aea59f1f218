"""The language model behind an endpoint: what it is asked with, what it does where a schema is refused, and how it fails."""

from __future__ import annotations

import json
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from assistant.generation.model import ModelError, Prompt
from assistant.llm import CLAIMS, EndpointModel, language_model
from assistant.settings import Settings
from tests.assistant.generation.misbehaving import server

Start = Callable[..., Any]
Serve = Callable[..., Any]
KEY = "sk-very-secret"
CLAIM_PROMPT = Prompt(task="answer", digest="0", instructions="只用资料里的原词。", given='问题："甲"')
PLAIN_PROMPT = Prompt(task="condense", digest="0", instructions="改写。", given='最后一问："甲"', structured=False)


@pytest.fixture
def model_server() -> Iterator[Start]:
    """Starts a chat server with a fault; all are gone at the end of the test."""
    with ExitStack() as servers:
        yield lambda fault="healthy", **script: servers.enter_context(server(fault, **script))


def a_model(fake: Any, **more: Any) -> EndpointModel:
    given: dict[str, Any] = {"llm_url": fake.url, "llm_model": "qwen", "llm_key": KEY, "llm_seconds": 5.0, **more}
    return EndpointModel(Settings(**given))


def said(model: EndpointModel, prompt: Prompt = CLAIM_PROMPT) -> str:
    return "".join(model.stream(prompt))


def reason(model: EndpointModel, prompt: Prompt = CLAIM_PROMPT) -> str:
    """Why it could not be heard to its end; empty where it could."""
    try:
        said(model, prompt)
    except ModelError as error:
        return error.reason
    return ""


# What it is asked with.


def test_it_is_asked_once_with_instructions_and_data_apart(model_server: Start) -> None:
    fake = model_server(says=["好", "的。"])
    assert said(a_model(fake)) == "好的。"
    (request,) = fake.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body["messages"] == [{"role": "system", "content": "只用资料里的原词。"}, {"role": "user", "content": '问题："甲"'}]


def test_its_words_are_capped_and_not_left_to_chance(model_server: Start) -> None:
    fake = model_server()
    said(a_model(fake, llm_tokens=123))
    body = fake.requests[0].body
    assert (body["model"], body["max_tokens"], body["temperature"], body["stream"]) == ("qwen", 123, 0, True)


def test_claims_are_asked_for_by_their_schema(model_server: Start) -> None:
    fake = model_server()
    said(a_model(fake))
    wanted = fake.requests[0].body["response_format"]
    assert wanted["type"] == "json_schema" and wanted["json_schema"]["strict"] is True
    assert wanted["json_schema"]["schema"] == CLAIMS
    fields = CLAIMS["properties"]["claims"]["items"]  # type: ignore[index]
    assert list(fields["properties"]) == ["evidence", "text"] == fields["required"]


def test_words_that_are_no_claims_are_asked_for_without_a_schema(model_server: Start) -> None:
    fake = model_server()
    said(a_model(fake), PLAIN_PROMPT)
    assert "response_format" not in fake.requests[0].body
    assert (fake.requests[0].body["max_tokens"], fake.requests[0].body["temperature"]) == (600, 0)


def test_its_words_come_piece_by_piece(model_server: Start) -> None:
    pieces = [piece for piece in a_model(model_server(says=["好", "的", "。"])).stream(CLAIM_PROMPT) if piece]
    assert pieces == ["好", "的", "。"]


# Where a schema is refused.


def test_an_endpoint_that_refuses_the_schema_is_asked_without_it_and_this_is_remembered(model_server: Start) -> None:
    fake = model_server("no_schema_400", says="好的。")
    model = a_model(fake)
    assert [said(model) for _ in range(3)] == ["好的。"] * 3
    assert ["response_format" in request.body for request in fake.requests] == [True, False, False, False]
    assert {(request.body["max_tokens"], request.body["temperature"]) for request in fake.requests} == {(600, 0)}


def test_a_refused_schema_is_remembered_though_nobody_listens_to_the_end(model_server: Start) -> None:
    fake = model_server("no_schema_400", says=["好", "的", "。"])
    model = a_model(fake)
    call = model.stream(CLAIM_PROMPT)
    assert next(piece for piece in call if piece) == "好"
    call.close()
    assert said(model) == "好的。"
    assert ["response_format" in request.body for request in fake.requests] == [True, False, False]


def test_another_model_of_the_same_endpoint_finds_out_by_itself(model_server: Start) -> None:
    fake = model_server("no_schema_400")
    said(a_model(fake))
    said(a_model(fake))
    assert ["response_format" in request.body for request in fake.requests] == [True, False] * 2


@pytest.mark.parametrize("status", [400, 422])
def test_a_refusal_that_stays_without_the_schema_does_not_switch_it_off(status: int, make_service: Serve) -> None:
    service = make_service(lambda service, body: (status, b'{"error":{"message":"context too long"}}'))
    model = EndpointModel(Settings(llm_url=f"{service.url}/v1", llm_key=KEY))
    assert [reason(model) for _ in range(2)] == ["refused"] * 2
    assert ["response_format" in json.loads(body) for _, body in service.asked] == [True, False] * 2


def test_a_refusal_of_a_plain_prompt_is_not_tried_again(make_service: Serve) -> None:
    service = make_service(lambda service, body: (400, b"{}"))
    assert reason(EndpointModel(Settings(llm_url=f"{service.url}/v1", llm_key=KEY)), PLAIN_PROMPT) == "refused"
    assert len(service.asked) == 1


# How it fails.


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("healthy", ""),
        ("refuses_429", "busy"),
        ("fails_500", "failed"),
        ("unauthorised_401", "refused"),
        ("dead", "unreachable"),
        ("dies_mid_stream", "unreachable"),
        ("not_json_sse", "unreadable"),
        ("wrong_type", "unreadable"),
    ],
)
def test_a_failure_has_a_short_reason(fault: str, why: str, model_server: Start) -> None:
    fake = model_server(fault, says="好的。")
    assert reason(a_model(fake)) == why
    assert fake.calls == (0 if fault == "dead" else 1)


def test_silence_is_a_timeout(model_server: Start) -> None:
    assert reason(a_model(model_server("slow", seconds=60), llm_seconds=0.3)) == "timeout"


def test_a_wrong_address_is_refused(model_server: Start) -> None:
    fake = model_server()
    assert reason(EndpointModel(Settings(llm_url=f"{fake.url}/elsewhere", llm_key=KEY))) == "refused"


def test_an_endpoint_cannot_send_the_key_elsewhere(make_service: Serve, model_server: Start) -> None:
    service = make_service(lambda service, body: (307, b""))
    assert reason(EndpointModel(Settings(llm_url=f"{service.url}/v1", llm_key=KEY))) == "refused"
    assert len(service.asked) == 1


@pytest.mark.parametrize("fault", ["unauthorised_401", "refuses_429", "fails_500", "not_json_sse"])
def test_an_error_never_carries_what_the_endpoint_said(fault: str, model_server: Start) -> None:
    with pytest.raises(ModelError) as caught:
        said(a_model(model_server(fault)))
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + str(caught.value.args)
    assert KEY not in told and "refused with" not in told


def test_hanging_up_ends_a_call_that_another_thread_waits_for(model_server: Start) -> None:
    fake = model_server("drip", says="好", pause=0.01)
    call = a_model(fake, llm_seconds=60.0).stream(CLAIM_PROMPT)
    heard, ended = threading.Event(), threading.Event()

    def listen() -> None:
        try:
            for piece in call:
                if piece:
                    heard.set()
        except ModelError:
            pass
        ended.set()

    threading.Thread(target=listen, daemon=True).start()
    assert heard.wait(20)
    call.close()
    assert ended.wait(20)


# The model as llama-index has it.


def test_there_is_always_a_model_made_from_the_settings() -> None:
    model = language_model(Settings(llm_url="http://127.0.0.1:9/v1", llm_model="m", llm_key=KEY))
    assert (model.metadata.model_name, model.metadata.is_chat_model) == ("m", True)
    assert EndpointModel(Settings(llm_url="http://127.0.0.1:9/v1", llm_model="m")).name == "m"
    assert EndpointModel(Settings(llm_url="http://127.0.0.1:9/v1")).name == language_model(Settings()).metadata.model_name == "default"


def test_without_a_key_a_word_that_is_no_secret_stands_for_it(model_server: Start) -> None:
    fake = model_server()
    said(a_model(fake, llm_key=""))
    assert fake.requests[0].headers["authorization"] == "Bearer none"
