"""The hotline's card; every field is told in Chinese with an example, for the interface's own description reads them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.models import Citation, Status, Trust
from index.models import Frozen

Level = Literal["高", "中", "低", "无"]
Category = Literal["咨询", "投诉", "举报", "求助", "建议", "表扬"]
EscalationCode = Literal[
    "none",
    "emergency",
    "self_harm",
    "threat",
    "complaint",
    "own_case",
    "media",
    "others_data",
    "subversion",
    "unreadable_original",
    "undecided_version",
    "not_found",
]
_CITED = {
    "marker": 1,
    "plan_id": "zhangyeshi-fazhi",
    "plan_title": "张掖市法治政府建设实施方案(2021-2025年)",
    "place": "张掖市",
    "kind": "实施方案",
    "path": ["八", "(二十九)"],
    "address": "张掖市法治政府建设实施方案(2021-2025年) 八(二十九)",
    "clause_id": "zhangyeshi-fazhi-0042",
    "heading": "加强对行政执法制约和监督",
    "quote": "2024年年底前基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。",
    "start": 9120,
    "end": 9156,
    "digest": "3f5a0c1d2e4b",
}


class Confidence(Frozen, title="把握多大"):
    """How far the agent may rely on `say`."""

    level: Level = Field(description="可靠程度：高、中、低、无", examples=["中"])
    meaning: str = Field(description="用一句话告诉话务员该怎样用这张卡片", examples=["可以照念，念完要把“不能承诺”里的话一并说明。"])


class NoPromise(Frozen, title="不能承诺的一件事"):
    """Words that promise less than they seem to."""

    words: str = Field(description="条款里的限定词、期限，或者文件的状态", examples=["基本"])
    why: str = Field(description="为什么不能当成承诺，用大白话说", examples=["只说大体上做到，不等于全部完成。"])


class TransferUnit(Frozen, title="可以转办的单位"):
    """A unit printed in a cited clause."""

    name: str = Field(description="条款里印着的单位名称", examples=["市司法局"])
    role: str = Field(description="条款里印着的角色：牵头、责任、配合等", examples=["责任"])
    place: str = Field(description="这个单位所属的地区", examples=["张掖市"])


class Ticket(Frozen, title="工单草稿"):
    """A draft of the work order."""

    summary: str = Field(description="诉求摘要，不超过60个字，不含个人信息", examples=["张掖市行政调解由谁负责"])
    category: Category = Field(description="类别：咨询、投诉、举报、求助、建议或表扬", examples=["咨询"])
    matter: str = Field(description="事项：所引第一个条款的标题，没有条款时是所问的事", examples=["加强行政调解工作"])
    places: tuple[str, ...] = Field(description="涉及地区", examples=[["张掖市"]])
    basis: tuple[str, ...] = Field(description="依据：所引条款的位置", examples=[["张掖市法治政府建设实施方案(2021-2025年) 七(二十三)"]])
    suggested_units: tuple[str, ...] = Field(description="建议承办单位，只列条款里印着的", examples=[["市司法局"]])
    reply: str = Field(
        description="答复口径，不超过300个字：可念的话加上必须说明的情况",
        examples=["张掖市已到期的方案写明，加强行政调解工作，由市司法局等单位负责。该方案的实施期限（2021—2025年）已届满。"],
    )


class Escalation(Frozen, title="为什么不宜在电话里答复"):
    """Whether the call must not be settled by reading the card."""

    needed: bool = Field(description="是否不应当在电话里直接答复", examples=[False])
    reason: str | None = Field(
        default=None,
        description="该怎么办、为什么，一句话；没有要说的为空",
        examples=["来电反映具体的人或单位，请登记工单转办，不作评判。"],
    )
    code: EscalationCode = Field(default="none", description="原因代码，none 表示没有原因", examples=["none"])


class Card(Frozen, title="给话务员的一张卡片"):
    """One card: what to say to the caller, what it rests on, what not to promise, whom to transfer to, what to ask back."""

    answer_id: str = Field(description="这个答案的编号，可凭它调出完整的答案", examples=["7f0c2a9be1d84c0e9a51"])
    status: Status = Field(
        description=(
            "答复状态：answered 已答，partial 答了一部分，not_found 文件没有写，not_covered 没有收录该地区，"
            "needs_clarification 要先问清，out_of_scope 与文件无关，greeting 寒暄，blocked 不予办理"
        ),
        examples=["answered"],
    )
    trust: Trust = Field(description="话的来源：verbatim 摘自原文，verified 模型措辞并经核对，none 没有引用条款", examples=["verbatim"])
    say: str = Field(
        max_length=80,
        description="可以直接念给来电人的话，不超过80个字，只说所引条款里有的事",
        examples=["张掖市已到期的方案写明，2024年年底前基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。"],
    )
    basis: tuple[Citation, ...] = Field(description="这句话依据的条款原文，只列这句话用到的", examples=[[_CITED]])
    confidence: Confidence = Field(
        description="可靠程度和用法", examples=[{"level": "中", "meaning": "可以照念，念完要把“不能承诺”里的话一并说明。"}]
    )
    do_not_promise: tuple[NoPromise, ...] = Field(
        description="不能承诺的：限定词、草案、已到期、已过的期限、没有答到的部分",
        examples=[[{"words": "基本", "why": "只说大体上做到，不等于全部完成。"}]],
    )
    transfer_to: tuple[TransferUnit, ...] = Field(
        description="所引条款里印着的责任单位，可以转接；没有印的为空", examples=[[{"name": "市司法局", "role": "责任", "place": "张掖市"}]]
    )
    ask_back: str | None = Field(
        description="要先向来电人问清的一个问题；不用问时为空", examples=["请问您问的是张掖市、赣州市还是长春市？"]
    )
    ticket: Ticket = Field(
        description="工单草稿",
        examples=[
            {
                "summary": "张掖市行政调解由谁负责",
                "category": "咨询",
                "matter": "加强行政调解工作",
                "places": ["张掖市"],
                "basis": ["张掖市法治政府建设实施方案(2021-2025年) 七(二十三)"],
                "suggested_units": ["市司法局"],
                "reply": "张掖市已到期的方案写明，加强行政调解工作，由市司法局等单位负责。",
            }
        ],
    )
    escalate: Escalation = Field(description="是否不应当在电话里直接答复", examples=[{"needed": False, "reason": None, "code": "none"}])
