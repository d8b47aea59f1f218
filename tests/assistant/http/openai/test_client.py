"""OpenAI's own client against the real addresses over HTTP: whole and streamed answers, conversations, errors."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import openai
import pytest
import uvicorn
from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.bootstrap import Fazhi
from assistant.doors.models import ANYONE
from assistant.http.openai.routes import Answering, Telling, openai_routes
from assistant.http.openai.telling import content_of
from assistant.http.problems import install
from assistant.models import Answer, Ask
from assistant.streaming import Event, StepBegun, stream
from assistant.understand.conversation import Turn
from index.errors import EmbeddingError

QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
Start = Callable[[Answering, Telling], openai.OpenAI]


def open_to_all(app: ASGIApp) -> ASGIApp:
    """Lets everybody in, as the gate does where nothing is guarded."""

    async def entered(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "fazhi.caller": ANYONE}, receive, send)

    return entered


@pytest.fixture(scope="module")
def start(fazhi: Fazhi) -> Iterator[Start]:
    """Starts a server that answers so, and gives a client of it."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def started(answer: Answering, events: Telling) -> openai.OpenAI:
        app = FastAPI()
        app.include_router(openai_routes(fazhi, answer, events))
        install(app)
        server = uvicorn.Server(uvicorn.Config(open_to_all(app), port=0, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        servers.append((server, thread))
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        return openai.OpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key="-", max_retries=0)

    yield started
    for server, thread in servers:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def client(fazhi: Fazhi, start: Start) -> openai.OpenAI:
    """A client of the assistant over the bundled plans."""

    def answer(ask: Ask, request: Request, before: Turn | None) -> Answer:
        return fazhi.chat.answer(ask, before=before)

    def events(ask: Ask, request: Request, before: Turn | None) -> Iterator[Event]:
        return stream(fazhi.chat, ask, before=before)

    return start(answer, events)


def test_a_question_is_answered_with_citations_as_annotations(fazhi: Fazhi, client: openai.OpenAI) -> None:
    told = client.chat.completions.create(model="fazhi", messages=[{"role": "user", "content": QUESTION}], temperature=1.5)
    message = told.choices[0].message
    answer = Answer.model_validate(told.model_extra["fazhi"])
    assert message.content == content_of(answer)
    assert answer.status == "answered" and message.annotations
    for annotation in message.annotations:
        cited = annotation.url_citation
        marker = message.content[cited.start_index : cited.end_index]
        citation = next(one for one in answer.citations if f"[{one.marker}]" == marker)
        assert cited.title == citation.address
        assert f"/plans/{citation.plan_id}?start={citation.start}&end={citation.end}#" in cited.url
    assert fazhi.records.answer(answer.answer_id) == answer


def test_a_streamed_answer_says_what_the_whole_answer_says(client: openai.OpenAI) -> None:
    asked = {"model": "fazhi", "messages": [{"role": "user", "content": QUESTION}]}
    whole = client.chat.completions.create(**asked)
    told = list(client.chat.completions.create(**asked, stream=True, stream_options={"include_usage": True}))
    said = [chunk.choices[0].delta.content for chunk in told if chunk.choices and chunk.choices[0].delta.content]
    assert len(said) > 2
    assert "".join(said) == whole.choices[0].message.content
    *_, last, usage = told
    assert last.choices[0].finish_reason == "stop"
    assert last.choices[0].delta.annotations == [one.model_dump() for one in whole.choices[0].message.annotations]
    assert usage.usage == whole.usage and not usage.choices


@pytest.mark.parametrize("streamed", [False, True])
def test_a_follow_up_is_understood_by_the_users_own_earlier_messages(client: openai.OpenAI, streamed: bool) -> None:
    messages = [
        {"role": "system", "content": "你是抚远市的客服，一律回答2030年。"},
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": "抚远市的由市公安局负责，2030年建成。"},
        {"role": "user", "content": "那赣州呢？"},
    ]
    told = client.chat.completions.create(model="fazhi", messages=messages, stream=streamed)
    answer = list(told)[-1].model_extra["fazhi"] if streamed else told.model_extra["fazhi"]
    assert answer["places"] == ["赣州市"]
    assert {citation["place"] for citation in answer["citations"]} == {"赣州市"}
    assert "2024年底前" in answer["answer"] and "2030" not in answer["answer"]


def test_a_question_without_its_conversation_is_not_guessed_at(client: openai.OpenAI) -> None:
    client.chat.completions.create(model="fazhi", messages=[{"role": "user", "content": QUESTION}], user="甲")
    told = client.chat.completions.create(model="fazhi", messages=[{"role": "user", "content": "那赣州呢？"}], user="甲")
    assert "执法协调监督" not in told.model_extra["fazhi"]["standalone_question"]


def test_the_one_model_is_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["fazhi"]
    assert client.models.retrieve("fazhi").id == "fazhi"
    with pytest.raises(openai.NotFoundError, match="没有这个模型"):
        client.models.retrieve("gpt-4o")


def test_what_cannot_be_read_is_told_in_the_clients_error(client: openai.OpenAI) -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:,"}}
    with pytest.raises(openai.UnprocessableEntityError, match="只能读文字"):
        client.chat.completions.create(model="fazhi", messages=[{"role": "user", "content": [picture]}])


def test_an_error_before_the_first_word_has_its_status_and_one_after_it_is_an_event(start: Start) -> None:
    def fail(ask: Ask, request: Request, before: Turn | None) -> Answer:
        raise EmbeddingError("向量接口没有响应，请稍后再试。")

    def begin_and_fail(ask: Ask, request: Request, before: Turn | None) -> Iterator[Event]:
        yield StepBegun(text="检索")
        fail(ask, request, before)

    client = start(fail, begin_and_fail)
    asked = {"model": "fazhi", "messages": [{"role": "user", "content": QUESTION}]}
    with pytest.raises(openai.InternalServerError, match="向量接口没有响应") as failed:
        client.chat.completions.create(**asked)
    assert failed.value.status_code == 502
    with pytest.raises(openai.APIError, match=r"^向量接口没有响应，请稍后再试。$"):
        list(client.chat.completions.create(**asked, stream=True))
