"""What is due by a time (2022年底前要完成哪些工作): every sentence of the documents that sets that time, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compose.found import Found, joined
from assistant.compose.statements import Statement, ended, quoted, source_of
from assistant.understand.topic import Topic
from assistant.understand.understand import Part
from index.models import Clause, Plan, Span
from index.search import Index

_YEAR = re.compile(r"(20\d\d)\s*年")
_ASKS_WHAT = re.compile(
    r"(?:哪|什么|啥|几)(?:些|几|两|三|四|一)?(?:个|项|件|条|样)?(?:事情?|工作|任务|目标|要求|期限|节点)|(?:要|该|得)(?:完成|做到?|实现|办)(?:些)?(?:什么|哪些|啥)"
)
_BY_THE_YEARS_END = re.compile(r"年年?(?:底|末)|年(?:之)?(?:以)?前")


def due_by(index: Index, plan_ids: Sequence[str], part: Part) -> Found | None:
    """The sentences that set a time a question names, where it asks what is due then and names no other matter."""
    years = tuple(dict.fromkeys(_YEAR.findall(part.text)))
    if not years or not _ASKS_WHAT.search(part.text) or _names_a_matter(part.topic):
        return None
    found = Found(complete=True)
    for plan in map(index.plans.__getitem__, plan_ids):
        for clause, sentence in _due(plan, years, at_the_end=bool(_BY_THE_YEARS_END.search(part.text))):
            said = Statement(text=ended(quoted(plan, sentence)), sources=(source_of(clause, sentence),))
            found = joined(found, Found(statements=(said,)))
    return found if found.statements else None


def _names_a_matter(topic: Topic) -> bool:
    return bool(topic.quoted) or any(term.names and (term.at_home or len(term.word) > 2) for term in topic.terms)


def _due(plan: Plan, years: tuple[str, ...], *, at_the_end: bool) -> Iterator[tuple[Clause, Span]]:
    for clause in (clause for clause in plan.citable if clause.path):
        dates = [limit for limit in clause.deadlines if limit.date and any(year in limit.text for year in years)]
        dates = [limit for limit in dates if not at_the_end or (limit.date or "").endswith("12-31")]
        yield from ((clause, s) for s in clause.sentences if any(s.start <= limit.start < s.end for limit in dates))
