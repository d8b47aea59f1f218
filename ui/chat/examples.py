"""Questions to begin with, one of a kind, made from the plans that are held."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from index.models import Clause, Frozen, Plan

_QUOTED = re.compile(r"“([\u4e00-\u9fff]{4,8})”")
_COUNTED = re.compile(r"[一二两三四五六七八九十]")  # “四个意识”, “三个代表” are in every document of their time
_GENERAL = re.compile(r"总体|总则|指导思想|原则|目标|任务|要求|组织|领导|措施|保障")  # headings that say nothing of the matter
_LONGEST_HEADING = 18


class Example(Frozen):
    """A question and the kind of question it is, in the reader's words."""

    kind: str
    question: str


def examples(plans: Sequence[Plan]) -> tuple[Example, ...]:
    """At most one question of each kind; each kind looks at another plan first, so that the places take turns."""
    found = []
    for turn, (kind, make) in enumerate(_KINDS.items()):
        at = turn % len(plans) if plans else 0
        question = make([*plans[at:], *plans[:at]])
        if question:
            found.append(Example(kind=kind, question=question))
    return tuple(found)


def _deadline(plans: Sequence[Plan]) -> str | None:
    for plan, clause in _named(plans):
        if any(deadline.date for deadline in clause.deadlines):
            return f"{plan.place}“{clause.heading}”的时间要求是什么？"
    return None


def _responsible(plans: Sequence[Plan]) -> str | None:
    return next((f"{plan.place}“{clause.heading}”由谁负责？" for plan, clause in _named(plans) if clause.responsible_units), None)


def _wording(plans: Sequence[Plan]) -> str | None:
    for plan in plans:
        last = [clause.path[-1].rstrip(".．、") for clause in plan.citable if clause.path]
        for _, clause in _named([plan]):
            label = clause.path[-1].rstrip(".．、")
            if clause.kind == "clause" and label.isdecimal() and last.count(label) == 1:
                return f"{plan.place}{plan.label}第{label}条的原文是什么？"
    return None


def _mentions(plans: Sequence[Plan]) -> str | None:
    """A term that fewest places' plans quote."""
    places = {plan.place for plan in plans}
    terms = dict.fromkeys(term for plan in plans for term in _QUOTED.findall(plan.text) if not _COUNTED.search(term))
    having = {term: len({plan.place for plan in plans if term in plan.text}) for term in terms}
    fewest = min(having, key=lambda term: having[term], default=None)
    return f"哪些地方的方案提到“{fewest}”？" if fewest and having[fewest] < len(places) else None


def _document(plans: Sequence[Plan]) -> str | None:
    return next((f"{plan.place}{plan.label}的文号是什么？" for plan in plans if plan.document_number), None)


def _comparison(plans: Sequence[Plan]) -> str | None:
    """Two places with a heading that says the same of the same matter."""
    for plan, clause in _named(plans):
        for other, theirs in _named(plans):
            common = _common(clause.heading, theirs.heading)
            if plan.place != other.place and len(common) >= 5:
                return f"{plan.place}和{other.place}对{common}分别有什么规定？"
    return None


def _common(one: str, other: str) -> str:
    """The end that two headings share: 加强行政复议工作 and 推进行政复议工作 share 行政复议工作."""
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return one[len(one) - length :]


_KINDS: dict[str, Callable[[Sequence[Plan]], str | None]] = {
    "期限": _deadline,
    "责任单位": _responsible,
    "条款原文": _wording,
    "各地对照": _mentions,
    "文件信息": _document,
    "两地比较": _comparison,
}


def _named(plans: Iterable[Plan]) -> Iterable[tuple[Plan, Clause]]:
    """Clauses whose heading is short and says what they are about."""
    for plan in plans:
        for clause in plan.citable:
            if clause.path and 4 <= len(clause.heading) <= _LONGEST_HEADING and not _GENERAL.search(clause.heading):
                yield plan, clause
