"""Where a document stands: what must be known before relying on it, and the other documents to go on to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.links import plan_link
from assistant.naming import edition_words
from assistant.standing import standing
from assistant.writing import caveats, cite, has_ended
from index.models import Frozen, Plan, PlanHead
from index.rounds import series
from index.search import Index
from index.titles import evened_title
from index.versions import Versions
from ui.documents.changes import changes_link

ISSUED = "正式印发"
# By the code of the caveat, the weightiest first.
_STATES = {
    "draft": "征求意见稿",
    "superseded": "已被取代或废止",
    "expired": "已过有效期",
    "not_yet_in_force": "尚未施行",
    "period_ended": "期限已届满",
    "undecided_version": "先后未定",
}


class Edition(Frozen):
    """Another document, and how it stands to the one that is read; `edition` tells it apart where the title does not.

    `changes` leads to what differs, where the two are versions of one document.
    """

    relation: str
    title: str
    edition: str
    href: str
    changes: str | None = None


class Standing(Frozen):
    """What is said once on top of a document, in the words in which answers say it."""

    sentences: tuple[str, ...]
    others: tuple[Edition, ...]


def state_of(versions: Versions, head: PlanHead, today: date) -> str:
    """The state of a document in a word: the weightiest thing that an answer from it would have to say."""
    codes = {caveat.code for caveat in standing(versions, [head], today)}
    codes |= {"draft"} if head.status == "draft" else set()
    codes |= {"period_ended"} if has_ended(head, today) else set()
    return next((words for code, words in _STATES.items() if code in codes), ISSUED)


def standing_of(index: Index, plan: Plan, today: date) -> Standing:
    """What an answer from this document would have to say, and its other versions and rounds."""
    said = caveats(index, (cite(1, plan, plan.clauses[0], 0, 0),), today)
    first: dict[str, Edition] = {}
    for relation, head in _others(index, index.heads[plan.plan_id], today):
        if head.plan_id != plan.plan_id:
            first.setdefault(head.plan_id, _edition(relation, head, plan, index.versions))
    return Standing(sentences=tuple(caveat.text for caveat in said), others=tuple(first.values()))


def _edition(relation: str, head: PlanHead, read: PlanHead, versions: Versions) -> Edition:
    alike = evened_title(head.title) == evened_title(read.title)
    in_order = [version.plan_id for version in versions.family(read.plan_id) if version.plan_id in (head.plan_id, read.plan_id)]
    return Edition(
        relation=relation,
        title=head.title,
        edition=edition_words(head) if alike else "",
        href=plan_link(head.plan_id),
        changes=changes_link(new_id=in_order[1], old_id=in_order[0]) if len(in_order) == 2 else None,
    )


def _others(index: Index, head: PlanHead, today: date) -> Iterator[tuple[str, PlanHead]]:
    """The nearest relation of a document comes first."""
    versions = index.versions
    if newer := versions.superseded_by(head.plan_id, today):
        yield "取代它的文件", newer
    if ending := versions.ended_by(head.plan_id, today):
        yield "废止它的文件", ending
    if same := versions.same_as(head.plan_id):
        yield "文字相同的一份", same
    yield from _of_the_family(versions, head)
    yield from _rounds_beside(index, head)


def _of_the_family(versions: Versions, head: PlanHead) -> Iterator[tuple[str, PlanHead]]:
    undecided = versions.undecided(head.plan_id)
    family = versions.family(head.plan_id)
    at = next((at for at, other in enumerate(family) if other.plan_id == head.plan_id), 0)
    for place, other in enumerate(family):
        yield "同名的另一份" if other in undecided else "较早的一版" if place < at else "较新的一版", other


def _rounds_beside(index: Index, head: PlanHead) -> Iterator[tuple[str, PlanHead]]:
    """The rounds just before and just after: the plan for the years before, the report on the year after."""
    own = series(head)
    if own is None or head.period is None:
        return
    same = [other for other in index.heads.values() if other.place_code == head.place_code and series(other) == own]
    years = sorted({other.period.from_year for other in same if other.period})
    at = years.index(head.period.from_year)
    for name, beside in (("后一轮", years[at + 1 : at + 2]), ("前一轮", years[max(0, at - 1) : at])):
        for other in same:
            if other.period and other.period.from_year in beside:
                yield name, other
