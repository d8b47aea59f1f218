"""Whether an answer is right, point by point, without a judge model.

Points (a case is right when none fails):
- status, place, clause, facts, unsaid, caveats: as the case expects them.
- leakage: no citation is of another place than the case is about.
- quotes: `text[start:end] == quote` in the plan named (the contract's first promise).
- address: quote and number agree: the printed path, the clause's id and the address are those of the clause the quote stands in.
- marked: every claim stands in the answer with its markers behind it; no citation is without a claim.
- support: every claim is supported by its own quotes, by the checker behind `fazhi check`.
- error: answering raised.

Counts:
- claims, supported: claim faithfulness = supported / asserted; an answer without claims asserts none and counts for nothing.
- citations, citations_needed: citation precision of ALCE (Gao et al. 2023): a citation is idle when it alone does not support
  the claim and the others still do without it (leave one out). Citation recall there is `supported / claims` here.
- clauses, clauses_cited: how many of the clauses expected are cited.
- facts, facts_found: key facts said, matched at their boundaries after normalising.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.claims.checking import check_claim
from assistant.compose.verdict import without_verdict
from assistant.models import Answer, Citation, Claim
from eval.cases import Case, ClauseExpected
from eval.names import status_name
from eval.results import Asked, Verdict
from eval.saying import says
from index.models import Plan

ANSWERING = {"answered", "partial"}
_LABEL = re.compile(r"^(?:[^，。；：]{1,24}：){1,2}")


def judge(asked: Asked, plans: Sequence[Plan]) -> Verdict:
    """Compare an answer with what its case expects."""
    case, answer = asked.case, asked.answer
    refusal_expected = not set(case.expect.status) & ANSWERING
    if answer is None:
        return Verdict(
            case_id=case.id,
            kind=case.kind,
            failures=("error",),
            detail=(asked.error,),
            of=case.of,
            refusal_expected=refusal_expected,
            facts=0 if refusal_expected else len(case.expect.facts),
            clauses=len(case.expect.clauses),
        )
    by_id = {plan.plan_id: plan for plan in plans}
    unsupported = [claim.text for claim in answer.claims if not supported(claim, answer)]
    wrong = _expected_points(case, answer, by_id) | _standing_points(answer, by_id, unsupported)
    found = [fact for fact in case.expect.facts if says(answer.answer, fact)]
    foreign = leakage(case, answer)
    if foreign:
        wrong["leakage"] = f"{foreign} 处引自别处"
    return Verdict(
        case_id=case.id,
        kind=case.kind,
        of=case.of,
        failures=tuple(wrong),
        detail=tuple(wrong.values()),
        refusal_expected=refusal_expected,
        refused=answer.status not in ANSWERING,
        foreign=foreign,
        citations=len(answer.citations),
        citations_needed=sum(_is_needed(citation, answer) for citation in answer.citations),
        claims=len(answer.claims),
        supported=len(answer.claims) - len(unsupported),
        facts=0 if refusal_expected else len(case.expect.facts),
        facts_found=0 if refusal_expected else len(found),
        clauses=len(case.expect.clauses),
        clauses_cited=sum(_is_cited(answer, clause, by_id) for clause in case.expect.clauses),
        seconds=asked.seconds,
    )


def _expected_points(case: Case, answer: Answer, plans: dict[str, Plan]) -> dict[str, str]:
    """What the case expects and the answer has not."""
    expect, said = case.expect, answer.status in ANSWERING
    wrong: dict[str, str] = {}
    if answer.status not in expect.status:
        wrong["status"] = f"{status_name(answer.status)}，应为{'或'.join(map(status_name, expect.status))}"
    if said and set(expect.status) & ANSWERING:
        if not set(expect.places) <= set(answer.places):
            wrong["place"] = f"{'、'.join(answer.places)}，应为 {'、'.join(expect.places)}"
        if not _clauses_right(case, answer, plans):
            wrong["clause"] = "没有引到 " + "；".join("".join(clause.path) or "无编号段落" for clause in expect.clauses)
        lacking = [fact for fact in expect.facts if not says(answer.answer, fact)]
        if lacking:
            wrong["facts"] = "缺 " + "、".join(lacking)
    forbidden = [words for words in expect.unsaid if says(answer.answer, words)]
    if forbidden:
        wrong["unsaid"] = "不该说 " + "、".join(forbidden)
    codes = {caveat.code for caveat in answer.caveats}
    banned = codes if expect.no_caveats is True else codes & set(expect.no_caveats or ())
    if said and (set(expect.caveats) - codes or banned):
        wrong["caveats"] = f"{'、'.join(sorted(codes)) or '无'}，应有 {'、'.join(expect.caveats) or '无'}"
    return wrong


def _standing_points(answer: Answer, plans: dict[str, Plan], unsupported: list[str]) -> dict[str, str]:
    """What must hold of every answer, whatever was asked."""
    wrong: dict[str, str] = {}
    broken = [citation.marker for citation in answer.citations if not quote_stands(citation, plans)]
    if broken:
        wrong["quotes"] = f"引文 {broken} 不是原文"
    misplaced = [citation.marker for citation in answer.citations if not address_stands(citation, plans)]
    if misplaced:
        wrong["address"] = f"引文 {misplaced} 的编号或出处不对"
    if not marked(answer):
        wrong["marked"] = "有话没有标出处，或有出处没有用到"
    if unsupported:
        wrong["support"] = "出处不支持：" + "；".join(unsupported)
    return wrong


def quote_stands(citation: Citation, plans: dict[str, Plan]) -> bool:
    """text[start:end] == quote, in the plan named."""
    plan = plans.get(citation.plan_id)
    return plan is not None and plan.text[citation.start : citation.end] == citation.quote


def address_stands(citation: Citation, plans: dict[str, Plan]) -> bool:
    """Clause id, path, title, place and address are those of the clause in which the quote stands."""
    plan = plans.get(citation.plan_id)
    clause = next((clause for clause in plan.clauses if clause.clause_id == citation.clause_id), None) if plan else None
    if plan is None or clause is None:
        return False
    inside = clause.start <= citation.start < citation.end <= clause.end
    printed = "".join(label.rstrip(".．、") for label in clause.path)
    named = citation.address == f"{plan.title} {printed}".strip() and citation.plan_title == plan.title and citation.place == plan.place
    return inside and citation.path == clause.path and citation.digest == clause.digest and named


def marked(answer: Answer) -> bool:
    """Every claim is said with its markers, every marker is a citation, every citation serves a claim."""
    known = {citation.marker for citation in answer.citations}
    used = {marker for claim in answer.claims for marker in claim.citations}
    said = re.sub(r"\s", "", answer.answer)
    with_markers = all(
        re.sub(r"\s", "", claim.text) + "".join(f"[{marker}]" for marker in claim.citations) in said for claim in answer.claims
    )
    return used == known and with_markers and all(claim.citations for claim in answer.claims)


def supported(claim: Claim, answer: Answer, without: int | None = None) -> bool:
    """Whether the cited words support a claim, `without` one of them left out; a label or 是/否 ahead of it is not checked here."""
    cited = [citation for citation in answer.citations if citation.marker in claim.citations and citation.marker != without]
    if not cited:
        return False
    text = without_verdict(claim.text)
    evidence = "\n".join(citation.quote for citation in cited)
    place = "、".join(citation.place for citation in cited)
    return any(check_claim(words, evidence, place).supported for words in (text, without_verdict(_LABEL.sub("", text))) if words)


def _is_needed(citation: Citation, answer: Answer) -> bool:
    """ALCE's leave-one-out: it supports a claim by itself, or a claim falls without it."""
    claims = [claim for claim in answer.claims if citation.marker in claim.citations]
    alone = [claim.model_copy(update={"citations": (citation.marker,)}) for claim in claims]
    return any(supported(claim, answer) for claim in alone) or any(
        not supported(claim, answer, without=citation.marker) for claim in claims
    )


def leakage(case: Case, answer: Answer) -> int:
    """Citations of other places than a case is about; a case without places cannot leak."""
    if not case.expect.places or case.kind == "which_places":
        return 0
    return sum(citation.place not in case.expect.places for citation in answer.citations)


def _clauses_right(case: Case, answer: Answer, plans: dict[str, Plan]) -> bool:
    cited = [_is_cited(answer, clause, plans) for clause in case.expect.clauses]
    return not cited or (all(cited) if case.expect.all_clauses else any(cited))


def _is_cited(answer: Answer, clause: ClauseExpected, plans: dict[str, Plan]) -> bool:
    named = [plan.plan_id for plan in plans.values() if clause.is_in(plan)]
    return any(citation.plan_id in named and citation.path == clause.path for citation in answer.citations)
