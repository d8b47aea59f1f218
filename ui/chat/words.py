"""The few words an answer carries beside its text: what kind it is, how far to trust it, what its documents are; each explains itself."""

from __future__ import annotations

from assistant.comparison.wanted import MOST
from assistant.links import comparison_link
from assistant.models import Answer, Caveat, Status
from assistant.understand.understand import asks_of_all
from index.models import Frozen
from ui.wording import STATUS, TRUST, TRUST_MEANS

_UNSAID = ("answered", "greeting")  # where the answer itself says what it is
_CAVEATS = {
    "draft": "征求意见稿",
    "period_ended": "已届满",
    "superseded": "已被取代或废止",
    "not_yet_in_force": "尚未施行",
    "expired": "已过有效期",
    "undecided_version": "版本未定",
    "partial_coverage": "收录不全",
    "keywords_only": "仅按关键词",
}
_PLACED = ("answered", "partial", "not_found", "not_covered", "needs_clarification")
_MOST_NAMED = 2


class Word(Frozen):
    """One word, and the sentence that explains it."""

    word: str
    text: str


def status_word(status: Status) -> str | None:
    """What kind of answer it is, where it is not simply an answer."""
    return None if status in _UNSAID else STATUS[status]


def trust_word(answer: Answer) -> Word:
    """How far an answer can be trusted."""
    how = f"；点句末的编号看原文。效力按{answer.as_of}判断。" if answer.citations else "。"
    return Word(word=TRUST[answer.trust], text=f"{TRUST_MEANS[answer.trust]}{how}")


def caveat_word(caveat: Caveat) -> Word:
    """A caveat that was told in full before."""
    return Word(word=_CAVEATS.get(caveat.code, "须知"), text=caveat.text)


def place_word(answer: Answer) -> str | None:
    """The places an answer is about, for the chip; None where it is about none."""
    if answer.status not in _PLACED:
        return None
    named = "、".join(answer.places[:_MOST_NAMED])
    more = f"等{len(answer.places)}地" if len(answer.places) > _MOST_NAMED else ""
    return f"{named}{more}" or "选择地区"


def can_be_put_elsewhere(answer: Answer) -> bool:
    """Whether its question makes sense of one other place: not where it was about several places, or about all."""
    asked = answer.standalone_question
    is_of_all = asks_of_all(asked) and not any(place in asked for place in answer.places)
    return len(answer.places) <= 1 and not is_of_all


def side_by_side(answer: Answer) -> str | None:
    """The address of the table of what an answer tells of several places; None where it does not."""
    if answer.status not in ("answered", "partial") or not 1 < len(answer.places) <= MOST:
        return None
    return comparison_link(answer.standalone_question, answer.places, answer.as_of)
