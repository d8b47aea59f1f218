"""Checked statements become the answer: text with markers, claims, citations, caveats, suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.compose.asking import GroupAnswer, address
from assistant.compose.statements import Source, Statement
from assistant.models import Caveat, Citation, Claim, UnitNamed
from assistant.naming import DRAFT, named
from assistant.standing import standing
from assistant.understand.reference import said_path
from index.models import Clause, Frozen, Plan, PlanHead
from index.search import Index


class Written(Frozen):
    """The parts of an answer that speak of documents."""

    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]


class _Markers:
    """Numbers sources in the order of their first use."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.citations: list[Citation] = []
        self._known: dict[tuple[str, int, int], int] = {}

    def of(self, source: Source) -> int:
        key = (source.clause_id, source.start, source.end)
        if key not in self._known:
            self._known[key] = len(self._known) + 1
            self.citations.append(self._citation(self._known[key], source))
        return self._known[key]

    def _citation(self, marker: int, source: Source) -> Citation:
        plan, clause = self._index.plans[source.plan_id], self._index.clauses[source.clause_id]
        return cite(marker, plan, clause, source.start, source.end)


def cite(marker: int, plan: Plan, clause: Clause, start: int, end: int) -> Citation:
    """A citation of a span of a clause."""
    mark = plan.mark_at(start)
    return Citation(
        marker=marker,
        plan_id=plan.plan_id,
        plan_title=plan.title,
        place=plan.place,
        kind=plan.kind,
        path=clause.path,
        address=address(plan, clause),
        clause_id=clause.clause_id,
        heading=clause.heading,
        quote=plan.text[start:end],
        start=start,
        end=end,
        digest=clause.digest,
        page=mark.page if mark else None,
        confidence=mark.confidence if mark else None,
    )


class Writer:
    """Sets statements down in the order in which they are said, each followed by its markers, a line for each group."""

    def __init__(self, index: Index, *, labelled: bool, lead: str = "") -> None:
        self._markers = _Markers(index)
        self._labelled = labelled
        self._claims: list[Claim] = []
        self._lines: list[str] = [lead] if lead else []
        self._speaking: GroupAnswer | None = None
        self._told = 0

    def add(self, answer: GroupAnswer, statement: Statement) -> tuple[Claim, tuple[Citation, ...]]:
        """Say a statement of a group; gives the claim as it reads and what it rests on."""
        begins = self._speaking is not answer
        numbers = tuple(dict.fromkeys(self._markers.of(source) for source in statement.sources))
        label = f"{answer.group.label}：" if self._labelled and begins else ""
        before = label if not answer.lead else ""  # a line that announces what is said carries the label itself
        claim = Claim(text=before + statement.text, citations=numbers, worded=statement.worded)
        said = claim.text + "".join(f"[{number}]" for number in numbers)
        if begins:
            self._lines += [label + answer.lead, said] if answer.lead else [said]
        else:
            self._lines[-1] += ("\n" if statement.joined else " ") + said
        self._speaking = answer
        self._claims.append(claim)
        return claim, tuple(citation for citation in self._markers.citations if citation.marker in numbers)

    def added(self) -> str:
        """The words of the answer since this was asked last: put together they are the answer so far."""
        text = "\n".join(self._lines)
        said, self._told = text[self._told :], len(text)
        return said

    def written(self, tail: str = "") -> Written:
        """All that was said, with the words that close it."""
        text = "\n".join([*self._lines, tail] if tail else self._lines)
        return Written(text=text, claims=tuple(self._claims), citations=tuple(self._markers.citations))


def caveats(
    index: Index,
    citations: Sequence[Citation],
    as_of: date,
    uncovered: Sequence[str] = (),
    unheld: Sequence[str] = (),
    *,
    listed: bool = False,
) -> tuple[Caveat, ...]:
    """What must be known about the documents cited: drafts, ended periods, other versions; and what could not be answered for.

    `listed` where they are only told to be held: then none is answered from, and it does not matter which is in force.
    """
    plans = [index.heads[plan_id] for plan_id in dict.fromkeys(citation.plan_id for citation in citations)]
    drafts = [plan for plan in plans if plan.status == "draft"]
    ended = [plan for plan in plans if has_ended(plan, as_of)]
    found = []
    if drafts:
        found.append(Caveat(code="draft", text=_not_final([named(plan, plans) for plan in drafts])))
    said = dict.fromkeys(f"{plan.place}{plan.label}（{_years(plan)}）" for plan in ended)
    if len(ended) == 1:
        found.append(Caveat(code="period_ended", text=f"{named(ended[0], plans)}的实施期限（{_years(ended[0])}）已届满。"))
    elif ended:
        text = f"{'、'.join(said)}的实施期限{'均' if len(said) > 1 else ''}已届满。"
        found.append(Caveat(code="period_ended", text=text))
    found += () if listed else standing(index.versions, plans, as_of)
    lacking = [*([f"{'、'.join(uncovered)}的文件"] if uncovered else []), *unheld]
    if lacking and citations:
        found.append(Caveat(code="partial_coverage", text=f"没有收录{'、'.join(lacking)}，未作回答。"))
    return tuple(found)


def _not_final(drafts: Sequence[str]) -> str:
    said = [name for name in drafts if name.endswith(DRAFT)]  # its name says already that it is one
    others = [name for name in drafts if name not in said]
    sentences = [f"{'、'.join(others)}是{DRAFT}，不是正式文件"] * bool(others) + [f"{'、'.join(said)}不是正式文件"] * bool(said)
    return f"{'；'.join(sentences)}。"


def has_ended(plan: PlanHead, as_of: date) -> bool:
    """Whether a document that sets tasks for some years is past its last one; a report is about its year for good."""
    return plan.period is not None and "报告" not in plan.kind and as_of.year > plan.period.to_year


def _years(plan: PlanHead) -> str:
    years = (plan.period.from_year, plan.period.to_year) if plan.period else ()
    return "—".join(str(year) for year in dict.fromkeys(years)) + "年"


def units_named(answers: Sequence[GroupAnswer]) -> tuple[UnitNamed, ...]:
    """The units printed in the cited clauses, each once with its role."""
    return tuple(dict.fromkeys(UnitNamed(name=unit.name, role=unit.role) for answer in answers for unit in answer.units))


def suggestions(index: Index, answers: Sequence[GroupAnswer], intents: Sequence[str]) -> tuple[str, ...]:
    """Questions that the documents answer: what the clause also says, and the clause after it."""
    found: list[str] = []
    for answer in answers[:2]:
        clause = index.clauses[answer.clause_ids[0]] if answer.clause_ids else None
        if clause is None or not clause.heading:
            continue
        plan = index.plan_of(clause)
        name = f"{plan.place}“{clause.heading}”"
        if clause.responsible_units and "who" not in intents:
            found.append(f"{name}的责任单位有哪些？")
        if clause.path:
            found.append(f"{plan.place}{plan.label}{said_path(clause.path)}的原文是什么？")
    return tuple(dict.fromkeys(found))[:3]


def checked(answer: GroupAnswer, kept: Sequence[Statement]) -> GroupAnswer:
    """The same group with the statements that passed the check."""
    return answer.model_copy(update={"statements": tuple(kept), "withheld": len(answer.statements) - len(kept)})
