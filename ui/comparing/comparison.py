"""/compare: the form, the table, and the table as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from assistant.bootstrap import Fazhi
from assistant.comparison.comparing import Comparing
from assistant.comparison.models import Comparison
from assistant.doors.errors import Paused
from assistant.links import plan_link
from assistant.locate import Stop
from ui.comparing import showing
from ui.comparing.form import Typed, places_held, topics, typed
from ui.comparing.sheet import SHEET, workbook
from ui.comparing.word import DOCUMENT, document
from ui.templating import page
from ui.visitors import visitor_of

Places = Annotated[list[str], Query(alias="place", default_factory=list)]
_NOT_A_DAY = "日期请写成 2026-01-01 这样，或者留空，就按今天。"
_FILE_NAME = 40  # characters of the topic in it


def comparison_routes(fazhi: Fazhi) -> APIRouter:
    """The pages of comparing."""
    router = APIRouter(include_in_schema=False)

    @router.get("/compare")
    def compare(request: Request, places: Places, topic: str = "", as_of: str = "") -> Response:
        asked = typed(topic, places, as_of)
        return _page(fazhi, request, asked, None if asked.is_empty else _compared(fazhi, asked))

    @router.get("/compare/word")
    def word(request: Request, places: Places, topic: str = "", as_of: str = "") -> Response:
        return _file(fazhi, request, typed(topic, places, as_of), document, DOCUMENT)

    @router.get("/compare/excel")
    def excel(request: Request, places: Places, topic: str = "", as_of: str = "") -> Response:
        return _file(fazhi, request, typed(topic, places, as_of), workbook, SHEET)

    return router


def _compared(fazhi: Fazhi, asked: Typed) -> Comparison | str:
    """The table, or a sentence why there is none."""
    try:
        day = asked.day
    except ValueError:
        return _NOT_A_DAY
    try:
        found = Comparing(fazhi.index, fazhi.embedding, admit=fazhi.switch.check).compare(asked.topic, asked.places, day)
    except Paused as error:
        return str(error)
    return found.text if isinstance(found, Stop) else found


def _page(fazhi: Fazhi, request: Request, asked: Typed, found: Comparison | str | None) -> Response:
    index = fazhi.index.get()
    compared = found if isinstance(found, Comparison) else None
    chosen = compared.places if compared else asked.places
    return page(
        "compare.html",
        visitor_of(request),
        "/compare",
        asked=asked,
        chosen=chosen,
        held=places_held(index),
        topics=() if compared else topics(index),
        sentence=found if isinstance(found, str) else "",
        comparison=compared,
        show=showing,
        plan_link=plan_link,
    )


def _file(fazhi: Fazhi, request: Request, asked: Typed, made: Callable[[Comparison], bytes], kind: tuple[str, str]) -> Response:
    found = _compared(fazhi, asked)
    if isinstance(found, str):
        return _page(fazhi, request, asked, found)
    ending, media_type = kind
    name = quote(f"比较-{''.join(char for char in found.topic if char.isalnum())[:_FILE_NAME]}{ending}")
    return Response(made(found), media_type=media_type, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})
