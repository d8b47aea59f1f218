"""What a deployment watches: alive, ready, counted."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from assistant.bootstrap import Fazhi
from assistant.http.callers import needs
from assistant.http.metrics import MEDIA_TYPE, Metrics
from assistant.http.refusals import Responses, problems
from index.errors import FazhiError
from index.models import Frozen


class Health(Frozen, title="状态"):
    """That the process lives, or that it can answer."""

    status: Literal["ok"] = Field(default="ok", description="ok：正常", examples=["ok"])


def watched_routes(fazhi: Fazhi, metrics: Metrics) -> APIRouter:
    """/healthz, /readyz, /metrics."""
    router = APIRouter(tags=["运行状态"])

    @router.get("/healthz", summary="进程是否活着")
    def alive() -> Health:
        return Health()

    @router.get("/readyz", summary="能否回答（索引已载入）", responses=problems(503))
    def ready() -> Health:
        fazhi.index.get()
        return Health()

    @router.get(
        "/metrics",
        summary="计数（Prometheus 格式）",
        response_class=Response,
        responses=_COUNTS | problems(401, 403),
        dependencies=[Depends(needs("admin", unless=fazhi.settings.metrics_open))],
    )
    def counts() -> Response:
        clauses, documents = _held(fazhi)
        return Response(metrics.render(clauses, documents, _is_paused(fazhi)), media_type=MEDIA_TYPE)

    return router


_COUNTS: Responses = {200: {"content": {"text/plain": {}}, "description": "计数"}}


def _held(fazhi: Fazhi) -> tuple[int, int]:
    """Clauses and documents held; none without an index."""
    try:
        heads = fazhi.index.get().heads.values()
    except FazhiError:
        return 0, 0
    return sum(head.clause_count for head in heads), len(heads)


def _is_paused(fazhi: Fazhi) -> bool:
    """Whether answering is paused; where the database is away that is not known, and the counts are told all the same."""
    try:
        return fazhi.switch.state().paused
    except FazhiError:
        return False
