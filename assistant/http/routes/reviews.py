"""What people say of an answer: a supervisor's decision, an agent's feedback."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Depends, Request
from pydantic import Field

from assistant.bootstrap import Fazhi
from assistant.fields import CLAUSE_ID_EXAMPLE
from assistant.http.asked import Text
from assistant.http.callers import agent_of, caller_of, needs
from assistant.http.parameters import AnswerId
from assistant.http.refusals import problems
from assistant.http.routes.answers import own_answer, stored_answer
from assistant.record.models import Feedback, Review
from assistant.review.deciding import Decision
from assistant.review.opinions import opinion
from index.models import Frozen


class ReviewRequest(Frozen, title="审核"):
    """A supervisor's decision of an answer."""

    verdict: Literal["approve", "correct", "reject"] = Field(
        description="approve 这个答复可以重用；correct 用 wording 的答复重用；reject 不再重用", examples=["approve"]
    )
    wording: Text = Field(
        default="",
        max_length=2000,
        description="改正后的答复（只用于 correct）；每句话都要对着条款核对，通过不了就不收",
        examples=["2024年年底前基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。"],
    )
    clause_ids: tuple[Text, ...] = Field(
        default=(),
        max_length=12,
        description="改正后的答复依据哪些条款（只用于 correct）；不给就用原来引用的",
        examples=[[CLAUSE_ID_EXAMPLE]],
    )
    reason: Text = Field(default="", max_length=500, description="理由，写进记录", examples=["与原文一致，可直接答复"])


class FeedbackRequest(Frozen, title="反馈"):
    """What an agent says of an answer."""

    helpful: bool = Field(description="有没有用", examples=[False])
    comment: Text = Field(default="", max_length=500, description="说明；其中的个人信息会换成占位", examples=["来电人问的是县里的规定"])


def review_routes(fazhi: Fazhi) -> APIRouter:
    """/v1/answers/{answer_id}/review and …/feedback."""
    refused = problems(400, 401, 403, 404, 408, 413, 422, 429, 503)
    router = APIRouter(prefix="/v1/answers/{answer_id}", tags=["审核与反馈"], responses=refused)

    @router.post("/review", summary="批准、改正或不许重用一个答复", dependencies=[Depends(needs("review"))], responses=problems(409))
    def review(answer_id: AnswerId, asked: ReviewRequest, request: Request) -> Review:
        decision = Decision(**asked.model_dump(), by=caller_of(request).name, agent=agent_of(request))
        return fazhi.reviewing.decide(stored_answer(fazhi, answer_id), decision, fazhi.index.get())

    @router.post("/feedback", summary="话务员说这个答案有没有用", dependencies=[Depends(needs("ask"))])
    def feedback(answer_id: AnswerId, asked: FeedbackRequest, request: Request) -> Feedback:
        answer = own_answer(fazhi, answer_id, caller_of(request))
        said = opinion(answer.answer_id, **asked.model_dump(), by=caller_of(request).name, agent=agent_of(request))
        fazhi.records.add_feedback(said)
        return said

    return router
