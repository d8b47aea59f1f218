"""One conversation laid out in full: each question with its answer, the quoted clauses, what must be known, and what was said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.links import clause_link
from assistant.models import Answer, Citation, Related
from assistant.naming import said_day
from assistant.record.models import Feedback
from index.models import Frozen, PlanHead
from index.search import Index
from ui.copying import answer_with_basis
from ui.history.addresses import chat_link, conversation_link
from ui.history.folding import folded
from ui.history.own import Told
from ui.history.today import today
from ui.history.wording import REASONS, local_time
from ui.wording import STATUS, TRUST, TRUST_MEANS

_MARKER = re.compile(r"\[(\d+)\]")


class Piece(Frozen):
    """Words of an answer; a marker leads to what it stands for, further down."""

    text: str
    href: str = ""


class Quote(Frozen):
    """A quoted clause: `of` are the document's number and date, `note` what became of the clause since."""

    anchor: str
    marker: int
    title: str
    where: str
    heading: str
    words: str
    of: str
    href: str
    note: str


class Near(Frozen):
    """A clause near to what was asked that is no answer."""

    text: str
    href: str


class Opinion(Frozen):
    """What somebody said of an answer."""

    verdict: str
    reason: str
    comment: str
    when: str


class Turn(Frozen):
    """A question and its answer; `understood` is how a follow-up was taken, where that is not how it was asked.

    `copied` is what is pasted into a memo.
    """

    answer_id: str
    number: int
    question: str
    understood: str
    status: str
    is_answer: bool
    trust: str
    trust_means: str
    when: str
    as_of: str
    lines: tuple[tuple[Piece, ...], ...]
    quotes: tuple[Quote, ...]
    near: tuple[Near, ...]
    missing: tuple[str, ...]
    caveats: tuple[str, ...]
    opinions: tuple[Opinion, ...]
    copied: str


class Reading(Frozen):
    """A conversation as its page and its Word file show it; `as_of` are the days its answers go by."""

    session_id: str
    name: str
    href: str
    chat: str
    began: str
    as_of: tuple[str, ...]
    places: tuple[str, ...]
    forgotten: int
    turns: tuple[Turn, ...]


def reading(told: Told, said: Sequence[Feedback], index: Index) -> Reading:
    """Lay a conversation out; `said` is what was said of its answers."""
    conversation, answers = told.conversation, told.answers
    return Reading(
        session_id=conversation.session_id,
        name=conversation.name,
        href=conversation_link(conversation.session_id),
        chat=chat_link(conversation.session_id),
        began=local_time(conversation.created_at),
        as_of=tuple(dict.fromkeys(said_day(answer.as_of) for answer in answers)),
        places=told.places,
        forgotten=len(conversation.answer_ids) - len(answers),
        turns=tuple(_turn(number, answer, said, index) for number, answer in enumerate(answers, 1)),
    )


def _turn(number: int, answer: Answer, said: Sequence[Feedback], index: Index) -> Turn:
    understood = answer.standalone_question
    return Turn(
        answer_id=answer.answer_id,
        number=number,
        question=answer.question,
        understood=understood if folded(understood) != folded(answer.question) else "",
        status=STATUS[answer.status],
        is_answer=answer.status == "answered",
        trust=TRUST[answer.trust],
        trust_means=TRUST_MEANS[answer.trust],
        when=local_time(answer.created_at),
        as_of=said_day(answer.as_of),
        lines=_lines(answer),
        quotes=tuple(_quote(answer.answer_id, citation, index) for citation in answer.citations),
        near=tuple(_near(related, index) for related in answer.related),
        missing=answer.missing,
        caveats=tuple(caveat.text for caveat in answer.caveats),
        opinions=tuple(_opinion(one) for one in said if one.answer_id == answer.answer_id),
        copied=answer_with_basis(answer),
    )


def _lines(answer: Answer) -> tuple[tuple[Piece, ...], ...]:
    known = {citation.marker for citation in answer.citations}
    return tuple(_pieces(line, answer.answer_id, known) for line in answer.answer.splitlines() if line.strip())


def _pieces(line: str, answer_id: str, known: set[int]) -> tuple[Piece, ...]:
    """A line cut at its markers; a marker of nothing is words like others."""
    pieces, at = [], 0
    for match in _MARKER.finditer(line):
        if len(match[1]) < 6 and int(match[1]) in known:
            pieces += [Piece(text=line[at : match.start()]), Piece(text=match[0], href=f"#{_anchor(answer_id, int(match[1]))}")]
            at = match.end()
    return tuple(piece for piece in (*pieces, Piece(text=line[at:])) if piece.text)


def _quote(answer_id: str, citation: Citation, index: Index) -> Quote:
    now = today(citation, index)
    return Quote(
        anchor=_anchor(answer_id, citation.marker),
        marker=citation.marker,
        title=citation.plan_title,
        where=citation.address.removeprefix(citation.plan_title).strip(),
        heading=citation.heading,
        words=citation.quote,
        of=_number_and_date(index.heads.get(citation.plan_id)),
        href=now.href,
        note=now.note,
    )


def _near(related: Related, index: Index) -> Near:
    href = clause_link(related.plan_id, related.clause_id) if related.plan_id in index.heads else ""
    return Near(text=f"{related.address} {related.heading}".strip(), href=href)


def _opinion(feedback: Feedback) -> Opinion:
    return Opinion(
        verdict="有帮助" if feedback.helpful else "没有帮助",
        reason=REASONS[feedback.reason] if feedback.reason else "",
        comment=feedback.comment,
        when=local_time(feedback.created_at),
    )


def _number_and_date(head: PlanHead | None) -> str:
    """The number of a document and its date, as far as it says them."""
    if head is None:
        return ""
    dated = f"{said_day(head.issued_on)}成文" if head.issued_on else f"{said_day(head.published_on)}发布" if head.published_on else ""
    return "，".join(filter(None, (head.document_number, dated)))


def _anchor(answer_id: str, marker: int) -> str:
    return f"{answer_id}-{marker}"
