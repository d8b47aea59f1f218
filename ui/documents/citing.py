"""A clause as it is cited in a memo: 《title》printed path：“the document's own words”."""

from __future__ import annotations

from assistant.compose.asking import address
from index.models import Clause, Plan, Span


def citation_of(plan: Plan, clause: Clause, cited: Span | None = None) -> str:
    """The words of a clause, or those of them that are cited, after the address by which answers name it too."""
    return f"《{plan.title}》{place_in(plan, clause)}：“{plan.words(quoted(plan, clause, cited))}”"


def place_in(plan: Plan, clause: Clause) -> str:
    """The part of a clause's address after the title; empty for an unnumbered paragraph."""
    return address(plan, clause).removeprefix(plan.title.strip()).strip()


def quoted(plan: Plan, clause: Clause, cited: Span | None = None) -> Span:
    """What is quoted: the cited words within the clause, else all after its printed number; white space at the ends is left out."""
    whole = Span(start=clause.body_start, end=clause.end)
    if cited and cited.start < clause.end and clause.start < cited.end:
        whole = Span(start=max(cited.start, clause.start), end=min(cited.end, clause.end))
    words = plan.words(whole)
    start = whole.start + len(words) - len(words.lstrip())
    return Span(start=start, end=max(start, whole.start + len(words.rstrip())))
