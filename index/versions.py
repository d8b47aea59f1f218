"""Which documents are versions of one another, and which is in force on a day; the rules are told in docs/versions.md.

Built once over all heads, by place and evened title; families are small, so each answer costs little.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path

from index.endings import Endings, by, family_key
from index.errors import UnknownPlan
from index.models import Frozen, PlanHead
from index.older import OlderVersion
from index.ordering import DATES, REPORT, announced_on, dated_on, is_later, order, starts_on, why_not_ordered

_LAST_DAY = "9999-12-31"


class Undecided(Frozen):
    """Two documents of one title between which nothing decides; `sentence` says what a person can write."""

    files: tuple[str, str]
    sentence: str


class Versions:
    """All documents held, by what takes the place of what; what a document does not date counts as past."""

    def __init__(self, heads: Iterable[PlanHead]) -> None:
        self._heads = {head.plan_id: head for head in heads}
        self._same = _same_documents(self._heads.values())
        held = sorted((head for head in self._heads.values() if head.plan_id not in self._same), key=order)
        self._families: dict[tuple[str, str, str], list[PlanHead]] = {}
        self._family_of: dict[str, list[PlanHead]] = {}
        for head in held:
            family = self._families.setdefault(family_key(head), [])
            family.append(head)
            self._family_of[head.plan_id] = family
        self._endings = Endings(held)

    def family(self, plan_id: str) -> tuple[PlanHead, ...]:
        """All versions of a document, itself included, oldest first, drafts before finals; the same words stand once."""
        return tuple(self._family_of[self._held(plan_id).plan_id])

    def same_as(self, plan_id: str) -> PlanHead | None:
        """The document held instead of this one, whose words are the same; None where it is held itself."""
        return self._same.get(self._head(plan_id).plan_id)

    def superseded_by(self, plan_id: str, as_of: date) -> PlanHead | None:
        """The newest version that had taken this one's place by that day."""
        return self._superseded_by(self._held(plan_id), as_of.isoformat())

    def ended_by(self, plan_id: str, as_of: date) -> PlanHead | None:
        """The document that had ended this one by its title (…同时废止) by that day."""
        return self._endings.ended_by(self._held(plan_id), as_of.isoformat())

    def in_force(self, plan_id: str, as_of: date) -> bool:
        """Whether a document was the one in force of its versions on that day; a draft never is, a plan's period does not matter."""
        return self._in_force(self._held(plan_id), as_of.isoformat())

    def current(self, plan_ids: Iterable[str], as_of: date) -> tuple[str, ...]:
        """Those an answer may rest on: copies once, nothing superseded or ended, nothing still to come while another is there."""
        return tuple(head.plan_id for head in self._all_held(plan_ids) if not self._gives_way(head, as_of.isoformat()))

    def older(self, plan_ids: Iterable[str], asked: OlderVersion, as_of: date) -> tuple[str, ...]:
        """Those a question after an older wording is about; what is current where there is no such wording."""
        held = self._all_held(plan_ids)
        matching = [head for head in held if self._is_asked_for(head, asked, as_of.isoformat())]
        of_that_year = [head for head in matching if asked.year and (dated_on(head) or "").startswith(str(asked.year))]
        found = tuple(head.plan_id for head in of_that_year or matching)  # an amendment keeps the day of effect of the first wording
        return found or self.current((head.plan_id for head in held), as_of)

    def undecided(self, plan_id: str) -> tuple[PlanHead, ...]:
        """Other documents of the same title that neither take the place of this one nor give way to it."""
        head = self._held(plan_id)
        return tuple(other for other in self.family(plan_id) if other is not head and self._why_undecided(other, head))

    def questions(self) -> tuple[Undecided, ...]:
        """What a person should decide: of each family, the neighbours between which nothing decides."""
        return tuple(
            _asked(one, other, why)
            for family in self._families.values()
            for one, other in pairwise(_finals_or_all(family))
            if (why := self._why_undecided(one, other))
        )

    def _head(self, plan_id: str) -> PlanHead:
        if plan_id not in self._heads:
            raise UnknownPlan(f"没有收录“{plan_id}”，请用 fazhi plans 查看编号。")
        return self._heads[plan_id]

    def _held(self, plan_id: str) -> PlanHead:
        return self._same.get(plan_id) or self._head(plan_id)

    def _all_held(self, plan_ids: Iterable[str]) -> list[PlanHead]:
        return list({head.plan_id: head for head in map(self._held, plan_ids)}.values())

    def _superseded_by(self, head: PlanHead, day: str) -> PlanHead | None:
        ruled = [
            other for other in self._endings.replacing(head) if by(starts_on(other), day) and head not in self._endings.replacing(other)
        ]
        newer = [other for other in self._family_of[head.plan_id] if self._replaces(other, head, day)]
        return next(reversed([*newer, *ruled]), None)

    def _replaces(self, newer: PlanHead, older: PlanHead, day: str) -> bool:
        """Whether a version had taken the place of another by a day; a final takes a draft's once it is announced."""
        if newer is older or older in self._endings.replacing(newer):
            return False
        if (newer.status, older.status) == ("issued", "draft"):
            return by(announced_on(newer), day) and not is_later(older, newer)
        if newer.status != older.status or order(newer) < order(older) or why_not_ordered(older, newer):
            return False
        return by(announced_on(newer) if newer.status == "draft" else starts_on(newer), day)

    def _in_force(self, head: PlanHead, day: str) -> bool:
        running = by(starts_on(head), day) and (head.expires_on is None or head.expires_on >= day)
        return head.status == "issued" and running and not self._is_past(head, day)

    def _is_past(self, head: PlanHead, day: str) -> bool:
        return (self._endings.ended_by(head, day) or self._superseded_by(head, day)) is not None

    def _gives_way(self, head: PlanHead, day: str) -> bool:
        others = [other for other in self._family_of[head.plan_id] if other is not head]
        if self._is_past(head, day):
            return True
        if head.status == "draft":
            return any(self._in_force(other, day) for other in others)  # the draft of a revision
        to_give_way = [*(other for other in others if self._replaces(head, other, _LAST_DAY)), *self._endings.ends(head)]
        return not by(starts_on(head), day) and any(not self._is_past(other, day) for other in to_give_way)

    def _is_asked_for(self, head: PlanHead, asked: OlderVersion, day: str) -> bool:
        if asked.wanted == "draft":
            return head.status == "draft"
        if asked.wanted == "earlier":
            return self._is_past(head, day)
        years = {(value or "")[:4] for value in (dated_on(head), head.issued_on, head.effective_on)}
        return str(asked.year) in years or (head.period is not None and head.period.from_year == asked.year)

    def _why_undecided(self, one: PlanHead, other: PlanHead) -> str | None:
        if one.status != other.status or one.label == REPORT or self._endings.ends_ever(one) or self._endings.ends_ever(other):
            return None
        ruled = other in self._endings.replacing(one) or one in self._endings.replacing(other)
        return None if ruled else why_not_ordered(*sorted((one, other), key=order))


