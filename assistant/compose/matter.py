"""What is said of a matter: the fewest sentences that carry it, or the whole clause or section that is named after it."""

from __future__ import annotations

from assistant.compose.found import NEAR, Found, is_caption, listed, parts_of, spoken
from assistant.compose.statements import Source, Statement, ended, merged, quoted, source_of
from assistant.evidence import UNITS_ONLY, Evidence, Hit, provisions
from assistant.understand.topic import Topic
from assistant.understand.understand import Part
from index.models import Clause, Plan
from index.search import Index
from index.words import plain

_HEADING_SAYS_IT = 0.8
_MOST_SENTENCES = 3
_SHORTEST_NAME = 4  # characters of a heading that a question is taken to say
_ENOUGH_TO_NAME = 2.0  # a matter of less weight is too slight to choose a clause by its heading


def carrying(index: Index, part: Part, evidence: Evidence) -> Found:
    """The fewest sentences that carry the matter; the whole clause where its heading is what was asked about."""
    said = [hit for hit in evidence.hits if not is_caption(index, hit)]
    best = (said or list(evidence.hits))[0]
    if said and evidence.hits[0].score - best.score > 0.15:
        best = evidence.hits[0]  # only the caption speaks of it: it stands for what is under it
    plan = index.plans[best.plan_id]
    if "list" in part.intents or not part.intents or set(part.intents) <= {"text"}:
        members = _members(index, part, evidence)
        if members:
            return members
        whole = _whole_clause(index, part, evidence)
        if whole:
            return whole
    chosen = [best]
    missing = _uncovered(part.topic, plan, best)
    for hit in said:
        if len(chosen) == _MOST_SENTENCES or hit.score < NEAR * best.score or hit is best or hit.clause_id != best.clause_id:
            continue
        gained = missing - _uncovered(part.topic, index.plans[hit.plan_id], hit)
        if sum(_weight(part.topic, word) for word in gained) >= 0.25 * part.topic.total:
            chosen.append(hit)
            missing -= gained
    chosen.sort(key=lambda hit: hit.sentence.start)
    statements = [statement for hit in chosen for statement in spoken(index, hit).statements]
    return Found(statements=tuple(statements), hits=tuple(chosen))


def _uncovered(topic: Topic, plan: Plan, hit: Hit) -> set[str]:
    words = plain(plan.words(hit.sentence))
    return {term.word for term in topic.terms if not any(plain(word) in words for word in (term.word, *term.alternatives))}


def _weight(topic: Topic, word: str) -> float:
    return next(term.weight for term in topic.terms if term.word == word)


def heading_coverage(topic: Topic, heading: str) -> float:
    """The share of the matter that a heading says by itself."""
    words = plain(heading)
    covered = sum(t.weight for t in topic.terms if any(plain(word) in words for word in (t.word, *t.alternatives)))
    return covered / topic.total if topic.terms else 0.0


def _whole_clause(index: Index, part: Part, evidence: Evidence) -> Found | None:
    """The clause whose own heading names the matter, without its units."""
    for hit in evidence.hits[:6]:
        plan, clause, _ = parts_of(index, hit)
        if _is_named(part, clause):
            return whole(plan, clause, evidence.of(clause.clause_id))
    return None


def _is_named(part: Part, clause: Clause) -> bool:
    """Whether the question is about the clause as a whole: it says the heading, or the heading says the matter."""
    if not clause.heading:
        return False
    if _is_called(part, clause):
        return True
    return part.topic.total >= _ENOUGH_TO_NAME and heading_coverage(part.topic, clause.heading) >= _HEADING_SAYS_IT


def _is_called(part: Part, clause: Clause) -> bool:
    return len(clause.heading) >= _SHORTEST_NAME and clause.heading in part.text


def whole(plan: Plan, clause: Clause, hits: tuple[Hit, ...] = ()) -> Found:
    """All sentences of a clause as one statement."""
    told = provisions(plan, clause)
    spans = [s for s in told if not UNITS_ONLY.match(plan.words(s))] or list(clause.sentences)
    heading = spans[0] if spans and plan.words(spans[0]).rstrip("。：:") == clause.heading else None
    body = [s for s in spans if s is not heading] or spans
    text = "".join(ended(quoted(plan, span)) if span is not body[-1] else quoted(plan, span) for span in body)
    sources: tuple[Source, ...] = (Source(plan_id=plan.plan_id, clause_id=clause.clause_id, start=body[0].start, end=body[-1].end),)
    if len(told) < len(clause.sentences):  # what is left out is not quoted either
        sources = merged(tuple(source_of(clause, span) for span in body), {plan.plan_id: plan})
    return Found(statements=(Statement(text=ended(text), sources=sources),), hits=hits[:1], units=clause.responsible_units)


def _members(index: Index, part: Part, evidence: Evidence) -> Found | None:
    """The headings under a section, where the section's own heading is what was asked about."""
    for hit in evidence.hits[:6]:
        plan, clause, _ = parts_of(index, hit)
        children = _headed_children(plan, clause) if _is_named(part, clause) else []
        if children:
            return listed(plan, children, hit)
    for plan in [index.plans[plan_id] for plan_id in dict.fromkeys(hit.plan_id for hit in evidence.hits)]:
        named = [clause for clause in plan.citable if _is_named(part, clause) and _headed_children(plan, clause)]
        if len(named) == 1:  # a heading says little that could be searched for
            return listed(plan, _headed_children(plan, named[0])).model_copy(update={"complete": True})
    return None


def _headed_children(plan: Plan, clause: Clause) -> list[Clause]:
    """The clauses right under one, where there are several and each has a heading."""
    depth = len(clause.path)
    children = [c for c in plan.clauses if depth and len(c.path) == depth + 1 and c.path[:depth] == clause.path]
    return children if len(children) > 1 and all(child.heading for child in children) else []
