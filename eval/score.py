"""Whether an answer is right, point by point; every score is a plain share of cases or of citations."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.models import Answer, Citation
from assistant.values import normal
from eval.cases import Case, ClauseExpected
from index.models import Frozen, Plan

_ANSWERING = {"answered", "partial"}


class Verdict(Frozen):
    """What is right and what is not about one answer; `failures` names the points in words."""

    case_id: str
    kind: str
    status: bool
    place: bool
    clause: bool
    facts: bool
    unsaid: bool
    caveats: bool
    quotes: bool
    leaked: int
    failures: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Right in every point."""
        return not self.failures


def judge(case: Case, answer: Answer, plans: Sequence[Plan]) -> Verdict:
    """Compare an answer with what its case expects."""
    by_id = {plan.plan_id: plan for plan in plans}
    expect = case.expect
    answering = bool(set(expect.status) & _ANSWERING)
    said = answer.status in _ANSWERING
    points = {
        "status": answer.status in expect.status,
        "place": not answering or not said or not expect.places or set(expect.places) <= set(answer.places),
        "clause": not (answering and said) or _clauses_right(case, answer, by_id),
        "facts": not (answering and said) or all(normal(fact) in normal(answer.answer) for fact in expect.facts),
        "unsaid": not any(normal(words) in normal(answer.answer) for words in expect.unsaid),
        "caveats": not said or set(expect.caveats) <= {caveat.code for caveat in answer.caveats},
        "quotes": all(quote_stands(citation, by_id) for citation in answer.citations),
    }
    if answering and answer.status not in _ANSWERING and answer.status in expect.status:
        points["facts"] = points["clause"] = True
    leaked = leakage(case, answer)
    failures = [name for name, right in points.items() if not right] + (["leaked"] if leaked else [])
    return Verdict(case_id=case.id, kind=case.kind, leaked=leaked, failures=tuple(failures), **points)


def quote_stands(citation: Citation, plans: dict[str, Plan]) -> bool:
    """text[start:end] == quote, in the plan named."""
    plan = plans.get(citation.plan_id)
    return plan is not None and plan.text[citation.start : citation.end] == citation.quote


def leakage(case: Case, answer: Answer) -> int:
    """Citations of other places than a case is about; a case without places cannot leak."""
    if not case.expect.places or case.kind == "which_places":
        return 0
    return sum(citation.place not in case.expect.places for citation in answer.citations)


def _clauses_right(case: Case, answer: Answer, plans: dict[str, Plan]) -> bool:
    expected = case.expect.clauses
    cited = [any(_is(citation, clause, plans) for citation in answer.citations) for clause in expected]
    return not expected or (all(cited) if case.expect.all_clauses else any(cited))


def _is(citation: Citation, clause: ClauseExpected, plans: dict[str, Plan]) -> bool:
    plan = plans.get(citation.plan_id)
    return plan is not None and plan.source.removesuffix(".txt") == clause.plan and citation.path == clause.path
