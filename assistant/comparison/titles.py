"""What a row is called: in the documents' own words, by a heading that fits all of it, else by the words that name the topic."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.comparison.naming import literal, names
from assistant.comparison.telling import Lines, ruling
from assistant.understand.topic import Topic
from index.edits import same_words

_WHOLE = 0.5  # share of a clause that a row must have for the clause's heading to fit
_LONGEST = 26
_PART = re.compile(r"[^，,。；;：:！？!?]+")


def title_of(row: Lines, topics: Sequence[Topic]) -> str:
    """A few words that say what a row is about."""
    headings = _headings(row)
    headed = [heading for heading in headings if any(names(topic, heading) for topic in topics)]
    parts = [part.strip() for line in row for part in _PART.findall(line.plan.words(line.sentence)) if part.strip()]
    naming = [part for part in parts if any(names(literal(topic), part) for topic in topics)]
    common = [heading for heading in headings if sum(same_words(heading, other) for other in headings) > 1]
    if headed or common or (headings and not naming):
        return _commonest(headed or common or headings)
    fitting = [part for part in naming if len(part) <= _LONGEST]
    first = next(iter([*fitting, *naming, *parts]), row[0].clause.heading)
    return first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…"


def _commonest(headings: Sequence[str]) -> str:
    return max(headings, key=lambda heading: sum(same_words(heading, other) for other in headings))  # the first of them


def _headings(row: Lines) -> list[str]:
    """The headings of clauses that are in the row for the most part."""
    here = Counter((line.plan.plan_id, line.clause.clause_id) for line in row)
    clauses = {(line.plan.plan_id, line.clause.clause_id): line for line in row if line.clause.heading}
    return [line.clause.heading for key, line in clauses.items() if here[key] >= _WHOLE * len(ruling(line.plan, line.clause))]
