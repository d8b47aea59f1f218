"""A follow-up becomes a question that stands alone, from what the conversation said and nothing else."""

from __future__ import annotations

import re

from pydantic import Field

from assistant.understand.understand import Understood
from index.models import Frozen

_POINTS_BACK = re.compile(
    r"^(?:那么?|还有|另外|其他|其它|换成|刚才|上面|前面)|它|这个|那个|这条|那条|该|此|这项|上述|刚才|前面|同样|类似|这样|其中|呢[？?]?$|其他|特殊|一样"
)
_MORE = re.compile(
    r"^(?:还有(?:呢|吗|别的|其他)?|更多|再说说|详细(?:说说|点|一点)?|具体(?:说说|内容)?|继续|展开(?:说说)?|原文(?:是什么|呢)?|全文(?:呢)?|接着说|完整(?:的)?(?:内容|原文)?)[？?。！!呢吗吧]*$"
)
_LITTLE = 3.0  # a matter of less weight than this does not stand by itself


class Turn(Frozen, title="前一问的要点"):
    """What is kept of an answered question for the next one."""

    places: tuple[str, ...] = Field(description="说到的地区", examples=[["张掖市"]])
    matter: str = Field(description="所问的事", examples=["行政执法协调监督工作体系"])
    question: str = Field(description="去掉地区的提问", examples=["行政执法协调监督工作体系什么时候建成？"])
    kinds: tuple[str, ...] = Field(default=(), description="说到的文件种类", examples=[["实施方案"]])
    clause_ids: tuple[str, ...] = Field(default=(), description="引用的条款", examples=[["cb66808433368d3c"]])
    plan_ids: tuple[str, ...] = Field(default=(), description="引用的文件", examples=[["zhangye-2021-2025-299c33"]])


class Following(Frozen):
    """What a question follows on, where that is not the last question of its session: a turn, or none where it begins."""

    turn: Turn | None = None


def wants_more(text: str) -> bool:
    """还有呢, 详细说说, 原文: the clause just spoken of, whole."""
    return bool(_MORE.match(text.strip()))


_NEXT = re.compile(
    r"^(?:那|再)?(?:(?P<next>下一|后一|后面一)|上一|前一|前面一)(?:条|项|款|点|节)(?:呢|是什么|讲什么|写的?什么|规定了?什么)?[？?。！!呢吗吧]*$"
)


def asks_neighbour(text: str) -> int:
    """1 for the clause after the one just spoken of (下一条呢), -1 for the one before, else 0."""
    found = _NEXT.match(text.strip())
    return 0 if not found else 1 if found["next"] else -1


def stand_alone(understood: Understood, before: Turn) -> str:
    """The question with the place and matter of the turn before, as far as it leaves them out."""
    text = understood.text.strip()
    place = "" if understood.places or understood.scope in ("which", "each") else "、".join(before.places)
    if understood.documents.fields or understood.reference:
        kind = "" if understood.documents.kinds or understood.reference else (before.kinds[0] if len(before.kinds) == 1 else "方案")
        return f"{place}{kind}{text}" if place else text
    points_back = bool(_POINTS_BACK.search(text))
    weight = understood.topic.total if understood.topic.terms else 0.0
    if understood.places and (weight < _LITTLE or points_back):
        names = "、".join(p.name for p in understood.places)
        asking = _asking(text, understood)
        return f"{names}{_without_places(before)}？" if not asking else f"{names}{before.matter}，{asking}"
    if not understood.places and (weight < _LITTLE or points_back):
        return f"{place}{before.matter}，{_joined(text)}" if before.matter else f"{place}{text}"
    return f"{place}{text}"


def _without_places(before: Turn) -> str:
    return before.question.rstrip("？?。 ")


def _asking(text: str, understood: Understood) -> str:
    """What a follow-up about another place asks anew, without the place and the words that only point back."""
    if not understood.intents or (understood.intents == ("yes_no",) and not understood.topic.terms):
        return ""
    left = re.sub(r"^(?:那么?|换成|要是|如果)", "", understood.matter)
    return re.sub(r"^[的，,\s]+|呢[？?]?$", "", left) if set(understood.intents) - {"yes_no"} or "有" in text else ""


def _joined(text: str) -> str:
    return re.sub(r"^(?:那么?|那是|还有)", "", text)
