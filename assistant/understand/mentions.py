"""Places and documents that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from pypinyin import lazy_pinyin

from index.models import Frozen, PlanHead
from index.places import NamedPlace, Place, all_places, is_within, names_in
from index.words import cut, is_dictionary_word, part_of_speech

# A county's short name that is an ordinary word as well (和平, 城关, 东方) is only a place with its rank.
_RANK = "省|市|县|区|旗|州|盟"
_GENERIC = re.compile(
    rf"^(?:[全本我各该每哪几某外设多两三四五]|其他|所有|什么|一个|哪个|城|都|地级|县级|直辖|副省级|省会|智慧|上海合作).*(?:{_RANK})$"
)
_UNKNOWN = re.compile(r"^([\u4e00-\u9fff]{2,4}(?:市|县|区|自治州|盟|旗))(?=的|方案|报告|法治|政府|有|对|是|要|怎|什|谁|，|,|、|和|跟|与)")


_NATION = re.compile(r"^(?:请问)?(?:全国|国家|中央|国务院)(?:的|层面|一级|出台|规定|要求|印发|对)")


class PlaceAsked(Frozen):
    """A place a question is about; `held` are the codes of places with documents that it stands for."""

    name: str
    code: str
    held: bool
    related: tuple[str, ...] = ()


class Mentions(Frozen):
    """What a question names: places, a mistyped place with its likely meaning, and the text without them."""

    places: tuple[PlaceAsked, ...]
    misspelt: tuple[tuple[str, str], ...]
    rest: str


def read_mentions(text: str, held: Iterable[Place], plans: Iterable[PlanHead]) -> Mentions:
    """Read the places out of a question; `held` are the places with documents."""
    held = list(held)
    titles = sorted({plan.title for plan in plans}, key=len, reverse=True)
    named = [name for name in names_in(_mask_titles(text, titles)) if _counts(name, text, held)]
    groups = _joined(named, text)
    asked = _without_outer([place for group in groups for place in _asked(group, held)])
    rest = _blank(text, [span for group in groups for span in [(group[0].start, group[-1].end)]])
    misspelt: tuple[tuple[str, str], ...] = ()
    if not asked:
        misspelt = tuple(_misspelt(text, held))
        nation = _NATION.match(text)
        if nation:
            return Mentions(places=(PlaceAsked(name="全国", code="", held=False),), misspelt=(), rest=text)
        unknown = _UNKNOWN.match(text)
        if not misspelt and unknown and not _GENERIC.match(unknown[1]):
            asked = [PlaceAsked(name=unknown[1], code="", held=False)]
            rest = " " * unknown.end(1) + text[unknown.end(1) :]
    return Mentions(places=tuple(dict.fromkeys(asked)), misspelt=misspelt, rest=rest)


def _mask_titles(text: str, titles: list[str]) -> str:
    """Titles of other documents in 《》 are no places asked about, titles of held ones are."""
    return re.sub(r"《([^》]*)》", lambda match: match[0] if match[1] in titles else "《" + "□" * len(match[1]) + "》", text)


def _counts(name: NamedPlace, text: str, held: list[Place]) -> bool:
    if name.full or any(place in held for place in name.places):
        return not re.match(r"国际|路|街|大学|学院|人民法院", text[name.end :]) or any(place in held for place in name.places)
    highest = {place.level for place in name.places}
    if highest & {"province", "city"}:
        return True
    alone = name.words in cut(text)
    if any(place.type == "地级市" for place in name.places):  # a city without counties (嘉峪关) ranks as one in the list
        return alone
    begins = name.start == 0 and text[name.end : name.end + 1] == "的" and not is_dictionary_word(name.words)
    if begins and any(is_within(place, outer) for place in name.places for outer in held):
        return True
    return alone and not _ordinary(name.words) and all(place.type in ("县级市", "县", "自治县", "旗", "自治旗") for place in name.places)


def _ordinary(word: str) -> bool:
    return is_dictionary_word(word) and part_of_speech(word) not in ("ns", "nr", "nrt", "x")


def _joined(named: list[NamedPlace], text: str) -> list[list[NamedPlace]]:
    """Names that follow each other without a gap say one place: 江西省赣州市章贡区."""
    groups: list[list[NamedPlace]] = []
    for name in named:
        before = groups[-1][-1] if groups else None
        gap = text[before.end : name.start] if before else "x"
        within = before and any(is_within(inner, outer) for inner, outer in product(name.places, before.places))
        if before and gap in ("", "的", "省", "市") and within:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _asked(group: list[NamedPlace], held: list[Place]) -> list[PlaceAsked]:
    last = group[-1]
    inside = [place for place in last.places if len(group) < 2 or any(is_within(place, outer) for outer in group[-2].places)]
    candidates = inside or list(last.places)
    chosen = [place for place in candidates if place in held] or candidates[:1]
    return [_place_asked(place, held) for place in chosen[:1]]


def _without_outer(asked: list[PlaceAsked]) -> list[PlaceAsked]:
    """江西省 beside 赣州 says where 赣州 lies, or whose document it carries out; unless 江西省 has documents of its own."""
    inner = [all_places()[place.code] for place in asked if place.held]
    return [place for place in asked if place.held or not any(is_within(other, all_places()[place.code]) for other in inner)]


def _place_asked(place: Place, held: list[Place]) -> PlaceAsked:
    related = [other.name for other in held if other != place and (is_within(other, place) or is_within(place, other))]
    return PlaceAsked(name=place.name, code=place.code, held=place in held, related=tuple(related))


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _misspelt(text: str, held: list[Place]) -> Iterable[tuple[str, str]]:
    """Words one character away from a held place's name: 张液市; without its rank only where they sound alike (赣洲)."""
    gaps = _names_by_gap(tuple(held))
    for size in sorted({len(name) for name, _ in gaps.values()}, reverse=True):
        for at in range(len(text) - size + 1):
            window = text[at : at + size]
            named = next((gaps[gap] for gap in _gaps(window) if gap in gaps), None)
            if named and _is_meant(text, at, window, *named):
                yield window, named[1].name
                return


