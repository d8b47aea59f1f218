"""What a document that is to be added has to do with those that are held: the same, or another version of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.models import Frozen, PlanHead
from index.versions import Versions


class Alike(Frozen):
    """`same` is the document held that this one is a copy of; `sentences` say what will change among those held."""

    same: PlanHead | None = None
    sentences: tuple[str, ...] = ()


def alike(new: PlanHead, held: Sequence[PlanHead], today: date) -> Alike:
    """Compare a document with those that are held."""
    same = next((one for one in held if _key(one) == _key(new)), None)
    if same:
        return Alike(same=same)
    newcomer = new.model_copy(update={"plan_id": _free_id(new.plan_id, {one.plan_id for one in held})})
    return Alike(sentences=(*_same_words(new, held), *_versions(newcomer, held, today)))


def _key(head: PlanHead) -> tuple[str, str, str]:
    return head.place_code, head.status, head.words_digest


def _free_id(plan_id: str, taken: set[str]) -> str:
    while plan_id in taken:
        plan_id += "-"
    return plan_id


def _same_words(new: PlanHead, held: Sequence[PlanHead]) -> list[str]:
    """The words of another place, or those of a draft that was issued as it was."""
    found = (one for one in held if one.words_digest == new.words_digest)
    return [f"字句与已收录的{one.place}{_called(one)}完全相同，只是地区或状态不同，请确认不是同一份。" for one in found]


def _versions(new: PlanHead, held: Sequence[PlanHead], today: date) -> list[str]:
    versions = Versions([*held, new])
    others = [other for other in versions.family(new.plan_id) if other.plan_id != new.plan_id]
    ended = [one for one in held if one not in others and _is(versions.ended_by(one.plan_id, today), new)]
    sentences = [_relation(new, other, versions, today) for other in others]
    return [*sentences, *(f"它写明废止已收录的{_called(one)}：收录后，那一份按已废止处理。" for one in ended)]


def _relation(new: PlanHead, other: PlanHead, versions: Versions, today: date) -> str:
    if _is(versions.superseded_by(other.plan_id, today), new):
        return f"它比已收录的{_called(other)}新：收录后，回答用这一份，那一份按已被取代处理。"
    if _is(versions.superseded_by(new.plan_id, today), other):
        return f"已收录的{_called(other)}比它新：收录后，这一份按已被取代处理。"
    if other in versions.undecided(new.plan_id):
        return f"与已收录的{_called(other)}同名，看不出哪一份新，收录后两份都按有效处理；补上下面的日期可以分出先后。"
    return f"已收录它的另一个版本：{_called(other)}。"


def _is(one: PlanHead | None, other: PlanHead) -> bool:
    return one is not None and one.plan_id == other.plan_id


def _called(head: PlanHead) -> str:
    told = ("征求意见稿" if head.status == "draft" else "", head.issued_on or head.published_on or "", head.source)
    return f"《{head.title}》（{'，'.join(words for words in told if words)}）"
