"""What stands around the chat: the bar, the places and examples to choose from, and what the page's scripts are told of a conversation."""

from __future__ import annotations

from itertools import islice
from typing import Any

from assistant.bootstrap import Fazhi
from assistant.locate import held_places
from index.errors import FazhiError
from ui.chat.conversation import Conversation
from ui.chat.examples import examples
from ui.templating import fragment
from ui.visitors import Visitor, visitor_of

_LOOKED_AT = 12  # documents that examples are made from


def who(request: Any) -> Visitor:
    """Who looks at the page, as gradio hands on the request."""
    return visitor_of(request.request) if request and request.request else Visitor(owner="")


def heading_of(visitor: Visitor) -> str:
    """The bar on top."""
    return fragment("heading.html", visitor=visitor, active="/")


def standing_of(shown: Conversation) -> str:
    """What the page's scripts are told of the conversation, and what the reader must know while changing a question."""
    last = shown.exchanges[-1] if shown.exchanges else None
    return fragment(
        "standing.html",
        session_id=shown.session_id,
        called=shown.name,
        is_running=shown.running,
        is_empty="yes" if last is None else "",
        said=last.key if last else "",
        is_editing=bool(shown.editing),
    )


def words_of(value: Any) -> str:
    """A chosen option is its text; a chosen example is a message with it."""
    return str(value.get("text", "")) if isinstance(value, dict) else str(value)


def held_names(fazhi: Fazhi) -> list[str]:
    """The places a question can be limited to; none while there is no index."""
    try:
        return [place.name for place in held_places(list(fazhi.index.get().heads.values()))]
    except FazhiError:
        return []


def offered(fazhi: Fazhi) -> list[Any]:
    """Questions to begin with, as gradio's chat takes them."""
    try:
        index = fazhi.index.get()
        made = examples([index.plans[plan_id] for plan_id in islice(index.heads, _LOOKED_AT)])
    except FazhiError:
        return []
    return [{"text": example.question, "display_text": f"{example.kind}｜{example.question}"} for example in made]
