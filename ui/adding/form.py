"""The facts of a document as a form: what is shown in it, and what a person put right in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from starlette.datastructures import FormData

from index.corrections import Corrections
from index.models import Frozen, Period, PlanHead
from index.places import Place, all_places, places_called

_LONGEST = 300  # characters of a field
_TEXTS = ("title", "kind", "document_number")
_DATES = ("issued_on", "published_on", "effective_on", "expires_on", "version_date")
_OF_ONE = ("from_year", "to_year", *_TEXTS, *_DATES)


class Given(Frozen):
    """What stands in the fields, as text; lines that are (no) headings by their beginnings."""

    place: str = ""
    title: str = ""
    kind: str = ""
    from_year: str = ""
    to_year: str = ""
    status: str = "issued"
    document_number: str = ""
    issued_on: str = ""
    published_on: str = ""
    effective_on: str = ""
    expires_on: str = ""
    version_date: str = ""
    not_headings: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


class Problem(Frozen):
    """What is wrong with a field; `choices` are what may be meant."""

    field: str
    sentence: str
    choices: tuple[str, ...] = ()


def given_of(head: PlanHead, is_placed: bool, said: Corrections) -> Given:
    """The fields filled with what was read."""
    years = (str(head.period.from_year), str(head.period.to_year)) if head.period else ("", "")
    texts: dict[str, object] = {name: getattr(head, name) or "" for name in (*_TEXTS, *_DATES)}
    place = all_places()[head.place_code].full_name if is_placed else ""
    more = {"place": place, "from_year": years[0], "to_year": years[1], "status": head.status}
    return Given.model_validate(texts | more | {"not_headings": said.not_headings, "headings": said.headings})


def given_in(form: FormData) -> Given:
    """The fields as they were sent."""
    texts = {name: _text(form.get(name)) for name in ("place", *_OF_ONE)}
    chosen = _text(form.get("place_choice"))
    status = "draft" if form.get("status") == "draft" else "issued"
    typed = [line for value in form.getlist("more_headings") for line in str(value).splitlines()]
    return Given(
        **texts | ({"place": chosen} if chosen else {}),
        status=status,
        not_headings=_several(form.getlist("not_headings")),
        headings=_several([*form.getlist("headings"), *typed]),
    )


class Filled(Frozen):
    """A form: what stands in it now, what stood in it when it was shown, and what the file says by itself."""

    given: Given
    shown: Given
    printed: Given

    def is_left(self, *names: str) -> bool:
        """Whether these fields are as they were shown."""
        return all(getattr(self.given, name) == getattr(self.shown, name) for name in names)

    def is_unsaid(self, *names: str) -> bool:
        """Whether these fields are left to the file: emptied, or as it says; kind and years it says in its title."""
        empty = not any(getattr(self.given, name) for name in names)
        follows = names[0] not in ("kind", "from_year") or self.given.title == self.printed.title
        return empty or (follows and all(getattr(self.given, name) == getattr(self.printed, name) for name in names))


def corrections_in(form: Filled, *, is_one: bool, before: Corrections) -> tuple[Corrections, tuple[Problem, ...]]:
    """What a person says; what they did not touch, and what the form does not show, stays as it was said before."""
    problems: list[Problem] = []
    given = form.given
    said: dict[str, object] = {"not_headings": given.not_headings, "headings": given.headings}
    if not form.is_left("place") or not given.place:
        said["place"] = _place(given.place, form.printed.place, problems)
    if not form.is_left("status"):
        said["status"] = None if form.is_unsaid("status") else given.status
    changed = [name for name in (*_TEXTS, *_DATES) if is_one and not form.is_left(name)]
    for name in changed:
        said[name] = None if form.is_unsaid(name) else _value(name, getattr(given, name), problems)
    if is_one and not form.is_left("from_year", "to_year"):
        said["period"] = None if form.is_unsaid("from_year", "to_year") else _period(given, problems)
    return before.model_copy(update=said), tuple(problems)


def _text(value: object) -> str:
    words = value if isinstance(value, str) else ""
    return " ".join("".join(char for char in words if char.isprintable() or char.isspace()).split())[:_LONGEST]


def _several(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for value in values if (words := _line(value))))


def _line(value: object) -> str:
    """The beginning of a line: white space within it is part of it."""
    words = value.strip() if isinstance(value, str) else ""
    return words[:_LONGEST] if words.encode("utf-8", "replace").decode() == words else ""


def _place(words: str, printed: str, problems: list[Problem]) -> Place | None:
    if printed and words in (printed, ""):
        return None
    found = places_called(words) if words else ()
    if len(found) == 1:
        return found[0]
    if not words:
        problems.append(Problem(field="place", sentence="看不出是哪个地区的文件，请写明。"))
    elif not found:
        problems.append(Problem(field="place", sentence=f"没有叫“{words}”的地方，请写省、市、县的名称，如 张掖市。"))
    else:
        names = tuple(place.full_name for place in found)
        problems.append(Problem(field="place", sentence=f"“{words}”不止一处，请选是哪一处。", choices=names))
    return None


def _value(name: str, value: str, problems: list[Problem]) -> str | None:
    """A text as it is, a date in the form that dates are kept in."""
    try:
        return date.fromisoformat(value).isoformat() if name in _DATES else value
    except ValueError:
        problems.append(Problem(field=name, sentence="应为日期，如 2021-01-31。"))
        return None


def _period(given: Given, problems: list[Problem]) -> Period | None:
    first, last = given.from_year or given.to_year, given.to_year or given.from_year
    if not all(year.isascii() and year.isdecimal() and 1900 <= int(year) <= 2200 for year in (first, last)) or int(first) > int(last):
        problems.append(Problem(field="period", sentence="应为两个年份，前一个不晚于后一个，如 2021 和 2025。"))
        return None
    return Period.model_validate({"from": int(first), "to": int(last)})