def _same_documents(heads: Collection[PlanHead]) -> dict[str, PlanHead]:
    """For each document whose words are held already, the one that stays: the one that says most dates about itself."""
    stays: dict[tuple[str, str, str], PlanHead] = {}
    copies: dict[str, PlanHead] = {}
    for head in sorted(heads, key=lambda head: (-sum(bool(getattr(head, name)) for name in DATES), head.source, head.plan_id)):
        if head.words_digest:
            first = stays.setdefault((head.place_code, head.status, head.words_digest), head)
            if first is not head:
                copies[head.plan_id] = first
    return copies


def _finals_or_all(family: list[PlanHead]) -> list[PlanHead]:
    """Nobody need decide between drafts of what has been issued."""
    return [head for head in family if head.status == "issued"] or family


def _asked(one: PlanHead, other: PlanHead, why: str) -> Undecided:
    lines = [f'{Path(newer.source).stem}.toml 里写 取代 = ["{older.source}"]' for newer, older in ((one, other), (other, one))]
    sentence = (
        f"“{one.source}”与“{other.source}”是{one.place}的同名文件，{why}，两份都按有效处理；请核对后在 {lines[0]}，"
        f"或在 {lines[1]}，确是两份文件的用 标题 写明区别。"
    )
    return Undecided(files=(one.source, other.source), sentence=sentence)
