"""Personal data in a text is replaced by words that say what stood there; how many is counted, what it was is not kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assistant.privacy import phones
from assistant.privacy.addresses import addresses
from assistant.privacy.cards import is_bank_card, is_id_card, last_letter
from assistant.privacy.folding import folded
from assistant.privacy.marks import emails, plates
from assistant.privacy.names import names
from assistant.privacy.placeholders import Found, Kind, placeholder
from assistant.privacy.runs import Group, numbers_from, runs
from index.models import Frozen


class Cleaned(Frozen):
    """A text without personal data, and how many items of each kind were replaced (id_card, phone, bank_card …)."""

    text: str
    counts: dict[str, int]


def without_personal_data(text: str) -> Cleaned:
    """Replace every item by its placeholder (［电话］); cleaning what is clean changes nothing."""
    counts: Counter[str] = Counter()
    while found := _found(folded(text)):  # again: what stood against an item may be one itself, once that is gone
        counts.update(one.kind for one in found)
        text = _replaced(text, found)
    return Cleaned(text=text, counts=dict(counts))


def cleaned_deep(value: object) -> object:
    """The same value with every string in it cleaned, in mappings (keys too), lists, tuples and sets however deep."""
    if isinstance(value, str):
        return without_personal_data(value).text
    if isinstance(value, dict):
        return {cleaned_deep(key): cleaned_deep(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        kind = tuple if isinstance(value, tuple) else type(value)
        return kind(cleaned_deep(inner) for inner in value)
    return value


def _replaced(text: str, found: list[Found]) -> str:
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], placeholder(one.kind)]
        at = one.end
    return "".join([*parts, text[at:]])


def _found(text: str) -> list[Found]:
    """Everything found, in order; where two overlap, what is surer stays."""
    found: list[Found] = []
    taken = bytearray(len(text))
    for one in _everything(text):
        if one.start < one.end and not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return sorted(found)


def _everything(text: str) -> Iterator[Found]:
    """What is surest comes first."""
    yield from (Found(start, end, "email") for start, end in emails(text))
    yield from (Found(start, end, "plate") for start, end in plates(text))
    yield from (Found(start, end, "phone") for start, end in phones.bracketed(text))
    said_until = 0
    for groups in runs(text):
        yield from _in_run(text, groups, said_until)
        said_until = groups[-1].end
    yield from (Found(start, end, "name") for start, end in names(text))
    yield from (Found(start, end, "address") for start, end in addresses(text))


def _in_run(text: str, groups: list[Group], said_until: int) -> Iterator[Found]:
    first = 0
    while first < len(groups):
        last, found = _number_at(text, groups, first, groups[first - 1].end if first else said_until)
        if found:
            yield found
        first = last + 1


def _number_at(text: str, groups: list[Group], first: int, said_until: int) -> tuple[int, Found | None]:
    """The longest number beginning with a group that is personal, and the index of its last group."""
    for last, number in numbers_from(text, groups, first, said_until):
        kind: Kind | None = None
        end = number.end
        if len(number.digits) == 17 and (lettered := last_letter(text, number.end)):
            kind, end = ("id_card", lettered) if is_id_card(number, letter=True) else (None, end)
        elif is_id_card(number):
            kind = "id_card"
        elif phones.is_phone(number):
            kind, end = "phone", phones.extension(text, number)
        elif is_bank_card(number):
            kind = "bank_card"
        if kind:
            start = number.start - (kind == "phone" and text[number.start - 1 : number.start] == "+")
            beyond = next((i for i in range(last, len(groups)) if groups[i].end >= end), last)
            return beyond, Found(start, end, kind)
    return first, None
