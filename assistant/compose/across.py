"""Several groups become one answer: its status, the words before and after, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.compose.asking import GroupAnswer
from assistant.locate import Located
from assistant.models import Status
from assistant.understand.reference import said_path
from assistant.understand.understand import Understood
from index.models import Frozen
from index.search import Index
from prompts import render

NOTHING_NEWER = "没有收录取代或废止"
_LONGEST_SUBJECT = 14
_MOST_LABELS = 2  # 方案和报告; a place with more kinds of document has 文件


class Outcome(Frozen):
    """What all groups together come to."""

    status: Status
    labelled: bool
    lead: str = ""
    tail: str = ""
    missing: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def summarise(understood: Understood, located: Located, answers: Sequence[GroupAnswer], index: Index, as_of: date) -> Outcome:
    """Status and framing of the answer; refusals are worded here, so that they name what was looked at."""
    having = [answer for answer in answers if answer.statements]
    lacking = [answer for answer in answers if not answer.statements]
    asking = next((answer for answer in answers if answer.choices), None)
    if asking and not having:
        return _ask_which_clause(understood, asking, index)
    if understood.scope == "which":
        return _which(understood, having, lacking)
    labelled = len(answers) > 1 or bool(located.uncovered)
    missing = tuple(dict.fromkeys(name for answer in having for name in answer.missing if name))
    if not having:
        text = "\n".join(_not_found(understood, answer, index) for answer in lacking)
        text += f"没有收录{'、'.join(located.unreported)}。" if located.unreported else ""
        return Outcome(status="not_found", labelled=False, lead=text, suggestions=_related_questions(lacking))
    tail = "\n".join(
        [*(f"{_document(answer, index)}没有写明{name}。" for answer in having for name in answer.missing if name)]
        + [_not_found(understood, answer, index) for answer in lacking]
        + ([_nothing_newer(having, index, as_of)] if "newest" in understood.documents.fields else [])
    ).strip()
    if located.uncovered:
        missing = (*missing, *(f"{name}的文件" for name in located.uncovered))
    if lacking:
        missing = (*missing, *(f"{answer.group.label}：{subject(understood)}" for answer in lacking))
    return Outcome(status="partial" if missing else "answered", labelled=labelled, tail=tail, missing=missing)


def _which(understood: Understood, having: list[GroupAnswer], lacking: list[GroupAnswer]) -> Outcome:
    total = len(having) + len(lacking)
    others = "、".join(answer.group.place for answer in lacking)
    if not having:
        return Outcome(status="not_found", labelled=False, lead=f"收录的{total}个地区的文件都没有规定{subject(understood)}。")
    tail = f"{others}的文件未提到。" if others else ""
    return Outcome(status="answered", labelled=True, lead=f"收录的{total}个地区中，{len(having)}个提到：", tail=tail)


def _nothing_newer(having: Sequence[GroupAnswer], index: Index, as_of: date) -> str:
    """Said where nothing that is held has taken the place of these documents; where something has, a caveat says so."""
    plan_ids = [plan_id for answer in having for plan_id in answer.group.plan_ids]
    given_way = any(index.versions.superseded_by(plan_id, as_of) or index.versions.ended_by(plan_id, as_of) for plan_id in plan_ids)
    return "" if given_way else f"{NOTHING_NEWER}{'它们' if len(plan_ids) > 1 else '它'}的文件。"


def _ask_which_clause(understood: Understood, answer: GroupAnswer, index: Index) -> Outcome:
    reference = understood.reference.words if understood.reference else ""
    text = render("clarify_clause", document=f"{answer.group.place}的文件", choices=answer.choices, reference=reference)
    label = _document(answer, index).removeprefix(f"{answer.group.place}的")
    kind = label if "和" not in label else ""
    questions = tuple(f"{answer.group.place}{kind}{said_path(path)}的原文是什么？" for path in answer.choice_paths[:4])
    return Outcome(status="needs_clarification", labelled=False, lead=text, suggestions=questions)


def _not_found(understood: Understood, answer: GroupAnswer, index: Index) -> str:
    if answer.note:
        return answer.note
    related = answer.related
    where = f"{related.address}" + (f"“{related.heading}”" if related.heading else "") if related else ""
    wanted = "、".join(name for name in dict.fromkeys(answer.missing) if name)  # the matter may be there, only not who or when
    if wanted and understood.documents.fields:
        return f"{_document(answer, index)}没有写明{wanted}。"
    matter = f"{subject(understood)}的{wanted}" if wanted else subject(understood)
    return render("not_found", document=_document(answer, index), matter=matter, related=where)


def _document(answer: GroupAnswer, index: Index) -> str:
    labels = dict.fromkeys(index.heads[plan_id].label for plan_id in answer.group.plan_ids)
    return f"{answer.group.place}的{'和'.join(labels) if len(labels) <= _MOST_LABELS else '文件'}"


def matter_of(understood: Understood) -> str:
    """The words of the matter without what only ties them to the rest of the question."""
    return re.sub(
        r"^(?:[的对在把里中有和与及]|规定|提到|写进|要求|了|方案|报告)+|(?:的规定|的要求|的有|[的里中吗])+$", "", understood.topic.words
    )


def subject(understood: Understood) -> str:
    """The matter in a few words, as the asker put it, for a sentence that says it is not found."""
    words = matter_of(understood)
    quoted = understood.topic.quoted
    if quoted:
        return f"“{quoted[0]}”"
    return words if 2 <= len(words) <= _LONGEST_SUBJECT and words in understood.text.replace(" ", "") else "所问的事项"


def _related_questions(answers: list[GroupAnswer]) -> tuple[str, ...]:
    return tuple(
        f"{answer.group.place}“{answer.related.heading}”怎么规定？" for answer in answers if answer.related and answer.related.heading
    )[:3]