def _is_meant(text: str, at: int, window: str, name: str, place: Place) -> bool:
    if window == name or not re.fullmatch(r"[\u4e00-\u9fff]+", window) or is_dictionary_word(window):
        return False
    with_rank = name == place.name and window[-1] == name[-1] and len(name) >= 3
    if with_rank and not _GENERIC.match(window) and not _rank_is_of_a_word(text, at, window):
        return True
    return lazy_pinyin(window) == lazy_pinyin(name) and (at == 0 or text[at - 1] in "，。？、,：: ")


def _rank_is_of_a_word(text: str, at: int, window: str) -> bool:
    """Whether the rank ends another word: in 哪个城市 nobody misspelt 聊城市."""
    end, word_end = at + len(window), 0
    for word in cut(text):
        word_end = text.find(word, word_end) + len(word)
        if word_end == end:
            return 1 < len(word) < len(window) and is_dictionary_word(word)
    return False


@lru_cache(maxsize=4)
def _names_by_gap(held: tuple[Place, ...]) -> dict[str, tuple[str, Place]]:
    """Full and short names of the places held, by what is left of each without one character."""
    found: dict[str, tuple[str, Place]] = {}
    for place in held:
        for name in (place.name, place.short_name):
            for gap in _gaps(name):
                found.setdefault(gap, (name, place))
    return found


def _gaps(name: str) -> list[str]:
    return [f"{name[:at]}□{name[at + 1 :]}" for at in range(len(name))]


def place_by_name(name: str, held: Iterable[Place]) -> Place | None:
    """The place a picker or caller names: held ones first, by full or short name."""
    held = list(held)
    for place in held:
        if name in (place.name, place.short_name, place.code):
            return place
    return next((place for place in all_places().values() if name in (place.name, place.short_name)), None)
