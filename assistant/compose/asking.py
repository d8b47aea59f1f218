"""One part of a question is put to one group of plans: evidence, what it comes to, and whether that suffices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.compose.alike import leaning
from assistant.compose.by_date import due_by
from assistant.compose.finding import find
from assistant.compose.statements import Statement
from assistant.compose.verdict import verdict
from assistant.evidence import Evidence, Hit, gather
from assistant.judge import gone_from, suffices
from assistant.locate import Group
from assistant.models import Related
from assistant.understand.understand import Part
from index.models import Clause, Frozen, Plan, Unit
from index.search import Index, Query

MakeQuery = Callable[[Part], Query]
KIND_INTENTS = {"deadline", "frequency", "who", "number", "where"}


class GroupAnswer(Frozen):
    """What one group says: statements, units, what is missing, and the nearest clause where nothing answers."""

    group: Group
    statements: tuple[Statement, ...] = ()
    units: tuple[Unit, ...] = ()
    missing: tuple[str, ...] = ()
    related: Related | None = None
    choices: tuple[str, ...] = ()
    choice_paths: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    lead: str = ""
    clause_ids: tuple[str, ...] = ()
    by_matter: bool = False  # found by what it is about, not by number, title or list
    seen: tuple[Hit, ...] = ()  # the sentences looked at, best first
    withheld: int = 0  # statements that were found and did not pass the check


class Gatherer:
    """Gathers evidence, once for each part and group: groups that are compared look at each other's."""

    def __init__(self, index: Index, make_query: MakeQuery) -> None:
        self._index = index
        self._make_query = make_query
        self._known: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Evidence] = {}

    def __call__(self, part: Part, plan_ids: Sequence[str], only: Sequence[str] = ()) -> Evidence:
        """Sentences of these plans for a part, best first."""
        key = (part.text, tuple(plan_ids), tuple(only))
        if key not in self._known:
            self._known[key] = gather(self._index, part.topic, self._make_query(part), plan_ids, only)
        return self._known[key]


_PREFERRED = 0.12  # what a clause already spoken of is given ahead of others


def ask_part(
    index: Index,
    part: Part,
    group: Group,
    gatherer: Gatherer,
    only: Sequence[str] = (),
    prefer: Sequence[str] = (),
    others: Sequence[Group] = (),
) -> GroupAnswer:
    """Put one part to a group; `only` limits it to clauses, `prefer` are those just spoken of, `others` what it is compared with."""
    gone = gone_from(part.topic, index.plain_texts(group.plan_ids))
    if part.across and gone.phrases:
        return GroupAnswer(group=group, missing=("",))  # of many places most do not have the words at all: nothing is searched there
    evidence = gatherer(part, group.plan_ids, only)
    if others:
        evidence = leaning(index, evidence, [gatherer(part, other.plan_ids) for other in others])
    if prefer:
        evidence = _preferring(evidence, prefer)
    found = (None if only else due_by(index, group.plan_ids, part)) or find(index, part, evidence)
    has_kind = bool(KIND_INTENTS & set(part.intents)) and bool(found.statements)

    hits = [
        hit
        for hit in found.hits
        if suffices(
            hit,
            index.plans[hit.plan_id].words(hit.sentence),
            part.topic,
            gone,
            has_kind=has_kind,
            exists=part.exists,
            agreed=hit.clause_id == evidence.agreed,
            of_units="who" in part.intents,
            of_number="number" in part.intents,
        )
    ]
    if not found.statements or (not hits and not only and not found.complete):
        return GroupAnswer(group=group, missing=found.missing or ("",), related=_related(index, evidence), seen=evidence.hits)
    statements = found.statements
    if not part.across and ("yes_no" in part.intents or part.exists):
        words = index.plans[found.hits[0].plan_id].words(found.hits[0].sentence) if found.hits else ""
        said = verdict(part.text, words, part.topic, part.exists)
        statements = (statements[0].model_copy(update={"text": said + statements[0].text}), *statements[1:])
    return GroupAnswer(
        group=group,
        statements=statements,
        units=found.units,
        missing=tuple(name for name in found.missing if name),
        clause_ids=tuple(dict.fromkeys(hit.clause_id for hit in found.hits)),
        by_matter=not (found.complete or any(statement.joined for statement in statements)),
        seen=evidence.hits,
    )


def _preferring(evidence: Evidence, clause_ids: Sequence[str]) -> Evidence:
    def lifted(hit: Hit) -> Hit:
        return hit.model_copy(update={"score": hit.score + _PREFERRED}) if hit.clause_id in clause_ids else hit

    return evidence.model_copy(update={"hits": tuple(sorted(map(lifted, evidence.hits), key=lambda hit: -hit.score))})


def _related(index: Index, evidence: Evidence) -> Related | None:
    if evidence.best is None:
        return None
    plan, clause = index.plans[evidence.best.plan_id], index.clauses[evidence.best.clause_id]
    return Related(plan_id=plan.plan_id, clause_id=clause.clause_id, address=address(plan, clause), heading=clause.heading)


def address(plan: Plan, clause: Clause) -> str:
    """The human form of a clause's place: title and printed labels, without the trailing dot."""
    labels = "".join(label.rstrip(".．、") for label in clause.path)
    return f"{plan.title} {labels}".strip()
