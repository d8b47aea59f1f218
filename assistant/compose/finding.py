"""From evidence to statements: for each kind of answer asked for, the sentence that carries it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.compose.answerable import asks_for_units, who
from assistant.compose.fitting import fitted
from assistant.compose.found import INTENT_NAMES, Found, first_with, joined, one, parts_of
from assistant.compose.matter import carrying
from assistant.compose.statements import Statement, ended, from_focus, source_of
from assistant.evidence import Evidence, Hit
from assistant.understand.intents import Intent
from assistant.understand.understand import Part
from assistant.values import states, unit_asked
from index.search import Index

_RHYTHM = re.compile(r"每(?:[一二三四两\d]+个?)?(?:年|月|季|周|半年|人每年)|季通报|年度|定期|次年|常态化")
# 是一季度通报一回吗: a rhythm supposed, which only a sentence with a rhythm confirms or denies.
_RHYTHM_SUPPOSED = re.compile(r"(?:每|一)个?(?:年|季度|季|月|周|半年)[^，。？]{0,8}?[一两三四\d](?:次|回|期|遍)")


def find(index: Index, part: Part, evidence: Evidence) -> Found:
    """Statements for every kind of answer a part asks for; what is wanted and not there goes into `missing`."""
    if evidence.best is None:
        return Found(missing=("",))
    evidence = fitted(index, part, evidence)
    wanted = _wanted(part)
    found = Found()
    for intent in wanted:
        found = joined(found, _FINDERS[intent](index, part, evidence))
    if found.statements and "frequency" in wanted:  # how often is a number and a time at once
        found = found.model_copy(update={"missing": tuple(name for name in found.missing if name == INTENT_NAMES["who"])})
    if found.statements:
        return found
    asks_who_else = wanted == ["who"] and not asks_for_units(part.text)  # 听谁的意见: no unit answers for it
    unmet = set(part.intents) - set(wanted) - ({"yes_no"} if wanted == ["frequency"] else set())
    if wanted and not unmet and not asks_who_else:
        return found
    return carrying(index, part, evidence)


def _wanted(part: Part) -> list[Intent]:
    """The kinds of answer for which a sentence must show something, asked for or supposed."""
    wanted = [intent for intent in part.intents if intent in _FINDERS]
    supposed = "yes_no" in part.intents and _RHYTHM_SUPPOSED.search(part.text)
    return wanted or (["frequency"] if supposed else [])


def _deadline(index: Index, part: Part, evidence: Evidence) -> Found:
    def focus(hit: Hit) -> int | None:
        clause = index.clauses[hit.clause_id]
        within = [d.start for d in clause.deadlines if hit.sentence.start <= d.start < hit.sentence.end]
        if not within:
            years = re.search(r"20\d\d\s*年?\s*[—–\-－~～至]+\s*20\d\d|(?:19|20)\d\d年", index.plans[hit.plan_id].words(hit.sentence))
            within = [hit.sentence.start + years.start()] if years else []
        return within[0] if within else None

    hit = first_with(index, evidence, lambda hit: focus(hit) is not None)
    if hit is None:
        return Found(missing=(INTENT_NAMES["deadline"],))
    plan, clause, _ = parts_of(index, hit)
    at = focus(hit)
    text = from_focus(plan, hit.sentence, at if at is not None else hit.sentence.start)
    return Found(statements=(Statement(text=ended(text), sources=(source_of(clause, hit.sentence),)),), hits=(hit,))


def _frequency(index: Index, part: Part, evidence: Evidence) -> Found:
    hit = first_with(index, evidence, lambda hit: bool(_RHYTHM.search(index.plans[hit.plan_id].words(hit.sentence))))
    return one(index, hit, _RHYTHM) if hit else Found(missing=(INTENT_NAMES["frequency"],))


def _where(index: Index, part: Part, evidence: Evidence) -> Found:
    """The clause in which the matter stands, by its printed number."""
    hit = first_with(index, evidence, lambda hit: bool(index.clauses[hit.clause_id].path))
    if hit is None:
        return Found(missing=("条款位置",))
    found = one(index, hit)
    label = "".join(index.clauses[hit.clause_id].path).rstrip(".．")
    return found.model_copy(
        update={"statements": (found.statements[0].model_copy(update={"text": f"见{label}：{found.statements[0].text}"}),)}
    )


def _number(index: Index, part: Part, evidence: Evidence) -> Found:
    unit = unit_asked(part.text) or ""
    hit = first_with(index, evidence, lambda hit: states(index.plans[hit.plan_id].words(hit.sentence), unit))
    if hit is None:
        return Found(missing=(INTENT_NAMES["number"],))
    return one(index, hit)


_FINDERS: dict[Intent, Callable[[Index, Part, Evidence], Found]] = {
    "deadline": _deadline,
    "frequency": _frequency,
    "who": who,
    "number": _number,
    "where": _where,
}
