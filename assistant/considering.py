"""What goes into the record beside an answer: the sentences looked at, the versions, what was lacking."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from assistant.compose.across import matter_of
from assistant.evidence import Hit
from assistant.impersonal import Impersonal
from assistant.inquiry import Findings
from assistant.locate import Located
from assistant.models import Answer
from assistant.record.models import Beside, Considered, EvidenceSeen, Gap, Versions
from assistant.understand.conversation import Turn
from assistant.understand.understand import Understood
from index.models import READER_VERSION
from index.search import Index
from index.words import plain

_NOT_A_WORD = re.compile(r"(?!(?<=\d)[.,:/~-](?=\d)|(?<=\d)[%‰])\W")  # 1.5万 is not 15万
_MOST_SEEN = 24  # sentences of one place that are kept, the best first


@dataclass(frozen=True)
class Told:
    """An answer and how far the question came: to be understood, to documents, to findings in them."""

    answer: Answer
    turn: Turn | None
    understood: Understood | None = None
    located: Located | None = None
    findings: Findings | None = None


def considered(told: Told, given: Impersonal, before: Turn | None, index: Index, embedding: str) -> Considered:
    """The answer with all that is kept beside it."""
    answer, generation = told.answer, told.answer.generation
    versions = Versions(
        program=_program(),
        reader=READER_VERSION,
        index=index.name,
        embedding=embedding,
        model=generation.model if generation else "",
        prompt_digest=generation.prompt_digest if generation else "",
    )
    beside = Beside(
        ask=given.ask,
        before=before,
        evidence=_seen(told, index),
        versions=versions,
    )
    matter = matter_of(told.understood) if told.understood else ""
    key = question_key(told.understood, told.located) if told.understood and told.located else ""
    answer = answer.model_copy(update={"personal_data": given.counts})
    return Considered(answer=answer, turn=told.turn, beside=beside, question_key=key, matter=matter, gap=_gap(told))


@cache
def _program() -> str:
    return version("fazhi")


def question_key(understood: Understood, located: Located) -> str:
    """The same for the same question about the same places, however these were given.

    A clause, a kind of document or an edition that is named tells questions apart, and so does every figure.
    """
    places = sorted({group.place for group in located.groups} | set(located.uncovered))
    words = _NOT_A_WORD.sub("", plain(understood.matter)).removeprefix("的")
    clause = understood.reference.model_dump(mode="json", exclude={"words"}) if understood.reference else None
    of = [sorted(understood.documents.kinds), understood.editions.model_dump(mode="json"), clause]
    said = [words, places, of, understood.scope in ("which", "each")]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _seen(told: Told, index: Index) -> tuple[EvidenceSeen, ...]:
    if told.findings is None:
        return ()
    cited = [(citation.clause_id, citation.start, citation.end) for citation in told.answer.citations]
    return tuple(_one_seen(hit, index, cited) for answer in told.findings.answers for hit in answer.seen[:_MOST_SEEN])


def _one_seen(hit: Hit, index: Index, cited: Sequence[tuple[str, int, int]]) -> EvidenceSeen:
    start, end = hit.sentence.start, hit.sentence.end
    return EvidenceSeen(
        plan_id=hit.plan_id,
        clause_id=hit.clause_id,
        digest=index.clause_in(hit.plan_id, hit.clause_id).digest,
        start=start,
        end=end,
        coverage=round(hit.coverage, 4),
        similarity=round(hit.similarity, 4),
        score=round(hit.score, 4),
        used=any(clause_id == hit.clause_id and first < end and start < last for clause_id, first, last in cited),
    )


def _gap(told: Told) -> Gap | None:
    """Why a question was left without a whole answer, in the one way that someone can act on."""
    status = told.answer.status
    if status == "not_covered":
        return "not_held"
    if status == "needs_clarification":
        return "unclear"
    if status not in ("not_found", "partial"):
        return None
    findings = told.findings
    return "withheld" if findings and any(answer.withheld for answer in findings.answers) else "not_said"
