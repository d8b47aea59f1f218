"""我的问答: the list of a reader's conversations, a search in them, and each in full; nobody sees another's."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.bootstrap import Fazhi
from assistant.http.callers import agent_of
from assistant.privacy import without_personal_data
from assistant.understand.cleaning import shown
from ui.history.addresses import conversation_link, history_link
from ui.history.finding import LONGEST, Wanted
from ui.history.looking import looked, places_of
from ui.history.own import Told, told_in
from ui.history.reading import Reading, reading
from ui.history.saying import NotSaid, Saying
from ui.history.word import file_name, word_file
from ui.history.wording import REASONS
from ui.templating import page
from ui.visitors import own_site, visitor_of
from ui.wording import STATUS

_WITHIN_HISTORY = ""  # no entry of the bar is this very page
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TOO_LONG = f"查找的内容最多{LONGEST}字，请缩短。"
_NAMELESS = "名称不能是空的，请写一个。"
Field = Annotated[str, Form()]


def history_routes(fazhi: Fazhi) -> APIRouter:
    """/history and /history/{session_id} as pages for people."""
    router = APIRouter(prefix="/history", include_in_schema=False)
    here = [Depends(own_site)]

    @router.get("")
    def everything(request: Request, q: str = "", place: str = "", status: str = "", page: str = "1", done: str = "") -> Response:
        wanted = Wanted(q=q.strip(), place=place, status=status)
        return _list(fazhi, request, wanted, page, done)

    @router.get("/{session_id}")
    def one(session_id: str, request: Request) -> Response:
        told = _told(fazhi, session_id, request)
        return _conversation(fazhi, request, told) if told else _missing(request)

    @router.get("/{session_id}/word")
    def word(session_id: str, request: Request) -> Response:
        told = _told(fazhi, session_id, request)
        return _as_word(_reading(fazhi, told)) if told else _missing(request)

    @router.post("/{session_id}/name", dependencies=here)
    def rename(session_id: str, request: Request, name: Field = "") -> Response:
        if not (told := _told(fazhi, session_id, request)):
            return _missing(request)
        called = without_personal_data(shown(name)).text
        if fazhi.conversations.rename(session_id, told.conversation.owner, called):
            return _to(conversation_link(session_id))
        return _conversation(fazhi, request, told, complaint=_NAMELESS)

    @router.post("/{session_id}/forget", dependencies=here)
    def forget(session_id: str, request: Request) -> Response:
        gone = fazhi.conversations.forget(session_id, visitor_of(request).owner) if _told(fazhi, session_id, request) else False
        return _to(history_link(done="forgotten")) if gone else _missing(request)

    @router.post("/{session_id}/answers/{answer_id}/feedback", dependencies=here)
    def feedback(
        session_id: str, answer_id: str, request: Request, helpful: Field = "", reason: Field = "", comment: Field = ""
    ) -> Response:
        told = _told(fazhi, session_id, request)
        if not told or answer_id not in {answer.answer_id for answer in told.answers}:
            return _missing(request)
        saying = Saying(answer_id=answer_id, helpful=helpful, reason=reason, comment=comment.replace("\r\n", "\n"))
        try:
            fazhi.records.add_feedback(saying.feedback(visitor_of(request).key, agent_of(request)))
        except NotSaid as error:
            return _conversation(fazhi, request, told, saying=saying.model_copy(update={"complaint": str(error)}))
        return _to(conversation_link(session_id, f"said-{answer_id}"))

    return router


def _told(fazhi: Fazhi, session_id: str, request: Request) -> Told | None:
    return told_in(fazhi, session_id, visitor_of(request).owner)


def _list(fazhi: Fazhi, request: Request, wanted: Wanted, number: str, done: str) -> Response:
    visitor = visitor_of(request)
    complaint = _TOO_LONG if len(wanted.q) > LONGEST else ""
    conversations = fazhi.conversations.of(visitor_of(request).owner)
    values = {
        "wanted": wanted,
        "seen": looked(fazhi, conversations, wanted if not complaint else Wanted(), number),
        "places": places_of(fazhi, conversations, wanted),
        "statuses": STATUS,
        "complaint": complaint,
        "longest": LONGEST,
        "is_forgotten": done == "forgotten",
    }
    return page("history.html", visitor, "/history", 422 if complaint else 200, **values)


def _reading(fazhi: Fazhi, told: Told) -> Reading:
    said = fazhi.records.said_of([answer.answer_id for answer in told.answers])
    return reading(told, said, fazhi.index.get())


def _conversation(fazhi: Fazhi, request: Request, told: Told, *, saying: Saying | None = None, complaint: str = "") -> Response:
    values = {"shown": _reading(fazhi, told), "saying": saying, "complaint": complaint, "reasons": REASONS}
    return page("history_conversation.html", visitor_of(request), _WITHIN_HISTORY, 422 if saying or complaint else 200, **values)


def _as_word(shown: Reading) -> Response:
    named = f"attachment; filename=\"conversation.docx\"; filename*=UTF-8''{quote(file_name(shown.name), safe='')}"
    return Response(word_file(shown), media_type=_WORD, headers={"Content-Disposition": named, "Cache-Control": "no-store"})


def _missing(request: Request) -> Response:
    return page("history_missing.html", visitor_of(request), _WITHIN_HISTORY, 404)


def _to(address: str) -> Response:
    return RedirectResponse(address, 303)
