"""What a supervisor reads: the questions left open, and the record as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from assistant.bootstrap import Fazhi
from assistant.http.asked import GapsRequest, RecordsRequest
from assistant.http.callers import needs
from assistant.http.refusals import Responses, problems
from assistant.record.export import lines
from assistant.record.gaps import GapGroup, gaps

_TYPES = {"jsonl": "application/jsonl", "csv": "text/csv"}
_FILES: Responses = {200: {"content": {kind: {"schema": {"type": "string"}} for kind in _TYPES.values()}, "description": "记录"}}


def supervised_routes(fazhi: Fazhi) -> APIRouter:
    """/v1/gaps and /v1/records."""
    router = APIRouter(prefix="/v1", tags=["审核与反馈"], responses=problems(401, 403, 422, 429, 503))

    @router.get("/gaps", summary="没有答上的问题，按地区和事项归类", dependencies=[Depends(needs("review"))])
    def open_questions(asked: Annotated[GapsRequest, Query()]) -> tuple[GapGroup, ...]:
        return gaps(fazhi.database, asked.since or "", asked.reason, asked.limit)

    @router.get("/records", summary="导出记录", dependencies=[Depends(needs("admin"))], response_class=StreamingResponse, responses=_FILES)
    def records(asked: Annotated[RecordsRequest, Query()]) -> StreamingResponse:
        with fazhi.database.begin():
            pass  # a database that is away is told before anything is sent
        written = lines(fazhi.records, asked.format, asked.since or "", asked.until or "")
        return StreamingResponse(
            written,
            media_type=f"{_TYPES[asked.format]}; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="records.{asked.format}"'},
        )

    return router
