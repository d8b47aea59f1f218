"""A supervisor decides of an answer: its wording may be used again, a corrected one may, or none.

A corrected wording passes the same check as everything that is shown: each sentence against the clauses it is said to rest on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from assistant.claims.checking import check_claim
from assistant.models import Answer, Citation, Claim
from assistant.privacy import without_personal_data
from assistant.record.models import Review
from assistant.record.moments import written
from assistant.record.records import Records
from assistant.record.reviews import Reviews
from assistant.review.wording import Outdated, one_place, reused
from assistant.writing import cite
from index.errors import FazhiError
from index.models import Frozen
from index.search import Index

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_MARKERS = re.compile(r"\[\d+\]")


class NotReviewable(FazhiError):
    """The answer cannot be approved or corrected as asked; `str()` says why and what to do."""


class Decision(Frozen):
    """What a supervisor decided; `wording` and `clause_ids` are of a correction."""

    verdict: Literal["approve", "correct", "reject"]
    wording: str = ""
    clause_ids: tuple[str, ...] = ()
    reason: str = ""
    by: str = ""
    agent: str = ""


class Reviewing:
    """Decisions on stored answers, over the index as it is now."""

    def __init__(self, records: Records, reviews: Reviews) -> None:
        self._records = records
        self._reviews = reviews

    def decide(self, answer: Answer, decision: Decision, index: Index) -> Review:
        """Keep a decision; raises NotReviewable where what is approved would not stand."""
        key = self._records.question_key(answer.answer_id)
        if not key and decision.verdict != "reject":
            raise NotReviewable("这个答案没有落到具体地区的问题上，不能批准或改正后重用。")
        review = Review(
            answer_id=answer.answer_id,
            verdict=decision.verdict,
            by=decision.by,
            agent=decision.agent,
            reason=without_personal_data(decision.reason).text,
            created_at=written(),
        )
        if decision.verdict == "approve":
            review = _approved(review, answer)
        elif decision.verdict == "correct":
            review = _corrected(review, answer, decision, index)
        if decision.verdict != "reject":
            _must_answer_all(review, answer)
            _must_stand(review, index)
        self._reviews.add(review, key)
        return review


def _approved(review: Review, answer: Answer) -> Review:
    if not answer.claims:
        raise NotReviewable("没有引用条款的回答不能批准重用；可以用 correct 给出答复和它依据的条款。")
    if _beside_claims(answer):
        raise NotReviewable("这个回答里有随收录情况变化的话（几个地区、没有写明什么），不能批准重用；可以用 correct 改正。")
    return review.model_copy(update={"text": answer.answer, "claims": answer.claims, "citations": answer.citations})


def _beside_claims(answer: Answer) -> str:
    """What an answer says beside its claims: it rests on what is held, and no digest tells when that changes."""
    rest = answer.answer
    for claim in answer.claims:
        rest = rest.replace(claim.text + "".join(f"[{marker}]" for marker in claim.citations), "", 1)
    return rest.strip()


def _corrected(review: Review, answer: Answer, decision: Decision, index: Index) -> Review:
    wording = _MARKERS.sub("", without_personal_data(decision.wording).text).strip()
    if not wording:
        raise NotReviewable("改正要写明 wording，即改正后的答复。")
    citations = _citations(answer, decision.clause_ids, index)
    if not citations:
        raise NotReviewable("改正后的答复要有依据，请在 clause_ids 里写明它依据的条款。")
    claims = tuple(_claim(match[0].strip(), citations) for match in _SENTENCE.finditer(wording) if match[0].strip())
    cited = {marker for claim in claims for marker in claim.citations}
    text = " ".join(claim.text + "".join(f"[{marker}]" for marker in claim.citations) for claim in claims)
    return review.model_copy(update={"text": text, "claims": claims, "citations": tuple(c for c in citations if c.marker in cited)})


def _citations(answer: Answer, clause_ids: Sequence[str], index: Index) -> tuple[Citation, ...]:
    """The clauses a correction names, whole, or those the answer cited; never one of a place the question was not about."""
    if not clause_ids:
        return answer.citations
    citations = []
    for marker, clause_id in enumerate(dict.fromkeys(clause_ids), start=1):
        clause = index.clauses.get(clause_id)
        if clause is None or not clause.sentences:
            raise NotReviewable(f"没有编号为 {clause_id[:80]} 的条款，请核对 clause_ids。")
        plan = index.plan_of(clause)
        if plan.place not in answer.places:
            raise NotReviewable(f"{clause_id[:80]} 是{plan.place}的条款，所问的是{'、'.join(answer.places) or '别处'}，不能作为依据。")
        citations.append(cite(marker, plan, clause, clause.sentences[0].start, clause.sentences[-1].end))
    return tuple(citations)


def _claim(sentence: str, citations: Sequence[Citation]) -> Claim:
    """A sentence with the first citation that supports it by itself, else the fewest that do together; raises NotReviewable."""
    strange = {sign for sign in sentence if _is_sign(sign)} - set("".join(citation.quote for citation in citations))
    if strange:
        raise NotReviewable(f"“{sentence[:80]}”里有依据没有的符号“{''.join(sorted(strange))}”，请去掉。")
    for count in range(1, len(citations) + 1):
        for first in range(len(citations) - count + 1):
            chosen = citations[first : first + count]
            if one_place(chosen) and check_claim(sentence, "\n".join(c.quote for c in chosen), chosen[0].place).supported:
                return Claim(text=sentence, citations=tuple(c.marker for c in chosen))
    failures = check_claim(sentence, "\n".join(c.quote for c in citations), citations[0].place).failures
    why = "；".join(dict.fromkeys(failure.detail.rstrip("。") for failure in failures)) or "所引条款没有这样说"
    raise NotReviewable(f"“{sentence[:80]}”没有通过核对：{why[:200]}。")


def _is_sign(character: str) -> bool:
    """A sign that changes what a number says, and that comparing words does not see."""
    return unicodedata.category(character)[0] in "SC" or character in "-−~～"


def _must_answer_all(review: Review, answer: Answer) -> None:
    """A wording that is used again says nothing of what it leaves out, so it leaves out nothing."""
    if answer.missing or set(answer.places) - {citation.place for citation in review.citations}:
        raise NotReviewable("这个问题还有没有答到的地区或内容，重用会把它漏掉；请分开来问，再分别审核。")


def _must_stand(review: Review, index: Index) -> None:
    try:
        reused(review, index)
    except Outdated as error:
        raise NotReviewable(f"不能重用：{error}。") from error
