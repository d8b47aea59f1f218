"""Located groups, narrowed to the editions a question means: what is in force, an older wording, the rounds and years it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from assistant.locate import Group, Located, Stop
from assistant.naming import DRAFT, called_in, edition_words, of_years_words, round_words
from assistant.understand.understand import Understood
from index.models import Frozen, PlanHead
from index.ordering import REPORT
from index.rounds import (
    of_the_day,
    of_the_round_before,
    of_years,
    plans_of_years,
    reports_of_years,
    rounds,
    series,
    shares_a_year,
    year_before,
)
from index.search import Index
from prompts import render

_EACH_YEAR = re.compile(r"分别|各(?:是|自|有|年)|变化|增长|增加|减少|下降|上升")
_ALL = ("which", "each")


class Editions(Frozen):
    """Documents that are asked together; `tag` tells them from the other editions asked beside them."""

    tag: str
    heads: tuple[PlanHead, ...]


class Narrowing:
    """Narrows one question's groups; `spoken_of` are the plans the conversation was about."""

    def __init__(self, index: Index, understood: Understood, as_of: date, spoken_of: Sequence[str] = ()) -> None:
        self._heads = index.heads
        self._versions = index.versions
        self._as_of = as_of
        self._spoken_of = spoken_of if understood.carried else ()
        self._understood = understood
        self._asked = understood.editions.on(as_of)

    def narrowed(self, located: Located) -> Located | Stop:
        """The same places with fewer documents, more groups where editions are compared; it ends where no such document is held."""
        if self._understood.documents.fields == ("catalogue",):
            return located
        groups, unheld = [], {}
        for group in located.groups:
            words = "" if self._understood.scope in _ALL else self._unheld(group)
            if words:
                unheld[group] = words
            else:
                groups += self._groups(group)
        if not groups:
            return self._not_held(unheld)
        told = {"unheld": (*unheld.values(), *self._draft_not_held(located)), "unreported": self._unreported(located)}
        return located.model_copy(update={"groups": tuple(groups), **told})

    def is_usual(self, plan_id: str) -> bool:
        """Whether a question that names the place and the kind of a document, and no edition, is put to this one."""
        own = self._heads[plan_id]
        of_place = [head for head in self._heads.values() if (head.place_code, head.label) == (own.place_code, own.label)]
        return own in self._by_round(self._standing(of_place), lambda same: of_the_day(same, self._as_of))

    def _unheld(self, group: Group) -> str:
        """The document a question names by its years, where the place has others of its kind and not this one; else nothing."""
        heads = [self._heads[plan_id] for plan_id in group.plan_ids]
        for said, of_kind in ((self._asked.report, reports_of_years(heads)), (self._asked.plan, plans_of_years(heads))):
            if said and of_kind and not any(shares_a_year(head, said) for head in of_kind):
                return f"{group.place}{of_years_words(said, of_kind[0])}"
        if self._asked.years and not self._of_round(heads):  # reports alone, and none of the years named
            return f"{group.place}{of_years_words(self._asked.years[0], heads[0])}"
        return ""

    def _not_held(self, unheld: dict[Group, str]) -> Stop:
        heads = [self._heads[plan_id] for group in unheld for plan_id in group.plan_ids]
        held = plans_of_years(heads) if self._asked.plan and not self._asked.report else reports_of_years(heads)
        text = render("no_such_edition", documents=list(unheld.values()), titles=[head.title for head in held])
        return Stop(status="not_found", text=text, places=tuple(dict.fromkeys(group.place for group in unheld)))

    def _draft_not_held(self, located: Located) -> tuple[str, ...]:
        """The draft that is asked for of one place, where there is none and what was issued answers."""
        if len(located.groups) != 1 or self._asked.older is None or self._asked.older.wanted != "draft":
            return ()
        [group] = located.groups
        held = any(self._heads[plan_id].status == "draft" for plan_id in group.plan_ids)
        return () if held else (f"{group.place}的{DRAFT}",)

    def _unreported(self, located: Located) -> tuple[str, ...]:
        """Reports of the years named that places with reports do not have, told where nothing is found."""
        found = []
        for group in located.groups if self._asked.years and self._understood.scope not in _ALL else ():
            reports = reports_of_years([self._heads[plan_id] for plan_id in group.plan_ids])
            if reports and not self._of_round(reports):
                found.append(f"{group.place}{of_years_words(self._asked.years[0], reports[0])}")
        return tuple(found)

    def _groups(self, group: Group) -> list[Group]:
        editions = self._editions([self._heads[plan_id] for plan_id in group.plan_ids])
        return [
            group.model_copy(
                update={
                    "label": f"{group.place}{edition.tag}" if len(editions) > 1 else group.label,
                    "plan_ids": tuple(head.plan_id for head in edition.heads),
                }
            )
            for edition in editions
        ]

    def _editions(self, heads: Sequence[PlanHead]) -> list[Editions]:
        titled = [head for head in heads if head.plan_id in self._understood.titled]
        called = [] if self._understood.scope in _ALL else called_in(self._understood.text, heads) or titled
        pool = called or list(heads)
        standing = self._standing(pool)
        older = self._older(pool, standing)
        if older and self._compares_with_current:
            both = [*older, *self._instead_of(older, standing)]
            return _apart(both, round_words if len({head.period for head in both}) > 1 else self._version_tag)
        if older:
            return [Editions(tag="", heads=tuple(self._of_round(older)))]
        if self._asked.several or self._compares_rounds(standing):
            compared = [self._compared(same) for same in rounds(standing) if same[0].period]
            several = [head for same in compared if len(set(map(round_words, same))) > 1 for head in same]
            if several:
                return _apart(several, round_words)
        if self._asked.previous:
            before = self._of_the_round_before(standing)
            return [Editions(tag="", heads=tuple(before or self._of_round(standing)))]
        return [Editions(tag="", heads=tuple(self._carried_on(self._of_round(standing), heads)))]

    def _standing(self, pool: Sequence[PlanHead]) -> list[PlanHead]:
        """What an answer may rest on; where everything has ended, the last of it, so that it is told of with its caveat."""
        current = self._of_ids(self._versions.current((head.plan_id for head in pool), self._as_of))
        if current:
            return current
        held = {head.plan_id for head in pool}
        newer = {head.plan_id: self._versions.superseded_by(head.plan_id, self._as_of) for head in pool}
        return [head for head in pool if (by := newer[head.plan_id]) is None or by.plan_id not in held]

    def _older(self, pool: Sequence[PlanHead], standing: Sequence[PlanHead]) -> list[PlanHead]:
        """The older wording asked for; nothing where none is held."""
        if self._asked.older is None:
            return []
        found = self._of_ids(self._versions.older((head.plan_id for head in pool), self._asked.older, self._as_of))
        if found == standing:
            found = []
        if self._asked.older.wanted != "earlier":
            return found
        finals = [head for head in found if head.status == "issued"]
        return [*finals, *(head for head in self._of_the_round_before(standing) if head not in finals)] or found

    def _of_the_round_before(self, standing: Sequence[PlanHead]) -> list[PlanHead]:
        return [head for same in rounds(standing) for head in of_the_round_before(same, self._as_of)]

    def _instead_of(self, older: Sequence[PlanHead], standing: Sequence[PlanHead]) -> list[PlanHead]:
        """What stands now in the place of older wordings."""
        mates = {mate.plan_id for head in older for mate in self._versions.family(head.plan_id)}
        ending = {by.plan_id for head in older if (by := self._versions.ended_by(head.plan_id, self._as_of))}
        comes_again = {same for head in older if (same := series(head))}
        newer = [head for head in standing if head.plan_id in mates | ending or series(head) in comes_again]
        return [head for head in self._by_round(newer, lambda same: of_the_day(same, self._as_of)) if head not in older]

    @property
    def _compares_with_current(self) -> bool:
        return self._asked.current or self._asked.several or (self._understood.compares and len(self._understood.places) < 2)

    def _compares_rounds(self, standing: Sequence[PlanHead]) -> bool:
        """Whether several rounds of one document are asked for: named as a document's years, or put side by side."""
        asked, understood = self._asked, self._understood
        if asked.previous:
            return self._compares_with_current
        beside = understood.compares or bool(_EACH_YEAR.search(understood.text))
        kinds = bool(understood.documents.kinds) or beside
        return kinds and any(len(set(map(round_words, of_years(same, asked.years)))) > 1 for same in rounds(standing))

    def _compared(self, same: Sequence[PlanHead]) -> list[PlanHead]:
        if self._asked.previous:
            return [*of_the_round_before(same, self._as_of), *of_the_day(same, self._as_of)]
        return of_years(same, self._asked.years) or list(same if self._asked.several else of_the_day(same, self._as_of))

    def _of_round(self, heads: Sequence[PlanHead]) -> list[PlanHead]:
        """Of each document that comes again, the rounds of the years named, else the one of the day."""
        return self._by_round(heads, self._meant)

    def _meant(self, same: Sequence[PlanHead]) -> list[PlanHead]:
        """Of what was done in a year the report on it tells, and the one before what was planned: no other report does."""
        named = of_years(same, self._asked.years)
        said = [period for period in self._asked.years if period.from_year <= self._as_of.year]
        is_report = same[0].label == REPORT
        if named or self._understood.scope in _ALL:
            return named or of_the_day(same, self._as_of)
        if self._asked.report if is_report else self._asked.plan:
            return []  # the document itself is named by its years, and is another
        return of_years(same, [year_before(period) for period in said]) if is_report and said else of_the_day(same, self._as_of)

    def _by_round(self, heads: Sequence[PlanHead], choose: Callable[[Sequence[PlanHead]], list[PlanHead]]) -> list[PlanHead]:
        chosen = {head.plan_id for same in rounds(heads) for head in (choose(same) if same[0].period else same)}
        return [head for head in heads if head.plan_id in chosen]

    def _carried_on(self, chosen: list[PlanHead], heads: Sequence[PlanHead]) -> list[PlanHead]:
        """A conversation about an older edition stays with it, until the question names another."""
        before = [head for head in heads if head.plan_id in self._spoken_of and head not in chosen]
        if not before or not self._asked.says_nothing or self._asked.years:
            return chosen
        mates = {head for one in before for head in self._versions.family(one.plan_id)}
        return [*before, *(head for head in chosen if head not in mates and series(head) not in map(series, before))]

    def _of_ids(self, plan_ids: Iterable[str]) -> list[PlanHead]:
        return [self._heads[plan_id] for plan_id in plan_ids]

    def _version_tag(self, head: PlanHead) -> str:
        in_force = head.status == "issued" and self._versions.in_force(head.plan_id, self._as_of)
        return f"现行的{head.label}" if in_force else edition_words(head)


def _apart(heads: Sequence[PlanHead], tag: Callable[[PlanHead], str]) -> list[Editions]:
    tags = dict.fromkeys(map(tag, heads))
    return [Editions(tag=one, heads=tuple(head for head in heads if tag(head) == one)) for one in tags]
