"""What is held: documents, clauses, the files they were read from, and a search among them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import FileResponse

from assistant.bootstrap import Fazhi
from assistant.http.asked import SearchRequest
from assistant.http.callers import needs
from assistant.http.parameters import ClauseId, PlanId
from assistant.http.problems import UnknownId
from assistant.http.refusals import Responses, problems
from assistant.originals import original_of
from assistant.privacy import without_personal_data
from assistant.searching import FoundClause, search
from assistant.summaries import ClauseSummary, PlanDetail, PlanSummary, clause_summaries, clause_summary, plan_detail, plan_summaries
from index.models import Plan
from index.search import Index

_FILE: Responses = {200: {"content": {"application/octet-stream": {}}, "description": "原件"}}


def held_routes(fazhi: Fazhi) -> APIRouter:
    """/v1/plans, /v1/clauses, /v1/search."""
    router = APIRouter(prefix="/v1", tags=["收录的文件"], dependencies=[Depends(needs("ask"))], responses=problems(401, 403, 422, 429, 503))
    missing = problems(404)

    @router.get("/plans", summary="收录的全部文件")
    def plans() -> list[PlanSummary]:
        index = fazhi.index.get()
        return plan_summaries(index.heads.values(), index.versions, date.today())

    @router.get("/plans/{plan_id}", summary="一份文件：全文和结构", responses=missing)
    def plan(plan_id: PlanId) -> PlanDetail:
        return plan_detail(_plan(fazhi.index.get(), plan_id))

    @router.get("/plans/{plan_id}/original", summary="一份文件的原件", response_class=FileResponse, responses=_FILE | missing)
    def original(plan_id: PlanId) -> FileResponse:
        if (file := original_of(fazhi, plan_id)) is None:
            raise UnknownId("没有这个编号的文件，或者原件不在这台机器上，请核对 plan_id（见 /v1/plans）。")
        return FileResponse(file, filename=file.name, media_type="application/octet-stream")

    @router.get("/plans/{plan_id}/clauses", summary="一份文件的全部条款", responses=missing)
    def clauses(plan_id: PlanId) -> tuple[ClauseSummary, ...]:
        return clause_summaries(_plan(fazhi.index.get(), plan_id))

    @router.get("/clauses/{clause_id}", summary="一个条款", responses=missing)
    def clause(clause_id: ClauseId) -> ClauseSummary:
        index = fazhi.index.get()
        if (found := index.clauses.get(clause_id)) is None:
            raise UnknownId("没有这个编号的条款，请核对 clause_id（见 /v1/plans/{plan_id}/clauses）。")
        return clause_summary(index.plan_of(found), found)

    @router.get("/search", summary="只检索，不回答")
    def searched(asked: Annotated[SearchRequest, Query()]) -> list[FoundClause]:
        return search(
            fazhi, without_personal_data(asked.q).text, asked.place, asked.limit, date.fromisoformat(asked.as_of) if asked.as_of else None
        )

    return router


def _plan(index: Index, plan_id: str) -> Plan:
    if (found := index.plans.get(plan_id)) is None:
        raise UnknownId("没有这个编号的文件，请核对 plan_id（见 /v1/plans）。")
    return found
