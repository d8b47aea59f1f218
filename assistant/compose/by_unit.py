"""What a unit has to do: every clause that prints it as answerable, or else every sentence that names it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.compose.answerable import sentences_printing
from assistant.compose.asking import GroupAnswer
from assistant.compose.found import listed
from assistant.compose.statements import Statement, ended, quoted, source_of
from assistant.evidence import UNITS_ONLY, abbreviates, provisions
from assistant.locate import Group
from assistant.understand.unit_asked import UnitAsked
from index.models import Clause, Plan, Span, Unit
from index.words import plain

_OF_ITS_PLACE = re.compile(r"^[市县区省州旗盟]")  # 市司法局: the place it is of is known already
_OF_WHOM = re.compile(r"(?:党)?委|(?:人民)?政府|直")  # 市委宣传部 is called 宣传部 as well
_MOST_SENTENCES = 12


def by_unit(group: Group, plans: Sequence[Plan], unit: UnitAsked) -> GroupAnswer:
    """The tasks of a unit in a group of plans."""
    printed = [(plan, clause, units) for plan in plans for clause in plan.citable if (units := _own(clause, unit.name))]
    as_asked = [(plan, clause, own) for plan, clause, units in printed if (own := [u for u in units if u.role == unit.role])]
    printed = as_asked or printed
    if printed:
        return GroupAnswer(
            group=group,
            statements=tuple(_task(plan, clause, units) for plan, clause, units in printed),
            units=tuple(dict.fromkeys(unit for _, _, units in printed for unit in units)),
            lead=_counted([units for _, _, units in printed]),
            clause_ids=tuple(clause.clause_id for _, clause, _ in printed),
        )
    named = list(_named(plans, unit.name))
    told = named[:_MOST_SENTENCES]
    lead = f"提到“{unit.name}”的共{len(named)}句，先列前{len(told)}句：" if len(named) > len(told) else ""
    return GroupAnswer(
        group=group,
        statements=tuple(Statement(text=ended(quoted(plan, s)), sources=(source_of(clause, s),)) for plan, clause, s in told),
        lead=lead,
        clause_ids=tuple(dict.fromkeys(clause.clause_id for _, clause, _ in told)),
        note="" if told else f"{group.place}的文件没有提到“{unit.name}”。",
    )


def _own(clause: Clause, name: str) -> list[Unit]:
    """Of the units printed for a clause, those that are called by this name."""
    same = [unit for unit in clause.responsible_units if _is_called(unit.name, name)]
    return same or [unit for unit in clause.responsible_units if unit.name[-1] == name[-1] and abbreviates(_core(name), _core(unit.name))]


def _is_called(printed: str, name: str) -> bool:
    own, asked = _core(printed), _core(name)
    before = own.removesuffix(asked)
    return own == asked or (before != own and bool(_OF_WHOM.fullmatch(before)))


def _core(name: str) -> str:
    return _OF_ITS_PLACE.sub("", plain(name))


def _task(plan: Plan, clause: Clause, units: Sequence[Unit]) -> Statement:
    """A clause by its number and heading, by its first sentence where it has neither; it rests on the printed units as well."""
    if clause.path and clause.heading:
        task = listed(plan, [clause]).statements[0]
    else:
        first = next((s for s in clause.sentences if not UNITS_ONLY.match(plan.words(s))), clause.sentences[0])
        task = Statement(text=ended(quoted(plan, first)), sources=(source_of(clause, first),))
    printed = (source_of(clause, sentence) for sentence in sentences_printing(clause, units))
    return task.model_copy(update={"sources": tuple(dict.fromkeys((*task.sources, *printed)))})


def _counted(clauses: Sequence[Sequence[Unit]]) -> str:
    """市司法局作为责任单位的共19条：, with each role that is printed."""
    counts = Counter(key for units in clauses for key in dict.fromkeys((unit.name, unit.role) for unit in units))
    names = dict.fromkeys(name for name, _ in counts)
    told = (name + "，".join(f"作为{role}单位的共{n}条" for (of, role), n in counts.items() if of == name) for name in names)
    return "；".join(told) + "："


def _named(plans: Sequence[Plan], name: str) -> Iterator[tuple[Plan, Clause, Span]]:
    for plan in plans:
        for clause in plan.citable:
            for sentence in provisions(plan, clause) if clause.kind not in ("title", "dateline", "heading") else ():
                if plain(name) in plain(plan.words(sentence)):
                    yield plan, clause, sentence
