"""Fields that several models shown to the outside share: each described once, in the reader's language, with an example."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

PLAN_ID = "文件编号，见 /v1/plans"
CLAUSE_ID = "条款编号，见 /v1/plans/{plan_id}/clauses"
ANSWER_ID = "答案编号，可以凭它再读这个答案"
PLAN_ID_EXAMPLE = "zhangye-2021-2025-299c33"
CLAUSE_ID_EXAMPLE = "cb66808433368d3c"
ANSWER_ID_EXAMPLE = "afae4764a6a04993a5e96f1f22db1af6"
QUESTION_EXAMPLE = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
SESSION_ID = "会话编号，由调用方自定；编号相同的提问是一次对话，可以接着问“那赣州呢？”；为空则各问各的"
SESSION_ID_EXAMPLE = "call-20260101-0007"
AS_OF = "按哪一天判断文件的效力和期限，2026-01-01 这样的写法；不给则为今天"
LIMITED_TO = "只用这个地区的文件；不给则看提问里说的地区"

PlanId = Annotated[str, Field(description=PLAN_ID, examples=[PLAN_ID_EXAMPLE])]
ClauseId = Annotated[str, Field(description=CLAUSE_ID, examples=[CLAUSE_ID_EXAMPLE])]
AnswerId = Annotated[str, Field(description=ANSWER_ID, examples=[ANSWER_ID_EXAMPLE])]
PlanTitle = Annotated[str, Field(description="文件的标题，照印", examples=["张掖市法治政府建设实施方案(2021-2025年)"])]
PlanKind = Annotated[str, Field(description="文件的种类：实施方案、年度报告、工作安排、意见……", examples=["实施方案"])]
Place = Annotated[str, Field(description="文件是哪个地区的：省、市、县、区的全称", examples=["张掖市"])]
Path = Annotated[
    tuple[str, ...],
    Field(description="从上到下印出的编号，照印；没有编号的段落为空列表", examples=[["八", "(二十九)"], ["二", "（六）", "20."]]),
]
Address = Annotated[str, Field(description="文件标题加编号，给人看的出处", examples=["张掖市法治政府建设实施方案(2021-2025年) 八(二十九)"])]
Heading = Annotated[str, Field(description="条款的小标题；没有时为空", examples=["加强对行政执法制约和监督"])]
Digest = Annotated[
    str,
    Field(
        description="条款文字的 SHA-256；变了就是条款改过",
        examples=["cba01945e4b0dd34fe50ca424005657bc8b7581cb689fdfa1e51a35023028384"],
    ),
]
AsOf = Annotated[str | None, Field(description=AS_OF, examples=["2026-01-01"])]
LimitedTo = Annotated[str | None, Field(description=LIMITED_TO, examples=["张掖市"])]
SessionId = Annotated[str | None, Field(description=SESSION_ID, examples=[SESSION_ID_EXAMPLE])]
