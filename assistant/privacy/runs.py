"""Numbers as they are typed: digits in groups, with spaces or hyphens between them, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

SHORTEST, LONGEST = 7, 21  # digits of the numbers looked for
_RUN = re.compile(r"[0-9]+(?:[ ._/·-]{1,3}[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_TOKEN_BEFORE = re.compile(r"[0-9A-Za-z]+\Z")
_HEX = re.compile(r"[0-9A-Fa-f]*\Z")
_AMOUNT = re.compile(r" ?(?:元|块钱|万|亿|%|人次|公里|亩|吨|\.\d)")
_CONTEXT = 14


class Group(NamedTuple):
    """Digits with nothing between them."""

    start: int
    end: int
    digits: str


class Number(NamedTuple):
    """One or several groups that may be one number; `before` and `after` are the words around it, up to other numbers."""

    start: int
    end: int
    digits: str
    lengths: tuple[int, ...]
    before: str
    after: str


def runs(text: str) -> Iterator[list[Group]]:
    """Groups of digits that stand together."""
    for run in _RUN.finditer(text):
        yield [Group(run.start() + group.start(), run.start() + group.end(), group[0]) for group in _GROUP.finditer(run[0])]


def numbers_from(text: str, groups: list[Group], first: int, said_until: int) -> Iterator[tuple[int, Number]]:
    """The numbers that may begin with a group, longest first, each with the index of its last group."""
    last, count = first, 0
    while last < len(groups) and count + len(groups[last].digits) <= LONGEST:
        count += len(groups[last].digits)
        last += 1
    start = groups[first].start
    before = text[max(said_until, start - _CONTEXT) : start].rpartition("］")[2].rpartition("\n")[2]
    for end in range(last, first, -1):
        taken = groups[first:end]
        if sum(len(one.digits) for one in taken) < SHORTEST:
            break
        stop = taken[-1].end
        if _apart(text, start, stop):
            after = text[stop : stop + _CONTEXT]
            yield end - 1, Number(start, stop, "".join(one.digits for one in taken), tuple(len(one.digits) for one in taken), before, after)


def _apart(text: str, start: int, end: int) -> bool:
    """Whether digits stand by themselves: not inside a code of digits and letters (a digest, the number of a record)."""
    before = _TOKEN_BEFORE.search(text, max(0, start - 40), start)
    if before and (_HEX.match(before[0]) or not before[0].isalpha()):
        return False
    return not re.match(r"[0-9A-Fa-f]", text[end : end + 1]) or bool(re.match(r"[A-Za-z]{2,}(?![A-Za-z0-9])", text[end : end + 8]))


def is_amount(number: Number) -> bool:
    """Whether a number counts or measures something."""
    return bool(_AMOUNT.match(number.after))
