"""A clause named by its number: 第29条, （二十九）, 第三部分第（二）项, 三（四）14, the introduction or the closing paragraph."""

from __future__ import annotations

import re
from typing import Literal

from index.models import Clause, Frozen, Plan
from index.numbering import ARTICLE, label_at, number_of

Kind = Literal["part", "bracket", "item", "any"]
_C = "〇零一二三四五六七八九十百两"
_AFTER_A_DOCUMENT = "|".join(f"(?<={word})" for word in ("方案", "报告", "办法", "意见", "安排", "要点"))
_STEP = re.compile(
    rf"(?P<part>第?\s?(?P<n1>[{_C}\d]+)\s?(?:大)?(?:部分|章|编|节))|"
    rf"第\s?[（(](?P<n2>[{_C}\d]+)[)）]\s?(?:条|项|款|点|小?节|部分)?|[（(](?P<n3>[{_C}]+|\d{{1,2}})[)）](?:条|项|款|点)?|"
    rf"第\s?(?P<n4>[{_C}\d]+)\s?(?:条|项|款|点(?!名)|个?任务|号条款)|"
    rf"(?P<top>(?:(?<![{_C}第\u4e00-\u9fff])|{_AFTER_A_DOCUMENT})(?P<n5>[{_C}]+)(?=、|[（(]))|(?<=[)）])\s?(?P<n6>\d{{1,3}})(?!\d)"
)
_INTRO = re.compile(r"引言|导语|开头(?:那)?(?:一)?段|开篇|序言|前言")
_CLOSING = re.compile(r"(?:结尾|最后|末尾|结束)(?:那|的)?(?:一)?段|文末|尾段|结语")


class Step(Frozen):
    """One printed number, and how it was said."""

    kind: Kind
    number: int


class Reference(Frozen):
    """Numbers from the top down, or a paragraph at either end; `words` as said."""

    steps: tuple[Step, ...] = ()
    end: Literal["intro", "closing", ""] = ""
    words: str = ""


def read_reference(text: str) -> tuple[Reference | None, str]:
    """The clause a question names, if it names one, and the question without it."""
    matches = [match for match in _STEP.finditer(text) if not _is_enumeration(match, text)]
    steps = tuple(step for match in matches if (step := _step(match)))
    for pattern, end in ((_INTRO, "intro"), (_CLOSING, "closing")):
        found = pattern.search(text)
        if found and not steps:
            return Reference(end=end, words=found[0]), text.replace(found[0], " ")  # type: ignore[arg-type]
    if not steps or all(step.kind == "part" and match["top"] for step, match in zip(steps, matches, strict=False)):
        return None, text
    rest = text
    for match in reversed(matches):
        rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    return Reference(steps=steps, words="".join(match[0] for match in matches)), rest


def _is_enumeration(match: re.Match[str], text: str) -> bool:
    """（2021 or a year range is no clause number."""
    return bool(re.match(r"\s*(?:[—\-年]|个|次|名|家)", text[match.end() :])) and bool(match["n6"] or match["n5"])


def _step(match: re.Match[str]) -> Step | None:
    kinds: dict[str, Kind] = {"n1": "part", "n2": "bracket", "n3": "bracket", "n4": "any", "n5": "part", "n6": "item"}
    for group, kind in kinds.items():
        if match[group]:
            number = number_of(match[group])
            return Step(kind=kind, number=number) if number is not None else None
    return None


def said_path(path: tuple[str, ...]) -> str:
    """A printed path as a question says it, so that it is read back as the same clause: 第三部分（四）第14项."""
    said = []
    for label in path:
        scheme, number = _label(label)
        top = scheme == "一、" and label == path[0]
        said.append(f"第{label}部分" if top else f"第{number}项" if scheme in ("1.", "1、", "1）") else label)
    return "".join(said)


def find(reference: Reference, plan: Plan) -> list[Clause]:
    """Clauses of a plan that the reference may mean; several where it is not unique, none where there is none."""
    if reference.end:
        return _end(plan, reference.end)
    numbered = [clause for clause in plan.clauses if clause.path]
    matching = [clause for clause in numbered if _matches(reference.steps, clause.path)]
    if len(matching) > 1 and len(reference.steps) == 1 and reference.steps[0].kind == "any":
        matching = _of_the_running_scheme(matching, numbered)
    return matching


def last_number(plan: Plan) -> str:
    """The last label of the scheme that numbers the plan's clauses, as printed."""
    numbered = innermost(plan)
    return max(numbered, key=lambda clause: _label(clause.path[-1])[1]).path[-1].rstrip(".．") if numbered else ""


def innermost(plan: Plan) -> list[Clause]:
    """Its articles, where it has any; else the clauses numbered in the scheme of the deepest one, also where a part has a level less."""
    numbered = [clause for clause in plan.clauses if clause.path]
    schemes = {clause.clause_id: _label(clause.path[-1])[0] for clause in numbered}
    deepest = max(numbered, key=lambda clause: len(clause.path), default=None)
    unit = ARTICLE if ARTICLE in schemes.values() else schemes[deepest.clause_id] if deepest else ""
    return [clause for clause in numbered if schemes[clause.clause_id] == unit]


def _end(plan: Plan, end: str) -> list[Clause]:
    paragraphs = [clause for clause in plan.clauses if clause.kind == "paragraph"]
    first = next((clause.start for clause in plan.clauses if clause.path), 0)
    before = [clause for clause in paragraphs if clause.start < first]
    after = [clause for clause in paragraphs if clause.start > first]
    return before[-1:] if end == "intro" else after[:1]


def _label(label: str) -> tuple[str, int]:
    """(scheme, number) of a printed path label."""
    for words in (label + "、", label + " ", label):
        found = label_at(words, 0, len(words))
        if found:
            return found.scheme, found.number
    return "", -1


_SAID_AS: dict[str, tuple[str, ...]] = {
    "part": ("编", "章", "节", "部分", "一、"),
    "bracket": ("（一）", "（1）", "1）"),
    "item": ("1.", "1、", "（1）", "条"),
    "any": ("条", "一、", "（一）", "1.", "1、", "（1）"),
}


def _matches(steps: tuple[Step, ...], path: tuple[str, ...]) -> bool:
    """The last step is the path's last label; the others stand above it in order."""
    labels = [_label(label) for label in path]
    if not _said(steps[-1], labels[-1]):
        return False
    upper = iter(labels[:-1])
    return all(any(_said(step, label) for label in upper) for step in steps[:-1])


def _said(step: Step, label: tuple[str, int]) -> bool:
    return label[1] == step.number and label[0] in _SAID_AS[step.kind]


def _of_the_running_scheme(matching: list[Clause], numbered: list[Clause]) -> list[Clause]:
    """第N条 without more means the numbering that runs through the document, and there its one clause."""
    schemes = [_label(clause.path[-1])[0] for clause in numbered]
    numbers: dict[str, list[int]] = {}
    for clause in numbered:
        scheme, number = _label(clause.path[-1])
        numbers.setdefault(scheme, []).append(number)
    running = [scheme for scheme in dict.fromkeys(schemes) if len(set(numbers[scheme])) == len(numbers[scheme])]
    by_scheme = {scheme: [c for c in matching if _label(c.path[-1])[0] == scheme] for scheme in running}
    lowest = max((scheme for scheme in running if by_scheme[scheme]), key=lambda scheme: len(numbers[scheme]), default=None)
    return by_scheme[lowest] if lowest else matching
