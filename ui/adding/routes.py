"""/add: files are dropped, looked at, put right, confirmed; documents are taken out. For those alone who have the admin right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect

from assistant.adding.desk import AddingDesk
from assistant.adding.removing import with_it
from assistant.adding.steps import held_now
from assistant.bootstrap import Fazhi
from assistant.doors.errors import OutOfScope
from assistant.links import plan_link
from index.corrections import corrections_beside
from index.errors import FazhiError
from ui.adding.form import Filled, Given, Problem, corrections_in, given_in, given_of
from ui.adding.showing import row_of_upload
from ui.adding.views import HERE, front, gone, one_file, places_beginning, rows
from ui.templating import page
from ui.visitors import own_site, visitor_of

FILES = "/add/files"  # the one address that takes files
_MOST_FILES = 200  # in one request
Words = Annotated[str, Query(max_length=100)]


def admins_only(request: Request) -> None:
    """A dependency; raises OutOfScope for everybody else."""
    if not visitor_of(request).is_admin:
        raise OutOfScope("添加和取出文件要有 admin 权限，请管理员来做。")


_READS = [Depends(admins_only)]
_CHANGES = [Depends(own_site), Depends(admins_only)]


def adding_routes(fazhi: Fazhi) -> APIRouter:
    """The page and what its forms do."""
    router = APIRouter(include_in_schema=False)
    desk = AddingDesk(fazhi)

    @router.get(HERE)
    def add(request: Request, find: Words = "") -> Response:
        if not visitor_of(request).is_admin:
            return page("add_refused.html", visitor_of(request), HERE, 403)
        return front(request, desk, fazhi, find)

    @router.get("/add/uploads", dependencies=_READS)
    def uploads(request: Request) -> Response:
        return page("add_list.html", visitor_of(request), HERE, rows=rows(desk), alone=False)

    @router.get("/add/places", dependencies=_READS)
    def places(words: Words = "") -> tuple[str, ...]:
        return places_beginning(words.strip(), held_now(fazhi))

    @router.post(FILES, dependencies=_CHANGES)
    async def files(request: Request) -> Response:
        try:
            async with request.form(max_files=_MOST_FILES, max_fields=10) as form:
                sent = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
                refused = await run_in_threadpool(_take, desk, sent, _by(request))
        except ClientDisconnect:
            return Response(status_code=400)  # nobody hears it
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"refused": refused})
        if refused or not sent:
            return front(request, desk, fazhi, "", refused or ["请先选择文件。"], 422)
        return RedirectResponse(HERE, 303)

    @router.get("/add/remove/{plan_id}", dependencies=_READS)
    def ask_to_remove(request: Request, plan_id: str) -> Response:
        held = held_now(fazhi)
        one = next((one for one in held if one.head.plan_id == plan_id), None)
        if one is None:
            return gone(request)
        others = [other.head for other in with_it(one, held)]
        return page("add_remove.html", visitor_of(request), HERE, plan=one.head, href=plan_link(plan_id), others=others)

    @router.post("/add/remove/{plan_id}", dependencies=_CHANGES)
    def remove(request: Request, plan_id: str) -> Response:
        try:
            desk.outgoing.begin(plan_id, _by(request))
        except FazhiError:
            return gone(request)
        return RedirectResponse(HERE, 303)

    @router.get("/add/{upload_id}", dependencies=_READS)
    def upload(request: Request, upload_id: str) -> Response:
        found = desk.upload(upload_id)
        return one_file(request, desk, fazhi, found) if found else gone(request)

    @router.get("/add/{upload_id}/steps", dependencies=_READS)
    def steps(request: Request, upload_id: str) -> Response:
        found = desk.upload(upload_id)
        return page("add_list.html", visitor_of(request), HERE, rows=[row_of_upload(found)], alone=True) if found else gone(request)

    @router.post("/add/{upload_id}", dependencies=_CHANGES)
    async def facts(request: Request, upload_id: str) -> Response:
        form = await request.form()
        given, is_confirmed = given_in(form), form.get("do") == "confirm"
        return await run_in_threadpool(_put_right, request, fazhi, desk, upload_id, given, is_confirmed)

    @router.post("/add/{upload_id}/discard", dependencies=_CHANGES)
    def discard(request: Request, upload_id: str) -> Response:
        found = desk.upload(upload_id)
        try:
            if found:
                desk.discard(found, _by(request))
        except FazhiError as error:
            return front(request, desk, fazhi, "", [str(error)], 409)
        return RedirectResponse(HERE, 303)

    return router


def _put_right(request: Request, fazhi: Fazhi, desk: AddingDesk, upload_id: str, given: Given, is_confirmed: bool) -> Response:
    """Confirmed only as it was shown: what is put right at the same time is read and shown first."""
    upload = desk.upload(upload_id)
    understood = desk.room.understood(upload) if upload else None
    if upload is None or understood is None or upload.step != "waiting":
        return RedirectResponse(f"/add/{upload_id}", 303)
    before = corrections_beside(desk.room.document(upload))
    form = Filled(
        given=given,
        shown=given_of(understood.documents[0].head, understood.is_placed, before),
        printed=given_of(understood.printed, understood.is_placed_as_printed, before),
    )
    said, problems = corrections_in(form, is_one=len(understood.documents) == 1, before=before)
    try:
        if problems:
            return one_file(request, desk, fazhi, upload, given, problems)
        if is_confirmed and said == before:
            desk.confirm(upload, _by(request))
            return RedirectResponse(f"/add/{upload_id}", 303)
        desk.correct(upload, said, _by(request))
    except FazhiError as error:
        return one_file(request, desk, fazhi, upload, given, (Problem(field="", sentence=str(error)),))
    return RedirectResponse(f"/add/{upload_id}?again=true", 303)


def _take(desk: AddingDesk, files: Sequence[UploadFile], by: str) -> list[str]:
    """Take each file in; a sentence for each that is not taken."""
    refused = []
    for file in files:
        try:
            desk.take(file.filename or "", file.file, by)
        except FazhiError as error:
            refused.append(str(error))
    return refused


def _by(request: Request) -> str:
    return visitor_of(request).name
