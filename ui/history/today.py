"""What became of a cited clause since it was cited: the same, changed, or its document held no more; and where it can be read now."""

from __future__ import annotations

from assistant.links import clause_link, plan_link, quote_link
from assistant.models import Citation
from index.models import Clause, Frozen
from index.search import Index

_GONE = "文件已不再收录：下面是当时所引的原话。"
_CHANGED = "条款已变：下面是当时所引的原话，现在的文件里这一条的文字或编号与当时不同。"


class Today(Frozen):
    """A link to the clause where there is one, and what there is to say; nothing of one that is the same."""

    href: str = ""
    note: str = ""


def today(citation: Citation, index: Index) -> Today:
    """Compare a cited clause with what is held now."""
    if citation.plan_id not in index.heads:
        return Today(note=_GONE)
    clause = index.clauses.get(citation.clause_id)
    if clause is None or clause.digest != citation.digest:
        return Today(href=plan_link(citation.plan_id), note=_CHANGED)
    return Today(href=_link(citation, clause, index.plans[citation.plan_id].text))


def _link(citation: Citation, clause: Clause, text: str) -> str:
    """The quoted words where they stand now: what comes before the clause may have become longer or shorter."""
    start = text.find(citation.quote, clause.start, clause.end)
    if start < 0:
        return clause_link(citation.plan_id, citation.clause_id)
    if text[citation.start : citation.end] == citation.quote and clause.start <= citation.start < clause.end:
        start = citation.start
    return quote_link(citation.plan_id, citation.clause_id, start, start + len(citation.quote))
