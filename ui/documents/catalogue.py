"""All documents held as rows of a table that is sorted and filtered in the browser."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.links import plan_link
from index.models import Frozen, PlanHead
from index.ordering import dated_on
from index.versions import Versions
from ui.documents.coverage import Coverage, coverage
from ui.documents.editions import ISSUED, state_of
from ui.documents.facts import years


class Held(Frozen):
    """A document in the table; `also` are words by which it is found though its row does not show them."""

    title: str
    href: str
    place: str
    province: str
    kind: str
    period: str
    state: str
    is_plain: bool
    clauses: int
    day: str
    also: str

    @property
    def full_place(self) -> str:
        """The place after its province, which tells places of one name apart."""
        return self.place if self.place == self.province else self.province + self.place


class Choices(Frozen):
    """What the table can be filtered by, each in its order."""

    provinces: tuple[str, ...]
    places: tuple[tuple[str, str, str], ...]
    kinds: tuple[str, ...]
    periods: tuple[str, ...]
    states: tuple[str, ...]


class Catalogue(Frozen):
    """The whole page: rows by place, what to filter by, and the picture by province."""

    rows: tuple[Held, ...]
    choices: Choices
    coverage: Coverage


def catalogue(heads: Iterable[PlanHead], versions: Versions, today: date) -> Catalogue:
    """Documents by place from the largest down, the newest of a place first."""
    newest_first = sorted(heads, key=lambda head: (dated_on(head) or "", head.title), reverse=True)
    rows = tuple(_held(head, versions, today) for head in sorted(newest_first, key=lambda head: head.place_code))
    return Catalogue(rows=rows, choices=_choices(rows), coverage=coverage(row.province for row in rows))


def _held(head: PlanHead, versions: Versions, today: date) -> Held:
    state = state_of(versions, head, today)
    return Held(
        title=head.title,
        href=plan_link(head.plan_id),
        place=head.place,
        province=head.province,
        kind=head.kind,
        period=years(head) or "",
        state=state,
        is_plain=state == ISSUED,
        clauses=head.clause_count,
        day=dated_on(head) or "",
        also=" ".join(filter(None, (head.document_number, *head.issuers))),
    )


def _choices(rows: Iterable[Held]) -> Choices:
    rows = tuple(rows)
    return Choices(
        provinces=tuple(dict.fromkeys(row.province for row in rows)),
        places=tuple(dict.fromkeys((row.full_place, row.place, row.province) for row in rows)),
        kinds=tuple(sorted({row.kind for row in rows})),
        periods=tuple(sorted({row.period for row in rows if row.period}, reverse=True)),
        states=tuple(sorted({row.state for row in rows}, key=lambda state: (state != ISSUED, state))),
    )
