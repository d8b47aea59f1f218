"""Documents that a question names by their titles: 《杭州市燃气管理条例》, 杭州的燃气管理条例, or without any place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from cachetools import LRUCache

from index.models import Frozen, PlanHead
from index.places import all_places
from index.titles import evened_title

_FEWEST = 4  # characters of a title that tell one document from others
_NOT_WORDS = re.compile(r"[《》〈〉“”\"'\s（）()]")
_EDITION = re.compile(r"[》）)]?[（(]?(?:征求意见稿|送审稿|草案|草稿|修订稿|修订版|修正版)[）)]?")  # said after a title, and part of it
_SPECIAL = re.compile(r"^(?:经济特区|特别行政区)")


class Titled(Frozen):
    """A title found in a question: where, and the documents that are called so."""

    start: int
    end: int
    plan_ids: tuple[str, ...]


class Titles:
    """The documents held, by what their titles say after the place's name."""

    def __init__(self, heads: Iterable[PlanHead]) -> None:
        self._heads = tuple(heads)

    @cached_property
    def _called(self) -> dict[str, list[PlanHead]]:
        called: dict[str, list[PlanHead]] = {}
        for head in self._heads:
            core = _core(head)
            if len(core) >= _FEWEST:
                called.setdefault(core, []).append(head)
        return called

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._called), default=0)

    def named_in(self, text: str, places: Sequence[str]) -> tuple[Titled, ...]:
        """The titles that a text names, the longest first where they overlap; of documents of these places, of all for none."""
        kept = [(at, char) for at, char in enumerate(text) if not _NOT_WORDS.match(char)]
        words = "".join(char for _, char in kept)
        found, at = [], 0
        while at < len(words):
            size = next((size for size in range(self._longest, _FEWEST - 1, -1) if self._held(words[at : at + size], size, places)), 0)
            if size:
                plan_ids = tuple(head.plan_id for head in self._held(words[at : at + size], size, places))
                end = kept[at + size - 1][0] + 1
                edition = _EDITION.match(text, end)
                found.append(Titled(start=kept[at][0], end=edition.end() if edition else end, plan_ids=plan_ids))
            at += size or 1
        return tuple(found)

    def _held(self, words: str, size: int, places: Sequence[str]) -> list[PlanHead]:
        if len(words) < size:
            return []
        return [head for head in self._called.get(words, ()) if not places or head.place in places]


def _core(head: PlanHead) -> str:
    """A title without the names of its place and of those it lies in."""
    title = _NOT_WORDS.sub("", evened_title(head.title))
    place = all_places()[head.place_code]
    above = [all_places()[code] for code in place.parents]
    for name in (name for one in (*above, place) for name in (one.name, one.short_name)):
        title = title.removeprefix(name)
    return _SPECIAL.sub("", title)


_KNOWN: LRUCache[tuple[str, ...], Titles] = LRUCache(4)


def titled_in(text: str, heads: Sequence[PlanHead], places: Sequence[str]) -> tuple[Titled, ...]:
    """The titles of documents held that a text names: of documents of these places, of all where no place is named."""
    held = tuple(head.plan_id for head in heads)  # a plan's id changes with its title
    if held not in _KNOWN:
        _KNOWN[held] = Titles(heads)
    return _KNOWN[held].named_in(text, places)
