"""What a check says: supported or not, and each reason with a code and the words it is about."""

from __future__ import annotations

from typing import Literal

from index.models import Frozen

Code = Literal[
    "empty",  # the claim or the evidence says nothing
    "number",  # a number, or what it counts or bounds, is not what the evidence states there
    "date",  # a date, year or rhythm is not what the evidence states there
    "place",  # a place is named that the evidence is not of
    "unit",  # a unit is not answerable, or not in that role
    "title",  # a document or quoted phrase is named that the evidence does not name
    "modal",  # 应当, 可以, 力争, 原则上 … are not as in the evidence
    "negation",  # 不, 未, 不得 … are not as in the evidence
    "scope",  # 所有, 部分, 仅 … are not as in the evidence, or something planned is said to be done
    "exception",  # a condition or an exception of the evidence is left out
    "owner",  # said of something else than in the evidence
    "unsupported",  # words that the evidence does not say
]


class Failure(Frozen):
    """One reason why a claim is not supported; `detail` is a sentence for the reader."""

    code: Code
    detail: str


class Support(Frozen):
    """The outcome of checking one claim."""

    supported: bool
    failures: tuple[Failure, ...] = ()


_SAID: dict[str, str] = {
    "number": "数字“{}”与依据不符",
    "date": "时间“{}”与依据不符",
    "place": "依据没有说到“{}”",
    "modal": "“{}”的约束程度与依据不符",
    "negation": "“{}”的肯定或否定与依据不符",
    "scope": "“{}”的范围或状态与依据不符",
    "owner": "“{}”在依据中说的是另一件事",
    "unsupported": "依据没有说“{}”",
}


def failure(code: Code, words: str) -> Failure:
    """A failure in a sentence."""
    return Failure(code=code, detail=_SAID[code].format(words) + "。")
