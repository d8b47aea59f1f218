"""The document reader: the plans held, and each plan in full with the cited words highlighted."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant.bootstrap import Fazhi
from assistant.links import plan_link
from assistant.originals import original_of
from index.models import Plan, Span
from ui.reading import period, reading
from ui.templating import page

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def reader_routes(fazhi: Fazhi) -> APIRouter:
    """/plans and /plans/{plan_id} as pages for people."""
    router = APIRouter(include_in_schema=False)

    @router.get("/plans")
    def catalogue() -> HTMLResponse:
        plans = [(plan, plan_link(plan.plan_id), period(plan, date.today())) for plan in fazhi.index.get().heads.values()]
        return _html(page("catalogue.html", plans=plans))

    @router.get("/plans/{plan_id}/original")
    def original(plan_id: str) -> Response:
        file = original_of(fazhi, plan_id)
        return FileResponse(file, filename=file.name) if file else _html(page("missing.html"), 404)

    @router.get("/plans/{plan_id}")
    def plan(plan_id: str, start: str = "", end: str = "") -> HTMLResponse:
        found = fazhi.index.get().plans.get(plan_id)
        if found is None:
            return _html(page("missing.html"), 404)
        return _html(page("plan.html", plan=reading(found, _cited(found, start, end), date.today())))

    return router


def _cited(plan: Plan, start: str, end: str) -> Span | None:
    """The words a link asks to highlight; a link that makes no sense highlights nothing."""
    if not (start.isdecimal() and end.isdecimal() and len(start + end) < 20):
        return None
    span = Span(start=int(start), end=min(int(end), len(plan.text)))
    return span if span.start < span.end else None


def _html(content: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(content, status, headers={"Content-Security-Policy": _POLICY})
