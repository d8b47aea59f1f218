"""What stands in the chat: questions, progress, answers and failures as HTML, everything escaped by the templates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.links import clause_link, quote_link
from assistant.models import Answer, Citation, Related
from assistant.streaming import ClaimMade
from assistant.understand.cleaning import shown
from index.models import Frozen
from ui.templating import fragment

_MARKER = re.compile(r"\[(\d+)\]")
_LABELS = {
    "partial": "只答出一部分",
    "not_found": "文件没有规定",
    "not_covered": "没有收录该地区的文件",
    "needs_clarification": "请补充说明",
    "out_of_scope": "不在可回答的范围",
    "blocked": "不能这样回答",
}
_TRUST = {"verbatim": "逐句摘自原文", "verified": "逐句核对过原文"}
_LONGEST_SHOWN = 1000
_SURE = 0.9  # of the reading of a picture


class Piece(Frozen):
    """A stretch of an answer's line; a marker carries the link it opens."""

    text: str
    href: str | None = None
    title: str = ""


class Source(Frozen):
    """A clause in the list of sources, with a numbered link for each passage cited of it."""

    document: str
    clause: str
    href: str
    passages: tuple[Piece, ...] = ()


def question_bubble(question: str) -> str:
    """The question as it was asked."""
    text = shown(question)
    kept = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "……"
    return fragment("question.html", lines=kept.splitlines())


def progress_bubble(steps: Sequence[str], claims: Sequence[ClaimMade]) -> str:
    """The steps that have begun, and the claims that have passed their checks so far."""
    return fragment("progress.html", steps=steps, claims=claims)


def failure_bubble(sentence: str) -> str:
    """One sentence about what went wrong."""
    return fragment("failure.html", sentence=sentence)


def answer_bubble(answer: Answer, steps: Sequence[str]) -> str:
    """The whole answer with its sources, caveats and how it came about."""
    links = {citation.marker: citation for citation in answer.citations}
    return fragment(
        "answer.html",
        answer=answer,
        label=_LABELS.get(answer.status),
        lines=[_pieces(line, links) for line in answer.answer.splitlines() if line.strip()],
        sources=_sources(answer.citations),
        related=[_related(near) for near in answer.related] if answer.status in ("not_found", "partial") else [],
        steps=[step.removeprefix("正在") for step in steps],
        seconds=f"{answer.timings_ms.get('total', 0.0) / 1000:.2f}",
        trust=_TRUST.get(answer.trust),
    )


def _pieces(line: str, links: dict[int, Citation]) -> list[Piece]:
    pieces, at = [], 0
    for match in _MARKER.finditer(line):
        citation = links.get(int(match[1]))
        if citation:
            pieces += [Piece(text=line[at : match.start()]), Piece(text=match[0], href=_href(citation), title=citation.address)]
            at = match.end()
    return [*pieces, Piece(text=line[at:])]


def _sources(citations: Sequence[Citation]) -> list[Source]:
    by_clause: dict[str, list[Citation]] = {}
    for citation in citations:
        by_clause.setdefault(citation.clause_id, []).append(citation)
    return [_source(cited) for cited in by_clause.values()]


def _source(cited: Sequence[Citation]) -> Source:
    first = cited[0]
    return Source(
        document=f"《{first.plan_title}》",
        clause=" ".join(filter(None, ("".join(first.path), first.heading, _where(first)))),
        href=_href(first),
        passages=tuple(Piece(text=f"[{citation.marker}]", href=_href(citation), title=citation.quote) for citation in cited),
    )


def _where(citation: Citation) -> str:
    """The page of the original, and a warning where its picture was hard to read."""
    if citation.page is None:
        return ""
    unsure = citation.confidence is not None and citation.confidence < _SURE
    return f"（原件第{citation.page}页{'，由图片识别，请对照原件' if unsure else ''}）"


def _related(near: Related) -> Source:
    return Source(document=near.address, clause=near.heading, href=clause_link(near.plan_id, near.clause_id))


def _href(citation: Citation) -> str:
    return quote_link(citation.plan_id, citation.clause_id, citation.start, citation.end)
