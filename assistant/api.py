"""The HTTP interface: /v1 for programs, and the three addresses a deployment watches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from assistant.bootstrap import Fazhi
from assistant.http.asked import AnswerRequest, SearchRequest
from assistant.http.gate import Gate
from assistant.http.metrics import MEDIA_TYPE as METRICS_TYPE
from assistant.http.metrics import Metrics
from assistant.http.problems import LOG, Problem, UnknownId, install, problem_of
from assistant.models import Answer, Ask
from assistant.originals import original_of
from assistant.searching import FoundClause, search
from assistant.streaming import stream
from assistant.summaries import ClauseSummary, PlanDetail, PlanSummary, clause_summaries, clause_summary, plan_detail, plan_summaries
from index.errors import FazhiError
from index.models import Frozen, Plan
from index.search import Index


class Health(Frozen):
    """That the process lives, or that it can answer."""

    status: Literal["ok"] = "ok"


def create_api(fazhi: Fazhi) -> FastAPI:
    """The application with everything under HTTP in the contract; a page may be mounted on it."""
    app = FastAPI(title="法治方案问答", version="1", docs_url=None, redoc_url=None)  # their pages load from a CDN
    app.state.metrics = Metrics()
    app.include_router(_watched(fazhi, app.state.metrics))
    app.include_router(_asked(fazhi, app.state.metrics))
    app.include_router(_held(fazhi))
    install(app)
    app.add_middleware(Gate, keys=fazhi.settings.keys, count=app.state.metrics.count_request)
    return app


def _watched(fazhi: Fazhi, metrics: Metrics) -> APIRouter:
    router = APIRouter()

    @router.get("/healthz")
    def alive() -> Health:
        return Health()

    @router.get("/readyz", responses={503: {"model": Problem}})
    def ready() -> Health:
        fazhi.index.get()
        return Health()

    @router.get("/metrics", response_class=Response)
    def counts() -> Response:
        return Response(metrics.render(_clauses_held(fazhi)), media_type=METRICS_TYPE)

    return router


def _asked(fazhi: Fazhi, metrics: Metrics) -> APIRouter:
    router = APIRouter(prefix="/v1", responses={422: {"model": Problem}, 503: {"model": Problem}})

    @router.post("/answers", response_model=Answer, responses={200: {"content": {"text/event-stream": {}}}})
    def answer(asked: AnswerRequest, request: Request) -> Answer | StreamingResponse:
        fazhi.index.get()  # without an index a stream, too, is refused before it begins
        if asked.stream:
            events = _events(fazhi, metrics, asked.ask(), request)
            return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
        given = fazhi.chat.answer(asked.ask())
        metrics.count_answer(given)
        return given

    @router.get("/answers/{answer_id}", responses={404: {"model": Problem}})
    def stored(answer_id: str) -> Answer:
        if (found := fazhi.records.answer(answer_id)) is None:
            raise UnknownId("没有这个编号的答案，请核对 answer_id。")
        return found

    @router.get("/search")
    def searched(asked: Annotated[SearchRequest, Query()]) -> list[FoundClause]:
        return search(fazhi, asked.q, asked.place, asked.limit)

    return router


def _held(fazhi: Fazhi) -> APIRouter:
    router = APIRouter(prefix="/v1", responses={404: {"model": Problem}, 503: {"model": Problem}})

    @router.get("/plans")
    def plans() -> list[PlanSummary]:
        index = fazhi.index.get()
        return plan_summaries(index.heads.values(), index.versions, date.today())

    @router.get("/plans/{plan_id}")
    def plan(plan_id: str) -> PlanDetail:
        return plan_detail(_plan(fazhi.index.get(), plan_id))

    @router.get("/plans/{plan_id}/original", response_class=FileResponse)
    def original(plan_id: str) -> FileResponse:
        if (file := original_of(fazhi, plan_id)) is None:
            raise UnknownId("没有这个编号的文件，或者原件不在这台机器上，请核对 plan_id（见 /v1/plans）。")
        return FileResponse(file, filename=file.name)

    @router.get("/plans/{plan_id}/clauses")
    def clauses(plan_id: str) -> tuple[ClauseSummary, ...]:
        return clause_summaries(_plan(fazhi.index.get(), plan_id))

    @router.get("/clauses/{clause_id}")
    def clause(clause_id: str) -> ClauseSummary:
        index = fazhi.index.get()
        if (found := index.clauses.get(clause_id)) is None:
            raise UnknownId("没有这个编号的条款，请核对 clause_id（见 /v1/plans/{plan_id}/clauses）。")
        return clause_summary(index.plan_of(found), found)

    return router


def _plan(index: Index, plan_id: str) -> Plan:
    if (found := index.plans.get(plan_id)) is None:
        raise UnknownId("没有这个编号的文件，请核对 plan_id（见 /v1/plans）。")
    return found


def _clauses_held(fazhi: Fazhi) -> int:
    try:
        return sum(head.clause_count for head in fazhi.index.get().heads.values())
    except FazhiError:
        return 0


def _events(fazhi: Fazhi, metrics: Metrics, ask: Ask, request: Request) -> Iterator[str]:
    """Server-sent events; the status is sent already, so an error is an event of its own."""
    try:
        for event in stream(fazhi.chat, ask):
            if isinstance(event, Answer):
                metrics.count_answer(event)
                yield _event("answer", event)
            else:
                yield _event(event.event, event)
    except Exception as error:
        problem = problem_of(error, request.url.path, request.scope["fazhi.request_id"])
        LOG.exception("request %s failed while streaming", problem.request_id)
        yield _event("error", problem)


def _event(name: str, data: Frozen) -> str:
    said = data.model_dump_json(exclude={"event"} if not isinstance(data, (Answer, Problem)) else None)
    return f"event: {name}\ndata: {said}\n\n"
