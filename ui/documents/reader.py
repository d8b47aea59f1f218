"""The document reader: the plans held, each in full with the cited words highlighted, and what differs between two versions."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from assistant.bootstrap import Fazhi
from assistant.originals import original_of
from index.models import Plan, Span
from index.search import Index
from ui.documents.catalogue import catalogue
from ui.documents.changes import changes_between
from ui.documents.editions import standing_of
from ui.documents.reading import reading
from ui.templating import page
from ui.visitors import visitor_of

_WITHIN_PLANS = ""  # no entry of the bar is this very page


def reader_routes(fazhi: Fazhi) -> APIRouter:
    """/plans and what is below it, as pages for people."""
    router = APIRouter(include_in_schema=False)

    @router.get("/plans")
    def held(request: Request) -> Response:
        index = fazhi.index.get()
        shown = catalogue(index.heads.values(), index.versions, date.today())
        return page("catalogue.html", visitor_of(request), "/plans", catalogue=shown)

    @router.get("/plans/{plan_id}/original")
    def original(plan_id: str, request: Request) -> Response:
        file = original_of(fazhi, plan_id)
        return FileResponse(file, filename=file.name) if file else _missing(request)

    @router.get("/plans/{plan_id}/changes/{older_id}")
    def changes(plan_id: str, older_id: str, request: Request) -> Response:
        index = fazhi.index.get()
        if not _are_versions(index, older_id, plan_id):
            return _missing(request)
        found = changes_between(index.plans[older_id], index.plans[plan_id])
        return page("changes.html", visitor_of(request), _WITHIN_PLANS, found=found)

    @router.get("/plans/{plan_id}")
    def plan(plan_id: str, request: Request, start: str = "", end: str = "") -> Response:
        index, today = fazhi.index.get(), date.today()
        found = index.plans.get(plan_id)
        if found is None:
            return _missing(request)
        shown = reading(found, _cited(found, start, end), today)
        return page("plan.html", visitor_of(request), _WITHIN_PLANS, plan=shown, standing=standing_of(index, found, today))

    return router


def _are_versions(index: Index, *plan_ids: str) -> bool:
    """Whether these are different versions of one document: others are not laid beside each other here."""
    if any(plan_id not in index.heads for plan_id in plan_ids):
        return False
    return set(plan_ids) <= {head.plan_id for head in index.versions.family(plan_ids[0])} and len(set(plan_ids)) == len(plan_ids)


def _cited(plan: Plan, start: str, end: str) -> Span | None:
    """The words a link asks to highlight; a link that makes no sense highlights nothing."""
    if not (start.isdecimal() and end.isdecimal() and len(start + end) < 20):
        return None
    span = Span(start=int(start), end=min(int(end), len(plan.text)))
    return span if span.start < span.end else None


def _missing(request: Request) -> Response:
    return page("missing.html", visitor_of(request), _WITHIN_PLANS, 404)
