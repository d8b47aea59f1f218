"""What ends a document besides a newer version of it: another that says so by title (《…》同时废止), or a person's word."""

from __future__ import annotations

from collections.abc import Iterable

from index.models import PlanHead
from index.ordering import announced_on, starts_on
from index.places import all_places, is_within
from index.titles import evened_title


def by(since: str | None, day: str) -> bool:
    """Whether something had happened by a day (ISO); an unknown day counts as past."""
    return since is None or since <= day


def family_key(head: PlanHead) -> tuple[str, str, str]:
    """What versions of one document share: place, evened title, period."""
    period = f"{head.period.from_year}-{head.period.to_year}" if head.period else ""
    return (head.place_code, evened_title(head.title), period)


class Endings:
    """Which documents were ended by title or replaced by word; documents of one title are found by it, never by going through all."""

    def __init__(self, heads: Iterable[PlanHead]) -> None:
        self._named: dict[str, list[PlanHead]] = {}
        self._titled: dict[str, list[PlanHead]] = {}
        self._ended: dict[str, list[tuple[str | None, PlanHead]]] = {}  # from when, and by which document
        self._ends: dict[str, list[PlanHead]] = {}
        self._replaced: dict[str, list[PlanHead]] = {}
        held = tuple(heads)
        for head in held:
            for name in {head.plan_id, head.source}:
                self._named.setdefault(name, []).append(head)
            self._titled.setdefault(evened_title(head.title), []).append(head)
        for head in held:
            for name in head.replaces:
                self._replace(head, name)
            for title in head.repeals if head.status == "issued" else ():
                self._repeal(head, title)

    def ends_ever(self, head: PlanHead) -> bool:
        """Whether a document ends at all."""
        return head.plan_id in self._ended

    def ended_by(self, head: PlanHead, day: str) -> PlanHead | None:
        """The document that had ended another by a day."""
        return next((ending for since, ending in self._ended.get(head.plan_id, ()) if by(since, day)), None)

    def ends(self, head: PlanHead) -> tuple[PlanHead, ...]:
        """The documents that one ends by their titles."""
        return tuple(self._ends.get(head.plan_id, ()))

    def replacing(self, head: PlanHead) -> tuple[PlanHead, ...]:
        """The documents that by a person's word take the place of one."""
        return tuple(self._replaced.get(head.plan_id, ()))

    def _replace(self, newer: PlanHead, name: str) -> None:
        for head in self._named.get(name, ()):
            if head is not newer:
                self._replaced.setdefault(head.plan_id, []).append(newer)

    def _repeal(self, ending: PlanHead, title: str) -> None:
        """End the documents of a title in the same place or within it, but for what came later."""
        since = ending.effective_on or announced_on(ending)
        for head in self._titled.get(evened_title(title), ()):
            start = starts_on(head)
            if head is ending or head.status == "draft" or not _reaches(ending, head):
                continue
            if start is None and family_key(head) == family_key(ending):
                continue  # a copy of the new wording as likely as of the old
            if start is None or since is None or start < since:
                self._ended.setdefault(head.plan_id, []).append((since, ending))
                self._ends.setdefault(ending.plan_id, []).append(head)


def _reaches(ending: PlanHead, head: PlanHead) -> bool:
    """Whether a document of one place can end one of another: of the same place, or of one inside it."""
    inner, outer = all_places().get(head.place_code), all_places().get(ending.place_code)
    return ending.place_code == head.place_code or (inner is not None and outer is not None and is_within(inner, outer))
