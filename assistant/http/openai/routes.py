"""/v1/chat/completions and /v1/models: what chat fronts ask, put to the assistant like any other question."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import StreamingResponse

from assistant.bootstrap import Fazhi
from assistant.http.callers import needs
from assistant.http.openai.asked import MODEL, ChatRequest, conversation
from assistant.http.openai.completed import ChatCompletion, Model, ModelList
from assistant.http.openai.errors import error_of
from assistant.http.openai.streamed import chunks, told_error
from assistant.http.openai.telling import Exchange, completion
from assistant.http.problems import LOG, UnknownId, problem_of
from assistant.http.refusals import Responses, problems
from assistant.models import Answer, Ask
from assistant.streaming import Event
from assistant.understand.conversation import Turn

Answering = Callable[[Ask, Request, Turn | None], Answer]
Telling = Callable[[Ask, Request, Turn | None], Iterator[Event]]
_CHUNK = '{"id":"chatcmpl-…","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"……[1]"}}]}'
_USE = "现有的聊天界面、机器人不用改就能接上：base_url 填本服务的 /v1，模型名填 fazhi。出处在 annotations 里，完整的答案在 fazhi 里。"
_DATA = {"type": "string", "description": "一块回答（JSON）；最后一个事件是 [DONE]", "examples": [_CHUNK]}
_EVENT = {"type": "object", "description": "一个事件", "required": ["data"], "properties": {"data": _DATA}}
_TOLD: Responses = {200: {"description": "答案；stream 为 true 时是一块一块的事件", "content": {"text/event-stream": {"schema": _EVENT}}}}
_ALL: Responses = {200: {"description": "只有一个模型"}}
_ONE: Responses = {200: {"description": "这个模型"}}


def openai_routes(fazhi: Fazhi, answer: Answering, events: Telling) -> APIRouter:
    """The two addresses; `answer` and `events` give what the assistant says to a question of this request after that turn."""
    refused = problems(401, 403, 422, 429, 503)
    router = APIRouter(prefix="/v1", tags=["OpenAI 兼容"], dependencies=[Depends(needs("ask"))], responses=refused)

    @router.post(
        "/chat/completions",
        summary="OpenAI 格式的问答",
        description=_USE,
        response_model=ChatCompletion,
        responses=_TOLD | problems(400, 408, 413),
    )
    def complete(asked: ChatRequest, request: Request) -> ChatCompletion | StreamingResponse:
        fazhi.index.get()  # without an index a stream, too, is refused before it begins
        talk = conversation(asked)
        ask = Ask(question=talk.question, place=(asked.place or "").strip() or None, as_of=asked.as_of)
        before = fazhi.chat.turn_after(talk.earlier, asked.as_of) if talk.earlier else None
        exchange = _exchange(request, talk.length)
        if not asked.stream:
            return completion(answer(ask, request, before), exchange)
        told = _told(events(ask, request, before), exchange, request, with_usage=asked.wants_usage)
        return StreamingResponse(told, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    @router.get("/models", summary="可以用的模型", responses=_ALL)
    def models() -> ModelList:
        return ModelList()

    @router.get("/models/{model}", summary="一个模型", responses=_ONE | problems(404))
    def model(model: Annotated[str, Path(description="模型名", examples=[MODEL])]) -> Model:
        if model != MODEL:
            raise UnknownId(f"没有这个模型，请用 {MODEL}。")
        return Model(id=MODEL)

    return router


def _exchange(request: Request, read: int) -> Exchange:
    return Exchange(id=f"chatcmpl-{_request_id(request)}", created=int(time.time()), base_url=str(request.base_url), read=read)


def _request_id(request: Request) -> str:
    return str(request.scope.get("fazhi.request_id") or uuid.uuid4().hex)


def _told(events: Iterator[Event], exchange: Exchange, request: Request, *, with_usage: bool) -> Iterator[str]:
    """The stream's status is sent already, so an error is an event of its own."""
    try:
        yield from chunks(events, exchange, with_usage=with_usage)
    except Exception as error:
        problem = problem_of(error, request.url.path, _request_id(request))
        LOG.exception("request failed while streaming", status=problem.status)
        yield told_error(error_of(problem.status, problem.detail))
