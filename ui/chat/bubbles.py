"""What stands in the chat: questions, progress, answers and failures as HTML, everything escaped by the templates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from assistant.links import clause_link, quote_link
from assistant.models import Answer, Caveat, Citation, Related
from assistant.streaming import ClaimMade
from assistant.understand.cleaning import shown
from index.models import Frozen
from ui.chat.words import Word, can_be_put_elsewhere, caveat_word, place_word, side_by_side, status_word, trust_word
from ui.templating import fragment

_MARKER = re.compile(r"\[(\d+)\]")
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


@lru_cache(maxsize=4096)  # of a long conversation all are asked for at each step of an answer
def question_bubble(question: str, key: str = "") -> str:
    """The question as it was asked; with `key` it can be changed."""
    text = shown(question)
    kept = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "……"
    return fragment("question.html", lines=kept.splitlines(), key=key)


def progress_bubble(steps: Sequence[str], claims: Sequence[ClaimMade], stopped_key: str = "") -> str:
    """The steps that have begun, and the claims that have passed their checks so far; `stopped_key` where it goes no further."""
    links = {citation.marker: citation for claim in claims for citation in claim.sources}
    lines = _lines("".join(claim.said for claim in claims), links)
    return fragment("progress.html", steps=steps, lines=lines, stopped_key=stopped_key)


def failure_bubble(sentence: str, key: str = "") -> str:
    """One sentence about what went wrong; with `key` the question can be asked again."""
    return fragment("failure.html", sentence=sentence, key=key)


def earlier_bubble(count: int) -> str:
    """Says that older questions are not shown here."""
    return fragment("earlier.html", count=count)


def answer_bubble(answer: Answer, told: Collection[Caveat] = (), helpful: bool | None = None) -> str:
    """The whole answer with its sources; a caveat that was `told` before is one word that explains itself.

    `helpful` is what the reader said of it last; None where nothing was said.
    """
    links = {citation.marker: citation for citation in answer.citations}
    new = [caveat for caveat in answer.caveats if caveat not in told]
    return fragment(
        "answer.html",
        answer=answer,
        label=status_word(answer.status),
        place=place_word(answer),
        is_changeable=can_be_put_elsewhere(answer),
        side_by_side=side_by_side(answer),
        helpful=helpful,
        lines=_lines(answer.answer, links),
        sources=_sources(answer.citations),
        related=[_related(near) for near in answer.related] if answer.status in ("not_found", "partial") else [],
        caveats=new,
        words=[*_trust(answer), *(caveat_word(caveat) for caveat in answer.caveats if caveat not in new)],
    )


def _trust(answer: Answer) -> Iterable[Word]:
    """Where there is something to trust or to miss; a greeting claims nothing and need not say so."""
    return [] if answer.status in ("greeting", "out_of_scope", "blocked") else [trust_word(answer)]


def _lines(text: str, links: dict[int, Citation]) -> list[list[Piece]]:
    return [_pieces(line, links) for line in text.splitlines() if line.strip()]


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
