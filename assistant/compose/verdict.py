"""是 or 否 before a quoted sentence, only where its words decide the question."""

from __future__ import annotations

import re

from assistant.compose.matter import heading_coverage
from assistant.understand.topic import Topic
from assistant.values import values_in
from index.words import plain

_EXCEPTION = re.compile(r"除[^，。]{1,30}外|原则上|一般|力争|争取|可以邀请|逐步")
_FORBIDDEN = re.compile(r"不得|严禁|禁止|不能|不予|不准|坚决防止|一律取消|一律停止")
_MAY = re.compile(
    r"能不能|可不可以|能否|可否|允许|准不准|许不许|让不让|可以|能(?=[^，。？]{0,20}(?:吗|么|吧))|行得通|行不行|算数|还能|要不要紧|就够"
)
_MUST = re.compile(r"要不要|需不需要|必须.{0,20}吗|是否(?:要|需要|必须|应当)|用不用|要.{0,24}(?:吗|么)|都得")
_OBLIGED = re.compile(r"应当|必须|一律|要(?!求)|严格|全面|确保|实行|建立|落实|推行|公示|公开")
_TITLE = re.compile(r"《[^》]*》|〈[^〉]*〉")
_SAID, _SAID_OF_A_VALUE = 0.8, 0.5
_EXISTS = re.compile(r"有没有|有无(?!人)|提没提|是否有|是否提|写没写|有.{0,16}吗|提到.{0,16}吗")


VERDICTS = ("是。", "否。", "有。", "不可以。")  # what an answer may begin with, of the program's own
_BEGINNING = re.compile(rf"^(?:{'|'.join(VERDICTS)})")


def without_verdict(text: str) -> str:
    """What the documents say, without the verdict before it."""
    return _BEGINNING.sub("", text)


def verdict(question: str, words: str, topic: Topic, exists: bool) -> str:
    """“是。”, “否。”, “有。”, “不可以。” or nothing, for a question that wants yes or no."""
    about = _matching_part(words, topic)
    said = heading_coverage(topic, words)  # how much of the matter the very sentence says
    same = same_values(question, words)
    if _EXCEPTION.search(words) and same is not False:
        return ""
    if same is not None and said >= _SAID_OF_A_VALUE:
        return "是。" if same else "否。"
    if _FORBIDDEN.search(about) and _MAY.search(question) and not re.search(r"不得|严禁|禁止|不许|不让|不准", question):
        return "不可以。"
    if (
        _FORBIDDEN.search(about)
        and re.search(r"是吧|对吗|对吧|没错吧|是不是", question)
        and not re.search(r"不得|严禁|禁止|不许|不让|不准|不能", question)
    ):
        return "否。"
    if (exists or _EXISTS.search(question)) and said >= _SAID and not _FORBIDDEN.search(about):
        return "有。"
    return "是。" if said >= _SAID and _MUST.search(question) and _OBLIGED.search(about) and not _FORBIDDEN.search(about) else ""


def _matching_part(words: str, topic: Topic) -> str:
    """The part between semicolons or full stops in which most of the matter stands."""
    parts = re.split(r"[；;。]", plain(words))
    return max(parts, key=lambda part: sum(t.weight for t in topic.terms if any(plain(w) in part for w in (t.word, *t.alternatives))))


def same_values(question: str, words: str) -> bool | None:
    """Whether a sentence states the values a question supposes; None where they cannot be compared."""
    supposed = [value for value in values_in(plain(question)) if value.unit]
    stated = values_in(plain(_TITLE.sub("", words)))
    verdicts = []
    for value in supposed:
        rivals = {other.number for other in stated if other.unit == value.unit}
        if value.number not in rivals and rivals:
            return False
        if len(rivals) == 1:  # among several, it is not said which one the question means
            verdicts.append(True)
    return True if verdicts else None
