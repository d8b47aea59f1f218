"""Two versions of a document, clause by clause: same, changed (with the words), moved, added, removed; and facts that changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from index.edits import Edit, edits, same_words
from index.matching import Compared, Matching, compared, match
from index.models import BlockKind, Frozen, Period, Plan, PlanHead, Span

ChangeKind = Literal["same", "changed", "moved", "added", "removed"]
_FACTS = (
    *("title", "status", "kind", "period", "document_number", "issuers", "issued_on", "published_on"),
    *("version_date", "effective_on", "expires_on", "repeals"),
)


class Side(Span):
    """A clause in one of the two plans; the span is that of its words, without its number and the white space around them."""

    clause_id: str
    kind: BlockKind
    path: tuple[str, ...]
    heading: str


class ClauseChange(Frozen):
    """What became of a clause; `moved` is the same words under another number, and a changed one may be `renumbered` too.

    `edits` turn the old words into the new; an added or removed clause is one edit.
    """

    kind: ChangeKind
    renumbered: bool = False
    old: Side | None
    new: Side | None
    edits: tuple[Edit, ...] = ()


class FactChange(Frozen):
    """A fact about the document that is not the same, None where a version does not say it."""

    field: str
    old: str | None
    new: str | None


class Difference(Frozen):
    """Everything that differs between two plans; each clause of both is in exactly one change, in the order of the new plan."""

    old: PlanHead
    new: PlanHead
    facts: tuple[FactChange, ...]
    clauses: tuple[ClauseChange, ...]

    def count(self, kind: ChangeKind) -> int:
        """How many clauses became so."""
        return sum(change.kind == kind for change in self.clauses)


def difference(old: Plan, new: Plan) -> Difference:
    """Compare two plans; layout, width, page furniture and how a number is printed do not count."""
    matching = match(compared(old), compared(new))
    return Difference(old=old.head, new=new.head, facts=tuple(_facts(old, new)), clauses=tuple(_changes(old, new, matching)))


def _changes(old: Plan, new: Plan, matching: Matching) -> Iterator[ClauseChange]:
    """In the order of the new plan; what was removed stands behind what was before it."""
    before = {j: i for i, j in matching.pairs.items()}
    removed: dict[int, list[Compared]] = {}
    behind = -1
    for i, clause in enumerate(matching.old):
        behind = matching.pairs.get(i, behind)
        if i not in matching.pairs:
            removed.setdefault(behind, []).append(clause)
    yield from (_removed(old, clause) for clause in removed.get(-1, ()))
    for j, clause in enumerate(matching.new):
        yield _change(old, new, matching, before[j], j) if j in before else _added(new, clause)
        yield from (_removed(old, gone) for gone in removed.get(j, ()))


def _change(old: Plan, new: Plan, matching: Matching, i: int, j: int) -> ClauseChange:
    one, other = matching.old[i], matching.new[j]
    renumbered = matching.renumbered(i, j)
    same = one.words.words == other.words.words
    kind: ChangeKind = ("moved" if renumbered else "same") if same else "changed"
    made = () if same else edits(old.text, one.words, new.text, other.words)
    return ClauseChange(kind=kind, renumbered=renumbered, old=_side(one), new=_side(other), edits=made)


def _added(new: Plan, clause: Compared) -> ClauseChange:
    words = clause.words.whole
    edit = Edit(old=Span(start=0, end=0), new=words, deleted="", inserted=new.words(words))
    return ClauseChange(kind="added", old=None, new=_side(clause), edits=(edit,))


def _removed(old: Plan, clause: Compared) -> ClauseChange:
    words = clause.words.whole
    edit = Edit(old=words, new=Span(start=0, end=0), deleted=old.words(words), inserted="")
    return ClauseChange(kind="removed", old=_side(clause), new=None, edits=(edit,))


def _side(one: Compared) -> Side:
    clause, words = one.clause, one.words.whole
    return Side(clause_id=clause.clause_id, kind=clause.kind, path=clause.path, heading=clause.heading, start=words.start, end=words.end)


def _facts(old: PlanHead, new: PlanHead) -> Iterator[FactChange]:
    for name in _FACTS:
        values = [_said(getattr(head, name)) for head in (old, new)]
        if not same_words(values[0] or "", values[1] or ""):
            yield FactChange(field=name, old=values[0], new=values[1])


def _said(value: str | tuple[str, ...] | Period | None) -> str | None:
    if isinstance(value, Period):
        return f"{value.from_year}—{value.to_year}" if value.from_year != value.to_year else str(value.from_year)
    return "、".join(value) or None if isinstance(value, tuple) else value
