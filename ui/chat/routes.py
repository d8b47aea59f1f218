"""What the chat fetches beside gradio, all of it the visitor's own: the list of conversations, names, feedback, an answer to copy."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from pydantic import Field

from assistant.bootstrap import Fazhi
from assistant.http.asked import Text
from assistant.http.problems import UnknownId
from assistant.locate import held_places
from assistant.models import Answer
from assistant.privacy import without_personal_data
from assistant.review.opinions import opinion
from index.models import Frozen
from ui.copying import answer_with_basis
from ui.templating import markup
from ui.visitors import Visitor, own_site, visitor_of

_UNKNOWN = "没有这个对话或回答，可能已经删除。"
_PRIVATE = {"Cache-Control": "no-store"}

Id = Annotated[str, Path(max_length=64)]


class NewName(Frozen):
    """What a conversation is to be called."""

    name: Text = Field(max_length=200)


class Opinion(Frozen):
    """What a reader says of an answer."""

    helpful: bool
    comment: Text = Field(default="", max_length=500)


def chat_routes(fazhi: Fazhi) -> APIRouter:
    """/chat/…"""
    router = APIRouter(prefix="/chat", include_in_schema=False)
    changes = [Depends(own_site)]

    @router.get("/conversations")
    def listed(request: Request, current: str = "") -> HTMLResponse:
        conversations = fazhi.conversations.of(visitor_of(request).owner)
        return HTMLResponse(markup("conversations.html", conversations=conversations, current=current), headers=_PRIVATE)

    @router.put("/conversations/{session_id}/name", dependencies=changes, status_code=204)
    def renamed(session_id: Id, new: NewName, request: Request) -> Response:
        _must(fazhi.conversations.rename(session_id, visitor_of(request).owner, without_personal_data(new.name).text))
        return Response(status_code=204)

    @router.delete("/conversations/{session_id}", dependencies=changes, status_code=204)
    def forgotten(session_id: Id, request: Request) -> Response:
        _must(fazhi.conversations.forget(session_id, visitor_of(request).owner))
        return Response(status_code=204)

    @router.post("/answers/{answer_id}/feedback", dependencies=changes, status_code=204)
    def told(answer_id: Id, said: Opinion, request: Request) -> Response:
        visitor = visitor_of(request)
        answer = _own(fazhi, answer_id, visitor)
        fazhi.records.add_feedback(opinion(answer.answer_id, **said.model_dump(), by=visitor.key))
        return Response(status_code=204)

    @router.get("/answers/{answer_id}/text")
    def text(answer_id: Id, request: Request) -> PlainTextResponse:
        return PlainTextResponse(answer_with_basis(_own(fazhi, answer_id, visitor_of(request))), headers=_PRIVATE)

    @router.get("/places")
    def places() -> list[str]:
        return [place.name for place in held_places(list(fazhi.index.get().heads.values()))]

    return router


def _own(fazhi: Fazhi, answer_id: str, visitor: Visitor) -> Answer:
    """An answer in a conversation of the visitor's; raises UnknownId."""
    answer = fazhi.records.answer(answer_id)
    listed = fazhi.conversations.get(answer.session_id, visitor.owner) if answer and answer.session_id else None
    if answer is None or listed is None or answer_id not in listed.answer_ids:
        raise UnknownId(_UNKNOWN)
    return answer


def _must(is_theirs: bool) -> None:
    if not is_theirs:
        raise UnknownId(_UNKNOWN)
