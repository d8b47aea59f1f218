"""From evidence to statements: for each kind of answer asked for, the sentence that carries it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.compose.fitting import fitted
from assistant.compose.statements import Source, Statement, ended, from_focus, merged, polished, quoted, source_of
from assistant.evidence import UNITS_ONLY, Evidence, Hit, heading_words
from assistant.understand.intents import Intent
from assistant.understand.topic import Topic
from assistant.understand.understand import Part
from assistant.values import states, unit_asked, values_in
from index.models import Clause, Frozen, Plan, Span, Unit
from index.search import Index
from index.words import plain

NEAR = 0.72  # a sentence with the kind of answer asked for may score this share of the best one
_HEADING_SAYS_IT = 0.8
_MOST_SENTENCES = 3
_LONGEST_CAPTION = 40
_ENOUGH_TO_NAME = 2.0  # a matter of less weight is too slight to choose a clause by its heading
_WHO = re.compile(
    r"由[^，。；]{1,24}(?:负责|牵头|承担|组织|审查|审核|决定|审定|管理|实施|进行|作出|支付)|(?:局|办公室|办|委员会|委|厅|院|部门|机关|机构|政府|党委|党组|负责人|首长|单位|组织)[^，。；]{0,18}"
    r"(?:牵头|负责|负总责|为主体|承担|抓好|督促|统筹|履行|第一责任人|强化|审查|审核|主导)|牵头做好"
)
_ASKS_FOR_UNITS = re.compile(r"单位|部门|哪个?局|什么局|责任(?!人)|牵头|负责|归|管|抓|承担|挑头|担责|哪几?家")
_TITLE = re.compile(r"《[^》]*》|〈[^〉]*〉")
_INTENT_NAMES: dict[str, str] = {"deadline": "时间要求", "frequency": "频次", "who": "责任单位", "number": "数量"}


class Found(Frozen):
    """What one part of a question came to: statements, the hits they rest on, and what was asked and not found."""

    statements: tuple[Statement, ...] = ()
    hits: tuple[Hit, ...] = ()
    units: tuple[Unit, ...] = ()
    missing: tuple[str, ...] = ()
    lead: str = ""
    complete: bool = False  # rests on the printed words themselves, not on a judgement of nearness


def find(index: Index, part: Part, evidence: Evidence) -> Found:
    """Statements for every kind of answer a part asks for; what is wanted and not there goes into `missing`."""
    if evidence.best is None:
        return Found(missing=("",))
    tasks = _tasks_of_unit(index, part, evidence)
    if tasks:
        return tasks
    evidence = fitted(index, part, evidence)
    wanted = [intent for intent in part.intents if intent in _FINDERS]
    found = Found()
    for intent in wanted:
        found = _joined(found, _FINDERS[intent](index, part, evidence))
    if found.statements and "frequency" in wanted:  # how often is a number and a time at once
        found = found.model_copy(update={"missing": tuple(name for name in found.missing if name == _INTENT_NAMES["who"])})
    if found.statements:
        return found
    if wanted and not set(part.intents) - set(wanted):
        return found
    return _sentences(index, part, evidence)


_TASKS = re.compile(r"负责|牵头|承担|参与|配合|职责|任务|要做|管(?!理)|责任|工作|事项")


def _tasks_of_unit(index: Index, part: Part, evidence: Evidence) -> Found | None:
    """市司法局负责哪些工作: every clause that prints the unit, where nothing else is asked about."""
    plans = [index.plans[plan_id] for plan_id in dict.fromkeys(hit.plan_id for hit in evidence.hits)]
    printed = {unit.name for plan in plans for clause in plan.clauses for unit in clause.responsible_units}
    name = max((name for name in printed if len(name) >= 3 and name in part.text), key=len, default="")
    other = [term for term in part.topic.terms if term.word not in name and not _TASKS.search(term.word)]
    if not name or "who" in part.intents or not _TASKS.search(part.text) or other:
        return None
    found = Found(lead=f"责任单位中列有{name}的条款：")
    for plan in plans:
        for clause in plan.clauses:
            units = [unit for unit in clause.responsible_units if unit.name == name]
            if units:
                listing = [s for s in clause.sentences if any(s.start <= unit.start < s.end for unit in units)]
                item = listed(plan, [clause]).statements[0]
                sources = (*item.sources, *(source_of(clause, s) for s in listing if source_of(clause, s) not in item.sources))
                found = _joined(found, Found(statements=(item.model_copy(update={"sources": sources}),), units=tuple(units), complete=True))
    return found


def _joined(first: Found, second: Found) -> Found:
    return Found(
        statements=(*first.statements, *(s for s in second.statements if s not in first.statements)),
        hits=(*first.hits, *second.hits),
        units=tuple(dict.fromkeys((*first.units, *second.units))),
        missing=(*first.missing, *second.missing),
        lead=first.lead or second.lead,
        complete=first.complete or second.complete,
    )


def _first(index: Index, evidence: Evidence, accept: Callable[[Hit], bool]) -> Hit | None:
    """The best sentence that has what is asked for and is about as near to the matter as the best of all."""
    best = evidence.hits[0].score
    near = [hit for hit in evidence.hits if hit.score >= NEAR * best and accept(hit)]
    return next((hit for hit in near if not is_caption(index, hit)), next(iter(near), None))


def _parts_of(index: Index, hit: Hit) -> tuple[Plan, Clause, str]:
    plan = index.plans[hit.plan_id]
    return plan, index.clauses[hit.clause_id], plan.words(hit.sentence)


def _deadline(index: Index, part: Part, evidence: Evidence) -> Found:
    def focus(hit: Hit) -> int | None:
        clause = index.clauses[hit.clause_id]
        within = [d.start for d in clause.deadlines if hit.sentence.start <= d.start < hit.sentence.end]
        if not within:
            years = re.search(r"20\d\d\s*年?\s*[—–\-－~～至]+\s*20\d\d|(?:19|20)\d\d年", index.plans[hit.plan_id].words(hit.sentence))
            within = [hit.sentence.start + years.start()] if years else []
        return within[0] if within else None

    hit = _first(index, evidence, lambda hit: focus(hit) is not None)
    if hit is None:
        return Found(missing=(_INTENT_NAMES["deadline"],))
    plan, clause, _ = _parts_of(index, hit)
    at = focus(hit)
    text = from_focus(plan, hit.sentence, at if at is not None else hit.sentence.start)
    return Found(statements=(Statement(text=ended(text), sources=(source_of(clause, hit.sentence),)),), hits=(hit,))


_RHYTHM = re.compile(r"每(?:[一二三四两\d]+个?)?(?:年|月|季|周|半年|人每年)|季通报|年度|定期|次年|常态化")


def _frequency(index: Index, part: Part, evidence: Evidence) -> Found:
    hit = _first(index, evidence, lambda hit: bool(_RHYTHM.search(index.plans[hit.plan_id].words(hit.sentence))))
    return _one(index, hit, _RHYTHM) if hit else Found(missing=(_INTENT_NAMES["frequency"],))


def _one(index: Index, hit: Hit, focus: re.Pattern[str] | None = None) -> Found:
    plan, clause, words = _parts_of(index, hit)
    if words.rstrip().endswith(("：", ":")):
        return _with_list(plan, clause, hit)
    at = focus.search(words) if focus else None
    text = from_focus(plan, hit.sentence, hit.sentence.start + at.start()) if at else quoted(plan, hit.sentence)
    return Found(statements=(Statement(text=ended(text), sources=(source_of(clause, hit.sentence),)),), hits=(hit,))


def _where(index: Index, part: Part, evidence: Evidence) -> Found:
    """The clause in which the matter stands, by its printed number."""
    hit = _first(index, evidence, lambda hit: bool(index.clauses[hit.clause_id].path))
    if hit is None:
        return Found(missing=("条款位置",))
    found = _one(index, hit)
    label = "".join(index.clauses[hit.clause_id].path).rstrip(".．")
    return found.model_copy(
        update={"statements": (found.statements[0].model_copy(update={"text": f"见{label}：{found.statements[0].text}"}),)}
    )


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


def _number(index: Index, part: Part, evidence: Evidence) -> Found:
    unit = unit_asked(part.text) or ""
    hit = _first(index, evidence, lambda hit: states(index.plans[hit.plan_id].words(hit.sentence), unit))
    if hit is None:
        return Found(missing=(_INTENT_NAMES["number"],))
    return _one(index, hit)


def _who(index: Index, part: Part, evidence: Evidence) -> Found:
    """Units printed with the paragraph of the best sentence; where the plan prints none, the sentence that names one.

    Who does a thing (谁来拍板) is said in a sentence; who answers for it (责任单位) is printed after it.
    """
    if not _ASKS_FOR_UNITS.search(part.text):
        hit = _first(index, evidence, lambda hit: hit.coverage >= 0.5 and bool(_WHO.search(index.plans[hit.plan_id].words(hit.sentence))))
        if hit:
            return _one(index, hit)
    for hit in evidence.hits[:4]:
        printed = _printed_units(index, hit)
        if printed.statements and hit.score >= NEAR * evidence.hits[0].score:
            return printed
    hit = _first(index, evidence, lambda hit: bool(_WHO.search(index.plans[hit.plan_id].words(hit.sentence))))
    return _one(index, hit) if hit else Found(missing=(_INTENT_NAMES["who"],))


def _printed_units(index: Index, hit: Hit) -> Found:
    plan, clause, _ = _parts_of(index, hit)
    units = units_for(plan, clause, hit.sentence)
    if not units:
        return Found()
    sentences = [s for s in clause.sentences if any(s.start <= unit.start < s.end for unit in units)]
    text = "".join(_unit_words(plan, sentence) for sentence in sentences)
    sources = tuple(source_of(clause, sentence) for sentence in sentences)
    return Found(statements=(Statement(text=ended(text), sources=sources),), hits=(hit,), units=units)


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
    text = found[0] if found else words
    return re.sub(r"[）)]+。?$", "", text) if text.count("（") + text.count("(") < text.count("）") + text.count(")") else text


def _sentences(index: Index, part: Part, evidence: Evidence) -> Found:
    """The fewest sentences that carry the matter; the whole clause where its heading is what was asked about."""
    spoken = [hit for hit in evidence.hits if not is_caption(index, hit)]
    best = (spoken or list(evidence.hits))[0]
    if spoken and evidence.hits[0].score - best.score > 0.15:
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
    for hit in spoken:
        if len(chosen) == _MOST_SENTENCES or hit.score < NEAR * best.score or hit is best or hit.clause_id != best.clause_id:
            continue
        gained = missing - _uncovered(part.topic, index.plans[hit.plan_id], hit)
        if sum(_weight(part.topic, word) for word in gained) >= 0.25 * part.topic.total:
            chosen.append(hit)
            missing -= gained
    chosen.sort(key=lambda hit: hit.sentence.start)
    statements = [statement for hit in chosen for statement in _spoken(index, hit).statements]
    return Found(statements=tuple(statements), hits=tuple(chosen))


def is_caption(index: Index, hit: Hit) -> bool:
    """A heading, or the few words that open a measure (二是规范行政决策程序。): it names what follows and says nothing itself."""
    return _under_caption(index, hit) is not None


def _under_caption(index: Index, hit: Hit) -> Span | None:
    """From a caption to the end of what it is the caption of."""
    plan, clause, words = _parts_of(index, hit)
    if clause.kind not in ("clause", "heading"):
        return None
    if clause.heading and words.strip().rstrip("。：:") == clause.heading:
        texts = [s for s in clause.sentences if not UNITS_ONLY.match(plan.words(s))]
        return Span(start=hit.sentence.start, end=texts[-1].end if texts else hit.sentence.end)
    item = next((item for item in clause.items if item.start <= hit.sentence.start < item.end), None)
    if item and hit.sentence.start == item.start and hit.sentence.end < item.end and len(words) <= _LONGEST_CAPTION:
        return Span(start=item.start, end=max(s.end for s in clause.sentences if s.start < item.end))
    return None


def _spoken(index: Index, hit: Hit) -> Found:
    """A sentence, or a caption with what stands under it."""
    under = _under_caption(index, hit)
    if under is None or under.end == hit.sentence.end:
        return _one(index, hit)
    plan, clause, _ = _parts_of(index, hit)
    return Found(statements=(Statement(text=ended(quoted(plan, under)), sources=(source_of(clause, under),)),), hits=(hit,))


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
        plan, clause, _ = _parts_of(index, hit)
        if _is_named(part, clause):
            return whole(plan, clause, evidence.of(clause.clause_id))
    return None


def _is_named(part: Part, clause: Clause) -> bool:
    """Whether the question is about the clause as a whole: it says the heading, or the heading says the matter."""
    if not clause.heading:
        return False
    if len(clause.heading) >= 4 and clause.heading in part.text:
        return True
    return part.topic.total >= _ENOUGH_TO_NAME and heading_coverage(part.topic, clause.heading) >= _HEADING_SAYS_IT


def whole(plan: Plan, clause: Clause, hits: tuple[Hit, ...] = ()) -> Found:
    """All sentences of a clause as one statement."""
    spans = [s for s in clause.sentences if not UNITS_ONLY.match(plan.words(s))] or list(clause.sentences)
    heading = spans[0] if spans and plan.words(spans[0]).rstrip("。：:") == clause.heading else None
    body = [s for s in spans if s is not heading] or spans
    text = "".join(ended(quoted(plan, span)) if span is not body[-1] else quoted(plan, span) for span in body)
    sources = (Source(plan_id=plan.plan_id, clause_id=clause.clause_id, start=body[0].start, end=body[-1].end),)
    return Found(statements=(Statement(text=ended(text), sources=sources),), hits=hits[:1], units=clause.responsible_units)


def _members(index: Index, part: Part, evidence: Evidence) -> Found | None:
    """The headings under a section, where the section's own heading is what was asked about."""
    for hit in evidence.hits[:6]:
        plan, clause, _ = _parts_of(index, hit)
        if not clause.path or not _is_named(part, clause):
            continue
        children = [c for c in plan.clauses if len(c.path) == len(clause.path) + 1 and c.path[: len(clause.path)] == clause.path]
        if len(children) > 1 and all(child.heading for child in children):
            return listed(plan, children, hit)
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


_FINDERS: dict[Intent, Callable[[Index, Part, Evidence], Found]] = {
    "deadline": _deadline,
    "frequency": _frequency,
    "who": _who,
    "number": _number,
    "where": _where,
}


def is_about(clause: Clause, plan: Plan, topic: Topic) -> float:
    """How far a clause's headings name the matter."""
    return heading_coverage(topic, heading_words(plan, clause))


def same_values(question: str, words: str) -> bool | None:
    """Whether a sentence states the values a question supposes; None where they cannot be compared."""
    supposed = [value for value in values_in(plain(question)) if value.unit]
    stated = values_in(plain(_TITLE.sub("", words)))
    verdicts = []
    for value in supposed:
        rivals = {other.number for other in stated if other.unit == value.unit}
        if value.number not in rivals and rivals:
            return False
        if len(rivals) == 1:  # among several, it is not said which one the question means
            verdicts.append(True)
    return True if verdicts else None
