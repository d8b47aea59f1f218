"""A question becomes ranked clauses, without an answer: locked to the place it names or is limited to."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from assistant.bootstrap import Fazhi
from assistant.compose.asking import address
from assistant.fields import Address, ClauseId, Heading, Path, Place, PlanId, PlanTitle
from assistant.locate import Group, Located, Stop, held_places, locate
from assistant.models import Ask
from assistant.narrowing import Narrowing
from assistant.queries import Queries, search_words
from assistant.understand.cleaning import shown
from assistant.understand.understand import Understood, understand
from index.models import End, Frozen, Start
from index.search import Index, Query, RankedClause
from index.words import cut


class FoundClause(Frozen, title="检索到的一个条款"):
    """A clause found, best first from rank 1; `text` is the plan's text from `start` to `end`, unchanged."""

    rank: int = Field(description="名次，最相关的为 1", examples=[1])
    score: float = Field(description="得分，只用来在这一次检索里比较大小", examples=[0.154545])
    clause_id: ClauseId
    plan_id: PlanId
    place: Place
    plan_title: PlanTitle
    path: Path
    address: Address
    heading: Heading
    text: str = Field(
        description="条款的全文，一字不改：等于文件全文从 start 到 end 的字",
        examples=["(二十九)加强对行政执法制约和监督。加强行政执法监督机制和能力建设,……"],
    )
    start: Start
    end: End


def search(fazhi: Fazhi, question: str, place: str | None = None, limit: int = 10, as_of: date | None = None) -> list[FoundClause]:
    """Rank the clauses for a question; a place of which nothing is held yields an empty list, never other places.

    Of the versions of a document the one in force today (or on `as_of`) is searched, unless the question names another.

    Where neither the question nor `place` names a place, every plan is searched. Raises IndexMissing.
    """
    index = fazhi.index.get()
    prepared = questioned(fazhi, index, question)
    if prepared is None:
        return []
    understood, query = prepared
    ranked = index.search(query, _plan_ids(understood, shown(place or ""), index, as_of or date.today()), limit)
    return [_found(index, rank, clause) for rank, clause in enumerate(ranked, start=1)]


def questioned(fazhi: Fazhi, index: Index, question: str) -> tuple[Understood, Query] | None:
    """A question as it is understood and searched; None where it has no word to search by."""
    plans = list(index.heads.values())
    understood = understand(shown(question), held_places(plans), plans, index.lexicon)
    if not cut(understood.text):
        return None
    words = tuple(dict.fromkeys(word for part in understood.parts for word in search_words(part)))
    return understood, Queries(index, fazhi.embedding, fazhi.reranker).of(understood.matter or understood.text, words)


def _plan_ids(understood: Understood, place: str, index: Index, as_of: date) -> list[str]:
    located = locate(understood, Ask(question=understood.text, place=place or None), list(index.heads.values()))
    if isinstance(located, Stop):
        nowhere = not (place or understood.places or understood.misspelt)
        located = Located(groups=_of_each_place(index) if nowhere else ())
    narrowed = Narrowing(index, understood, as_of).narrowed(located)
    return [] if isinstance(narrowed, Stop) else [plan_id for group in narrowed.groups for plan_id in group.plan_ids]


def _of_each_place(index: Index) -> tuple[Group, ...]:
    places: dict[str, list[str]] = {}
    for head in index.heads.values():
        places.setdefault(head.place, []).append(head.plan_id)
    return tuple(Group(label=place, place=place, plan_ids=tuple(plan_ids)) for place, plan_ids in places.items())


def _found(index: Index, rank: int, ranked: RankedClause) -> FoundClause:
    plan, clause = index.plans[ranked.plan_id], index.clauses[ranked.clause_id]
    return FoundClause(
        rank=rank,
        score=round(ranked.score, 6),
        clause_id=clause.clause_id,
        plan_id=plan.plan_id,
        place=plan.place,
        plan_title=plan.title,
        path=clause.path,
        address=address(plan, clause),
        heading=clause.heading,
        text=plan.words(clause),
        start=clause.start,
        end=clause.end,
    )
