"""One group of plans is asked: about the document itself, for a clause by its number, or for a matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.about_documents import NAMES, about, period_verdict
from assistant.compose.asking import KIND_INTENTS, Gatherer, GroupAnswer, MakeQuery, ask_part
from assistant.compose.by_unit import by_unit
from assistant.compose.found import listed
from assistant.compose.matter import whole
from assistant.compose.statements import Statement
from assistant.locate import Group
from assistant.understand.documents import Field, is_kind
from assistant.understand.reference import Reference, last_number
from assistant.understand.reference import find as find_clauses
from assistant.understand.understand import Part, Understood
from index.models import Clause, Plan, PlanHead
from index.search import Index
from prompts import render

_INSTEAD: dict[Field, Field] = {"effective_on": "period"}  # what is told of a document that does not print the fact asked for
_SAID_IN_CLAUSES = {"period", "based_on"}  # facts that a document without them in its title may say in a clause


def answer_groups(
    index: Index, understood: Understood, groups: Sequence[Group], make_query: MakeQuery, focus: tuple[str, ...] = ()
) -> list[GroupAnswer]:
    """Put the question to every group; places that are compared are answered by sentences that speak of the same thing."""
    gatherer = Gatherer(index, make_query)
    several = understood.compares and understood.scope == "named" and len({group.place for group in groups}) > 1
    return [
        _answer_group(index, understood, group, gatherer, focus, [other for other in groups if several and other.place != group.place])
        for group in groups
    ]


def answer_group(index: Index, understood: Understood, group: Group, make_query: MakeQuery, focus: tuple[str, ...] = ()) -> GroupAnswer:
    """Put the question to one group of plans; `focus` are clauses the conversation is about."""
    return answer_groups(index, understood, [group], make_query, focus)[0]


def _answer_group(
    index: Index, understood: Understood, group: Group, gatherer: Gatherer, focus: tuple[str, ...], others: Sequence[Group]
) -> GroupAnswer:
    if understood.documents.fields:
        plans = [index.plans[plan_id] for plan_id in group.plan_ids]
        about_documents = _about_documents(understood, group, plans)
        if about_documents.statements or not _SAID_IN_CLAUSES & set(understood.documents.fields):
            return about_documents
    if understood.reference:
        plans = [index.plans[plan_id] for plan_id in group.plan_ids]
        return _by_number(index, understood, group, plans, gatherer)
    return _by_matter(index, understood, group, gatherer, focus, others)


def _about_documents(understood: Understood, group: Group, plans: list[Plan]) -> GroupAnswer:
    statements: list[Statement] = []
    missing: list[str] = []
    for name in understood.documents.fields:
        found = [statement for plan in plans for statement in about(plan, name)]
        if not found:
            missing.append(NAMES[name])
            found = [statement for plan in plans for statement in about(plan, _INSTEAD[name])] if name in _INSTEAD else []
        if name == "period" and "yes_no" in understood.intents and len(plans) == 1 and found:
            found[0] = found[0].model_copy(update={"text": period_verdict(plans[0], understood.text) + found[0].text})
        statements += [statement for statement in found if statement not in statements]
    return GroupAnswer(group=group, statements=tuple(statements), missing=tuple(missing))


def _by_number(index: Index, understood: Understood, group: Group, plans: list[Plan], gatherer: Gatherer) -> GroupAnswer:
    reference = understood.reference or Reference()
    clauses = [(plan, clause) for plan in plans for clause in find_clauses(reference, plan)]
    if not clauses:
        document = f"{group.place}的{plans[0].label}"
        note = render("no_such_clause", document=document, reference=reference.words, last=last_number(plans[0]))
        return GroupAnswer(group=group, missing=(reference.words,), note=note)
    part = next((part for part in understood.parts if part.topic.terms), understood.parts[0])
    if len(clauses) > 1 and part.topic.terms:
        ranked = gatherer(part, group.plan_ids, [clause.clause_id for _, clause in clauses])
        top = ranked.best.clause_id if ranked.best and ranked.best.coverage >= 0.5 else ""
        clauses = [pair for pair in clauses if pair[1].clause_id == top] or clauses
    if len(clauses) > 1:
        paths = tuple(clause.path for _, clause in clauses)
        return GroupAnswer(group=group, choices=tuple(_choice(clause) for _, clause in clauses), choice_paths=paths)
    plan, clause = clauses[0]
    if _asks_inside(part, clause):
        members = [c.clause_id for c in plan.clauses if c.path[: len(clause.path)] == clause.path] if clause.path else [clause.clause_id]
        answered = ask_part(index, part, group, gatherer, members)
        if answered.statements:
            return answered
    return _clause_text(group, plan, clause)


_WHOLE_TEXT = re.compile(
    r"原文|全文|最后一句|第一句|第[一二三四五]段|几段|主要讲|(?:写|讲|说|规定|要求|包括)了?的?(?:是)?(?:什么|哪些)(?=[？?，。\s]|$)|什么内容|内容是"
)


def _asks_inside(part: Part, clause: Clause) -> bool:
    """Whether something in the clause is asked for rather than the clause itself."""
    if _WHOLE_TEXT.search(part.text):
        return False
    other = [term for term in part.topic.terms if term.word not in clause.heading and term.at_home]
    return bool(KIND_INTENTS & set(part.intents)) or bool(other)


def _clause_text(group: Group, plan: Plan, clause: Clause) -> GroupAnswer:
    children = [
        c for c in plan.clauses if len(c.path) == len(clause.path) + 1 and c.path[: len(clause.path)] == clause.path and clause.path
    ]
    if clause.kind == "heading" and children:
        found = listed(plan, [clause, *children])
    else:
        found = whole(plan, clause)
        heading = f"{clause.heading}。" if clause.heading and not found.statements[0].text.startswith(clause.heading) else ""
        if heading:
            first = found.statements[0]
            start = next(s.start for s in clause.sentences)
            source = first.sources[0].model_copy(update={"start": start})
            found = found.model_copy(
                update={"statements": (first.model_copy(update={"text": heading + first.text, "sources": (source, *first.sources[1:])}),)}
            )
    return GroupAnswer(group=group, statements=found.statements, units=found.units, clause_ids=(clause.clause_id,))


def _choice(clause: Clause) -> str:
    return "".join(clause.path) + (f" {clause.heading}" if clause.heading else "")


def _by_matter(
    index: Index,
    understood: Understood,
    group: Group,
    gatherer: Gatherer,
    focus: tuple[str, ...],
    others: Sequence[Group],
) -> GroupAnswer:
    answers: list[GroupAnswer] = []
    within: tuple[str, ...] = tuple(clause_id for clause_id in focus if index.clauses[clause_id].plan_id in group.plan_ids)
    for part in _parts_for(understood, [index.heads[plan_id] for plan_id in group.plan_ids]):
        if part.unit:
            answer = by_unit(group, [index.plans[plan_id] for plan_id in group.plan_ids], part.unit)
        else:
            answer = ask_part(index, part, group, gatherer, prefer=within, others=others)
        within = answer.clause_ids or within
        answers.append(answer)
    statements = tuple(dict.fromkeys(statement for answer in answers for statement in answer.statements))
    return GroupAnswer(
        group=group,
        statements=statements,
        units=tuple(dict.fromkeys(unit for answer in answers for unit in answer.units)),
        missing=tuple(dict.fromkeys(missing for answer in answers for missing in answer.missing)),
        lead=next((answer.lead for answer in answers if answer.lead), ""),
        related=next((answer.related for answer in answers if answer.related), None),
        clause_ids=tuple(dict.fromkeys(clause_id for answer in answers for clause_id in answer.clause_ids)),
        by_matter=all(answer.by_matter for answer in answers if answer.statements),
        seen=tuple(dict.fromkeys(hit for answer in answers for hit in answer.seen)),
        note=next((answer.note for answer in answers if answer.note), ""),
    )


def _parts_for(understood: Understood, plans: list[PlanHead]) -> tuple[Part, ...]:
    """The parts that are put to these plans: those that name another kind of document are not."""
    fitting = tuple(
        part for part in understood.parts if not part.kinds or any(is_kind(plan, kind) for plan in plans for kind in part.kinds)
    )
    return fitting or understood.parts
