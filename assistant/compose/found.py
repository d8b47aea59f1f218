"""Sentences found become statements: one as it is, with the list it announces, or a caption with what stands under it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.compose.statements import Statement, ended, from_focus, merged, polished, quoted, source_of
from assistant.evidence import UNITS_ONLY, Evidence, Hit
from index.models import Clause, Frozen, Plan, Span, Unit
from index.search import Index

NEAR = 0.72  # a sentence with the kind of answer asked for may score this share of the best one
_LONGEST_CAPTION = 40
_ITEM_ENDS = ("；", ";", "，", ",", "、")
_SENTENCE_ENDS = ("。", "！", "？")
INTENT_NAMES: dict[str, str] = {"deadline": "时间要求", "frequency": "频次", "who": "责任单位", "number": "数量"}


class Found(Frozen):
    """What one part of a question came to: statements, the hits they rest on, and what was asked and not found."""

    statements: tuple[Statement, ...] = ()
    hits: tuple[Hit, ...] = ()
    units: tuple[Unit, ...] = ()
    missing: tuple[str, ...] = ()
    complete: bool = False  # rests on the printed words themselves, not on a judgement of nearness


def joined(first: Found, second: Found) -> Found:
    return Found(
        statements=(*first.statements, *(s for s in second.statements if s not in first.statements)),
        hits=(*first.hits, *second.hits),
        units=tuple(dict.fromkeys((*first.units, *second.units))),
        missing=(*first.missing, *second.missing),
        complete=first.complete or second.complete,
    )


def first_with(index: Index, evidence: Evidence, accept: Callable[[Hit], bool]) -> Hit | None:
    """The best sentence that has what is asked for and is about as near to the matter as the best of all."""
    best = evidence.hits[0].score
    near = [hit for hit in evidence.hits if hit.score >= NEAR * best and accept(hit)]
    return next((hit for hit in near if not is_caption(index, hit)), next(iter(near), None))


def parts_of(index: Index, hit: Hit) -> tuple[Plan, Clause, str]:
    plan = index.plans[hit.plan_id]
    return plan, index.clauses[hit.clause_id], plan.words(hit.sentence)


def one(index: Index, hit: Hit, focus: re.Pattern[str] | None = None) -> Found:
    plan, clause, words = parts_of(index, hit)
    if words.rstrip().endswith(("：", ":")):
        return _with_list(plan, clause, hit)
    at = focus.search(words) if focus else None
    text = from_focus(plan, hit.sentence, hit.sentence.start + at.start()) if at else quoted(plan, hit.sentence)
    announced = announcing(plan, clause, hit.sentence)
    if announced is None:
        return Found(statements=(Statement(text=ended(text), sources=(source_of(clause, hit.sentence),)),), hits=(hit,))
    sources = merged((source_of(*announced), source_of(clause, hit.sentence)), {plan.plan_id: plan})
    return Found(statements=(Statement(text=ended(quoted(plan, announced[1]) + quoted(plan, hit.sentence)), sources=sources),), hits=(hit,))


def announcing(plan: Plan, clause: Clause, sentence: Span) -> tuple[Clause, Span] | None:
    """The sentence that announces the list an item stands in (不得有下列行为：), without which the item may mean the opposite."""
    before = [s for s in clause.sentences if s.end <= sentence.start]
    opened = next((s for s in reversed(before) if not plan.words(s).endswith(_ITEM_ENDS)), None)
    if opened and _announces(plan, opened):
        return clause, opened
    if any(plan.words(s).endswith(_SENTENCE_ENDS) for s in before):
        return None  # no item any more, but what follows the list
    above = next((c for c in plan.clauses if c.path and c.path == clause.path[:-1] and c.start < clause.start), None)
    last = above.sentences[-1] if above and above.sentences else None
    return (above, last) if above and last and _announces(plan, last) else None


def _announces(plan: Plan, sentence: Span) -> bool:
    return plan.words(sentence).rstrip().endswith(("：", ":"))


def _with_list(plan: Plan, clause: Clause, hit: Hit) -> Found:
    """A sentence that announces a list (下列内容：), with the list: the lines after it, or the clauses under it."""
    following = [s for s in clause.sentences if s.start > hit.sentence.start and not UNITS_ONLY.match(plan.words(s))]
    spans = [(clause, hit.sentence), *((clause, s) for s in following)]
    if not following:
        depth = len(clause.path)
        under = [c for c in plan.clauses if len(c.path) == depth + 1 and c.path[:depth] == clause.path] if depth else []
        spans += [
            (c, s.model_copy(update={"start": c.start + len(plan.words(c)) - len(plan.words(c).lstrip())}))
            for c in under
            for s in c.sentences
        ]
    text = quoted(plan, hit.sentence) + "".join(polished(plan.words(s)) for _, s in spans[1:])
    return Found(
        statements=(Statement(text=ended(text), sources=merged(tuple(source_of(c, s) for c, s in spans), {plan.plan_id: plan})),),
        hits=(hit,),
    )


def spoken(index: Index, hit: Hit) -> Found:
    """A sentence, or a caption with what stands under it."""
    under = _under_caption(index, hit)
    if under is None or under.end == hit.sentence.end:
        return one(index, hit)
    plan, clause, _ = parts_of(index, hit)
    return Found(statements=(Statement(text=ended(quoted(plan, under)), sources=(source_of(clause, under),)),), hits=(hit,))


def is_caption(index: Index, hit: Hit) -> bool:
    """A heading, or the few words that open a measure (二是规范行政决策程序。): it names what follows and says nothing itself."""
    return _under_caption(index, hit) is not None


def _under_caption(index: Index, hit: Hit) -> Span | None:
    """From a caption to the end of what it is the caption of."""
    plan, clause, words = parts_of(index, hit)
    if clause.kind not in ("clause", "heading"):
        return None
    if clause.heading and words.strip().rstrip("。：:") == clause.heading:
        texts = [s for s in clause.sentences if not UNITS_ONLY.match(plan.words(s))]
        return Span(start=hit.sentence.start, end=texts[-1].end if texts else hit.sentence.end)
    item = next((item for item in clause.items if item.start <= hit.sentence.start < item.end), None)
    if item and hit.sentence.start == item.start and hit.sentence.end < item.end and len(words) <= _LONGEST_CAPTION:
        return Span(start=item.start, end=max(s.end for s in clause.sentences if s.start < item.end))
    return None


def listed(plan: Plan, clauses: list[Clause], hit: Hit | None = None) -> Found:
    """One statement a clause: its label and heading."""
    statements = []
    for clause in clauses:
        sentence = next((s for s in clause.sentences if clause.heading in plan.words(s)), clause.sentences[0])
        text = f"{clause.path[-1]}{clause.heading}"
        statements.append(Statement(text=polished_item(text), sources=(source_of(clause, sentence),), joined=True))
    return Found(statements=tuple(statements), hits=(hit,) if hit else ())


def polished_item(text: str) -> str:
    """A label and heading as a list item."""
    return ended(re.sub(r"^([一二三四五六七八九十]+)(?=[\u4e00-\u9fff])", r"\1、", text))
