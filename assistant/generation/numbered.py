"""The evidence a model writes from: the clauses of the checked answer, numbered, each with its source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from assistant.compose.asking import GroupAnswer, address
from assistant.compose.statements import Source, polished
from assistant.evidence import UNITS_ONLY, provisions
from assistant.generation.models import Item
from index.models import Clause, Plan, Span
from index.search import Index

_LONGEST = 260  # characters of a clause around what was cited from it


def numbered(index: Index, answers: Sequence[GroupAnswer], *, with_units: bool) -> tuple[Item, ...]:
    """The clauses that the answers rest on, numbered from 1."""
    found: list[Item] = []
    for group, answer in enumerate(answers):
        sources = [source for statement in answer.statements for source in statement.sources]
        for clause_id, cited in _by_clause(index, sources):
            clause = index.clauses[clause_id]
            plan = index.plan_of(clause)
            span = _widened(plan, clause, cited, with_units=with_units)
            found.append(
                Item(
                    number=len(found) + 1,
                    group=group,
                    plan_id=plan.plan_id,
                    clause_id=clause_id,
                    place=plan.place,
                    address=address(plan, clause),
                    span=span,
                    text=plan.words(span),
                )
            )
    return tuple(found)


def as_data(items: Sequence[Item]) -> str:
    """The items as lines of JSON: whatever a document says, it stays inside its string."""
    return "\n".join(
        json.dumps({"编号": item.number, "地区": item.place, "出处": item.address, "原文": polished(item.text)}, ensure_ascii=False)
        for item in items
    )


def _by_clause(index: Index, sources: Sequence[Source]) -> Iterator[tuple[str, Span]]:
    """Each clause once, from the first to the last word cited of it; in parts, where what is no provision stands between them."""
    for clause_id in dict.fromkeys(source.clause_id for source in sources):
        own = [source for source in sources if source.clause_id == clause_id]
        hull = Span(start=min(source.start for source in own), end=max(source.end for source in own))
        clause = index.clauses[clause_id]
        kept = provisions(index.plan_of(clause), clause)
        left_out = [s for s in clause.sentences if s not in kept and hull.start <= s.start < hull.end]
        spans = [Span(start=source.start, end=source.end) for source in own] if left_out else [hull]
        yield from ((clause_id, span) for span in dict.fromkeys(spans))


def _widened(plan: Plan, clause: Clause, cited: Span, *, with_units: bool) -> Span:
    """What was cited with the sentences around it, as far as they are provisions and the whole stays short."""
    start, end = cited.start, cited.end
    kept = provisions(plan, clause)
    for sentence in clause.sentences:
        if sentence.start >= end and sentence in kept and _may_join(plan, sentence, with_units) and sentence.end - start <= _LONGEST:
            end = sentence.end
        elif sentence.start >= end:
            break
    for sentence in reversed(clause.sentences):
        if sentence.end <= start and sentence in kept and _may_join(plan, sentence, with_units) and end - sentence.start <= _LONGEST:
            start = sentence.start
        elif sentence.end <= start:
            break
    return Span(start=start, end=end)


def _may_join(plan: Plan, sentence: Span, with_units: bool) -> bool:
    words = plan.words(sentence)
    return bool(re.search(r"\w", words)) and (with_units or not UNITS_ONLY.match(words))
