"""A wording that a supervisor approved is used again: cited anew from the documents as they are now, and checked once more."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.check import is_supported
from assistant.claims.checking import check_claim
from assistant.compose.statements import Source, Statement
from assistant.models import Citation, Claim
from assistant.record.models import Review
from assistant.writing import cite
from index.models import Frozen
from index.search import Index


class Outdated(Exception):
    """An approved wording no longer rests on what it was approved for; `str()` says why, for the record."""


class Reused(Frozen):
    """An approved wording with its citations as the documents have them now."""

    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]


def reused(review: Review, index: Index) -> Reused:
    """The wording, cited and checked anew; raises Outdated where a cited clause has changed or a claim does not stand."""
    citations = tuple(_cited_anew(citation, index) for citation in review.citations)
    for claim in review.claims:
        if not stands(claim, citations, index):
            raise Outdated(f"“{claim.text}”没有通过核对")
    return Reused(text=review.text, claims=review.claims, citations=citations)


def stands(claim: Claim, citations: Sequence[Citation], index: Index) -> bool:
    """Whether a claim is supported by its own citations: said in their words, or told of them without saying more."""
    own = [citation for citation in citations if citation.marker in claim.citations]
    if not own:
        return False
    sources = tuple(Source(plan_id=c.plan_id, clause_id=c.clause_id, start=c.start, end=c.end) for c in own)
    plan_ids = [citation.plan_id for citation in own]
    text = _without_label(claim.text, own)
    said = (Statement(text=text, sources=sources, joined=joined) for joined in (False, True))
    if any(is_supported(statement, index, plan_ids) for statement in said):
        return True
    return one_place(own) and check_claim(text, "\n".join(citation.quote for citation in own), own[0].place).supported


def one_place(citations: Sequence[Citation]) -> bool:
    """Whether all are of one place: nothing is said across places that could not be told apart."""
    return len({citation.place for citation in citations}) == 1


def _cited_anew(citation: Citation, index: Index) -> Citation:
    clause = index.clauses.get(citation.clause_id)
    if clause is None or clause.digest != citation.digest:
        raise Outdated(f"{citation.address}的原文已经改变或取出")
    plan = index.plan_of(clause)
    at = plan.words(clause).find(citation.quote)
    if at < 0:
        raise Outdated(f"{citation.address}里没有所引的句子")
    return cite(citation.marker, plan, clause, clause.start + at, clause.start + at + len(citation.quote))


def _without_label(text: str, own: Sequence[Citation]) -> str:
    """What is said, without the name of the place or the document that is put before it where several are told of."""
    for label in {label for citation in own for label in (citation.place, citation.kind, "方案", "报告")}:
        text = text.removeprefix(f"{label}：")
    return text
