"""The card for an agent of the hotline who has a caller on the line."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from assistant.bootstrap import Fazhi
from assistant.fields import LIMITED_TO, QUESTION_EXAMPLE, SESSION_ID, SESSION_ID_EXAMPLE
from assistant.hotline.card import card_of
from assistant.hotline.models import Card
from assistant.http.asked import Text
from assistant.http.callers import needs
from assistant.http.metrics import Metrics
from assistant.http.once import IdempotencyKey, asker_of, kept_before
from assistant.http.refusals import problems
from assistant.models import Ask
from assistant.record.models import Asker
from assistant.record.stored import stored
from index.models import Frozen


class CardRequest(Frozen, title="来电人的问题"):
    """What the caller asks; `caller_place` is where they are, and counts where the question names no place."""

    question: Text = Field(
        max_length=20_000, description="来电人的问题，照说的写；其中的个人信息会先换成占位再处理", examples=[QUESTION_EXAMPLE]
    )
    place: Text | None = Field(default=None, max_length=100, description=LIMITED_TO, examples=["张掖市"])
    caller_place: Text | None = Field(
        default=None, max_length=100, description="来电人在哪里；问题里没有说地区时，就当是问那里的", examples=["张掖市"]
    )
    session_id: Text | None = Field(default=None, max_length=200, description=SESSION_ID, examples=[SESSION_ID_EXAMPLE])

    def ask(self) -> Ask:
        """The question as the assistant takes it: one sentence to say aloud."""
        place, caller_place = ((said or "").strip() or None for said in (self.place, self.caller_place))
        return Ask(question=self.question, place=place, caller_place=caller_place, session_id=self.session_id or None, spoken=True)


def hotline_routes(fazhi: Fazhi, metrics: Metrics) -> APIRouter:
    """/v1/hotline/cards."""
    router = APIRouter(
        prefix="/v1/hotline", tags=["热线"], dependencies=[Depends(needs("ask"))], responses=problems(401, 403, 422, 429, 503)
    )

    @router.post("/cards", summary="给话务员的一张卡片：念什么、依据是什么", responses=problems(400, 408, 413))
    def card(asked: CardRequest, request: Request, response: Response, idempotency_key: IdempotencyKey = None) -> Card:
        asker = asker_of(fazhi, request, "card", asked, idempotency_key)
        if kept := kept_before(fazhi, asker, response):
            return stored(Card, kept.card)
        return _card(fazhi, metrics, asked.ask(), asker)

    return router


def _card(fazhi: Fazhi, metrics: Metrics, ask: Ask, asker: Asker) -> Card:
    """The card is kept with its answer: what was told is read back as it was, whatever the documents say later."""
    considered = fazhi.chat.consider(ask, asker=asker)
    card = card_of(considered.beside.ask, considered.answer, fazhi.index.get())
    with_card = considered.model_copy(update={"beside": considered.beside.model_copy(update={"card": card.model_dump_json()})})
    kept = metrics.counted(fazhi.records.keep(with_card, asker))
    if kept.answer_id == card.answer_id:
        return card
    before = fazhi.records.kept_once(asker.once)  # the same request came twice at the same time, and the other was first
    return stored(Card, before.card) if before else card
