"""Questions, their answers, and the record of an answer."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from assistant.bootstrap import Fazhi
from assistant.doors.models import Caller
from assistant.http.asked import AnswerRequest
from assistant.http.callers import caller_of, needs
from assistant.http.metrics import Metrics
from assistant.http.once import IdempotencyKey, asker_of, kept_before
from assistant.http.parameters import AnswerId
from assistant.http.problems import LOG, Problem, UnknownId, problem_of
from assistant.http.refusals import Responses, problems
from assistant.models import Answer, Ask
from assistant.record.models import Asker, Record
from assistant.streaming import stream
from index.models import Frozen

_ONE_EVENT = {
    "type": "object",
    "description": "一个事件：step、claim、answer 或 error",
    "required": ["data"],
    "properties": {"data": {"type": "string", "description": "事件的内容（JSON）", "examples": ['{"text": "检索"}']}},
}
_EVENTS: Responses = {200: {"content": {"text/event-stream": {"schema": _ONE_EVENT}}, "description": "答案；stream 为 true 时是事件"}}
UNKNOWN = "没有这个编号的答案，请核对 answer_id。"


class StoredAnswer(Answer, title="存下的答案，连同记录"):
    """An answer as it was given, with what is recorded of it."""

    record: Record = Field(description="这个答案的记录：谁问的、看过哪些句子、用什么版本、后来的审核与反馈")


def answer_routes(fazhi: Fazhi, metrics: Metrics) -> APIRouter:
    """/v1/answers."""
    refused = problems(401, 403, 422, 429, 503)
    router = APIRouter(prefix="/v1", tags=["提问"], dependencies=[Depends(needs("ask"))], responses=refused)

    @router.post("/answers", summary="提问", response_model=Answer, responses=_EVENTS | problems(400, 408, 413))
    def answer(
        asked: AnswerRequest, request: Request, response: Response, idempotency_key: IdempotencyKey = None
    ) -> Answer | StreamingResponse:
        asker = asker_of(fazhi, request, "api", asked, idempotency_key)
        kept = kept_before(fazhi, asker, response)
        if asked.stream:
            fazhi.switch.check()
            fazhi.index.get()  # without an index a stream, too, is refused before it begins
            events = iter([_event("answer", kept.answer)]) if kept else _events(fazhi, metrics, asked.ask(), request, asker)
            return StreamingResponse(events, media_type="text/event-stream", headers=dict(response.headers))
        return kept.answer if kept else metrics.counted(fazhi.chat.answer(asked.ask(), asker=asker))

    @router.get("/answers/{answer_id}", summary="再读一个答案，连同记录", responses=problems(404))
    def stored(answer_id: AnswerId, request: Request) -> StoredAnswer:
        return own_answer(fazhi, answer_id, caller_of(request))

    return router


def own_answer(fazhi: Fazhi, answer_id: str, caller: Caller) -> StoredAnswer:
    """An answer that a caller may see; what others were told is not told, nor that they asked: raises UnknownId."""
    found = stored_answer(fazhi, answer_id)
    if not caller.may("review") and found.record.asked_by.key != caller.name:
        raise UnknownId(UNKNOWN)
    return found


def stored_answer(fazhi: Fazhi, answer_id: str) -> StoredAnswer:
    """An answer with its record; raises UnknownId."""
    if (found := fazhi.records.whole(answer_id)) is None:
        raise UnknownId(UNKNOWN)
    answer, record = found
    return StoredAnswer(**dict(answer), record=record)


def _events(fazhi: Fazhi, metrics: Metrics, ask: Ask, request: Request, asker: Asker) -> Iterator[str]:
    """Server-sent events; the status is sent already, so an error is an event of its own."""
    try:
        for event in stream(fazhi.chat, ask, asker):
            if isinstance(event, Answer):
                yield _event("answer", metrics.counted(event))
            else:
                yield _event(event.event, event)
    except Exception as error:
        problem = problem_of(error, request.url.path, request.scope["fazhi.request_id"])
        LOG.exception("request %s failed while streaming", problem.request_id)
        yield _event("error", problem)


def _event(name: str, data: Frozen) -> str:
    said = data.model_dump_json(exclude={"event"} if not isinstance(data, (Answer, Problem)) else None)
    return f"event: {name}\ndata: {said}\n\n"
