"""What went wrong in a case, with all that is needed to see why: question, answer, clauses expected and cited."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.models import Answer
from eval.cases import Case, ClauseExpected
from eval.results import Asked, Verdict
from eval.saying import says
from index.models import Clause, Frozen, Plan


class Passage(Frozen):
    """Words of a clause and where it stands; `words` is empty where there is no such clause."""

    address: str
    words: str


class Check(Frozen):
    """A point that is wrong, and how."""

    point: str
    detail: str


class Failure(Frozen):
    """A case that is not right."""

    case_id: str
    kind: str
    question: str
    history: tuple[str, ...]
    status: str
    answer: str
    wanted: tuple[Passage, ...]
    cited: tuple[Passage, ...]
    checks: tuple[Check, ...]


def failures_of(asked: Sequence[Asked], verdicts: Sequence[Verdict], plans: Sequence[Plan]) -> tuple[Failure, ...]:
    """Every case that is wrong in a point, in the order of the verdicts."""
    by_id = {one.case.id: one for one in asked}
    return tuple(_failure(by_id[verdict.case_id], verdict, plans) for verdict in verdicts if not verdict.right)


def _failure(asked: Asked, verdict: Verdict, plans: Sequence[Plan]) -> Failure:
    case, answer = asked.case, asked.answer
    details = (*verdict.detail, *[""] * len(verdict.failures))
    return Failure(
        case_id=verdict.case_id,
        kind=verdict.kind,
        question=case.question,
        history=case.history,
        status=answer.status if answer else "",
        answer=answer.answer if answer else "",
        wanted=tuple(_wanted(clause, case, plans) for clause in case.expect.clauses),
        cited=_cited(answer) if answer else (),
        checks=tuple(Check(point=point, detail=detail) for point, detail in zip(verdict.failures, details, strict=False)),
    )


def _cited(answer: Answer) -> tuple[Passage, ...]:
    return tuple(Passage(address=f"[{citation.marker}] {citation.address}", words=citation.quote) for citation in answer.citations)


def _wanted(expected: ClauseExpected, case: Case, plans: Sequence[Plan]) -> Passage:
    """The clause expected; all paragraphs under one number are one clause."""
    plan = next((plan for plan in plans if expected.is_in(plan)), None)
    printed = "".join(label.rstrip(".．、") for label in expected.path) or "（无编号段落）"
    if plan is None:
        return Passage(address=f"{expected.plan} {printed}", words="")
    words = [plan.words(clause).strip() for clause in _clauses(plan, expected, case)]
    return Passage(address=f"{plan.title} {printed}", words="\n".join(words))


def _clauses(plan: Plan, expected: ClauseExpected, case: Case) -> list[Clause]:
    """Clauses of the path; of unnumbered paragraphs, which all share one, those that say a fact expected."""
    found = [clause for clause in plan.citable if clause.path == expected.path]
    if expected.path:
        return found
    return [clause for clause in found if any(says(plan.words(clause), fact) for fact in case.expect.facts)]
