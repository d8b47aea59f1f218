"""Who answers for a thing: units printed after a clause, or the sentence that names who does it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.found import INTENT_NAMES, NEAR, Found, first_with, one, parts_of
from assistant.compose.statements import Statement, ended, quoted, source_of
from assistant.evidence import UNITS_ONLY, Evidence, Hit
from assistant.understand.guard import is_said_to_a_machine
from assistant.understand.understand import Part
from index.models import Clause, Plan, Span, Unit
from index.search import Index

_WHO = re.compile(
    r"由[^，。；]{1,24}(?:负责|牵头|承担|组织|审查|审核|决定|审定|管理|实施|进行|作出|支付)|(?:局|办公室|办|委员会|委|厅|院|部门|机关|机构|政府|党委|党组|负责人|首长|单位|组织)[^，。；]{0,18}"
    r"(?:牵头|负责(?!人)|负总责|为主体|承担|抓好|督促|统筹|履行|第一责任人|强化|审查|审核|主导)|牵头做好"
)
_ASKS_FOR_UNITS = re.compile(r"找(?:谁|哪)|单位|部门|哪个?局|什么局|责任(?!人)|牵头|负责|归|管|抓|承担|挑头|担责|哪几?家")
# 听谁的意见, 靠谁, 先问谁: whoever a sentence names, not the unit that answers for it.
_WHOM = re.compile(r"(?:靠|听取?|请|问问?|征求|依托|跟|对|向|给|联系)(?:的是|一下|了)?(?:哪些)?谁")
_NO_UNIT = re.compile(
    r"[；;，,、](?=[^；;，,、：:]{0,24}(?<!单位)(?<!部门)[：:])"
)  # a list of units ends where something else is announced


def asks_for_units(text: str) -> bool:
    """Whether the unit that answers for a thing is asked for, and not just anybody."""
    return bool(_ASKS_FOR_UNITS.search(text))


def who(index: Index, part: Part, evidence: Evidence) -> Found:
    """Units printed with the paragraph of the best sentence; where the plan prints none, the sentence that names one.

    Who does a thing (谁来拍板) is said in a sentence; who answers for it (责任单位) is printed after it.
    """
    if _WHOM.search(part.text):
        return Found(missing=(INTENT_NAMES["who"],))
    if not asks_for_units(part.text):
        hit = first_with(
            index, evidence, lambda hit: hit.coverage >= 0.5 and bool(_WHO.search(index.plans[hit.plan_id].words(hit.sentence)))
        )
        if hit:
            return one(index, hit)
    for hit in evidence.hits[:4]:
        printed = _printed_units(index, hit, of_the_clause=part.topic.is_empty)
        if printed.statements and hit.score >= NEAR * evidence.hits[0].score:
            return printed
    hit = first_with(index, evidence, lambda hit: bool(_WHO.search(index.plans[hit.plan_id].words(hit.sentence))))
    return one(index, hit) if hit else Found(missing=(INTENT_NAMES["who"],))


def _printed_units(index: Index, hit: Hit, *, of_the_clause: bool) -> Found:
    """The units of the sentence's paragraph; of all paragraphs where the clause itself is asked about."""
    plan, clause, _ = parts_of(index, hit)
    units = clause.responsible_units if of_the_clause else units_for(plan, clause, hit.sentence)
    sentences = sentences_printing(clause, units)
    text = "".join(ended(_unit_words(plan, sentence)) for sentence in sentences)
    if not units or is_said_to_a_machine(text):
        return Found()
    sources = tuple(source_of(clause, sentence) for sentence in sentences)
    named = tuple(unit for unit in units if unit.name in text)
    return Found(statements=(Statement(text=ended(text), sources=sources),), hits=(hit,), units=named)


def sentences_printing(clause: Clause, units: Sequence[Unit]) -> list[Span]:
    """The sentences of a clause in which these units are printed."""
    return [s for s in clause.sentences if any(s.start <= unit.start < s.end for unit in units)]


def units_for(plan: Plan, clause: Clause, sentence: Span) -> tuple[Unit, ...]:
    """The units printed for a sentence: at the end of its paragraph, or in the lines right after it."""
    after = [unit for unit in clause.responsible_units if unit.end > sentence.start]
    if not after:
        return ()
    line_end = plan.text.find("\n", sentence.end)
    line_end = clause.end if line_end < 0 else min(line_end, clause.end)
    in_line = [unit for unit in after if unit.start < line_end]
    if in_line:
        return tuple(in_line)
    following = []
    for line in re.finditer(r"[^\n]+", plan.text[line_end : clause.end]):
        if not UNITS_ONLY.match(line[0].strip()):
            if line[0].strip():
                break
            continue
        start, end = line_end + line.start(), line_end + line.end()
        following += [unit for unit in after if start <= unit.start < end]
    return tuple(following)


def _unit_words(plan: Plan, sentence: Span) -> str:
    words = quoted(plan, sentence)
    found = re.search(r"(?:责任|牵头|配合|负责|主管|参与|参加|协助|协同|主办|协办|承办|实施|落实)(?:单位|部门)\s*[:：].*", words)
    text = _NO_UNIT.split(found[0] if found else words)[0]
    text = re.split("[；;]", text)[0] if is_said_to_a_machine(text) else text
    return re.sub(r"[）)]+。?$", "", text) if text.count("（") + text.count("(") < text.count("）") + text.count(")") else text
