"""Which place a document is of: named in its title, else by the assembly that adopted it, its file's name, its first lines."""

from __future__ import annotations

import re

from index.errors import NotAPlan
from index.places import NamedPlace, Place, innermost, names_in, settle

_ADOPTED = re.compile(r"日\s?(?P<assembly>[\u4e00-\u9fff]{2,16}?)第[一二三四五六七八九十]{1,3}届人民代表大会")
_FIRST_LINES = 600
_CONTEXT = 3000
_RANKS = "省市县区州盟旗"
_PART_OF_A_WORD = "域划县市"  # 区域, 区划, 市县 after a short name are no rank of the place


def place_of(title: str, text: str, source: str) -> Place | None:
    """The place of a document, None where nothing says it; raises NotAPlan where its name is that of several."""
    if not any(named.full for named in names_in(title)) and (adopted := _adopted_by(text)):
        return adopted
    for words, at_start in ((title, True), (source, True), (text[:_FIRST_LINES], False)):
        for named in names_in(words):
            place = settle(named.places, text[:_CONTEXT])
            if place is None and named.full and named.start == 0:
                where = "、".join(shared.full_name for shared in named.places)
                raise NotAPlan(f"{source}：“{named.words}”不止一处（{where}），已跳过；请用 --place 写明是哪一处后重新添加。")
            if place and (named.full or (at_start and named.start == 0) or place.name in text):
                return innermost(words, named.end, place)
    return None


def doubt_about(place: Place, title: str) -> str | None:
    """A sentence for the reader where the title calls the place by another rank than it has (莱芜市 is 莱芜区 today)."""
    named = next((named for named in names_in(title) if named.start == 0), None)
    if named is None or named.full or place not in named.places or not _has_rank(title, named):
        return None
    said = title[: named.end + 1]
    return f"标题写的是“{said}”，现按{place.full_name}收录；如不对，请管理员更正地区。"


def _has_rank(title: str, named: NamedPlace) -> bool:
    return title[named.end : named.end + 1] in tuple(_RANKS) and title[named.end + 1 : named.end + 2] not in tuple(_PART_OF_A_WORD)


def _adopted_by(text: str) -> Place | None:
    """The place whose assembly passed a regulation, from the first line that says so."""
    adopted = _ADOPTED.search(text[:_FIRST_LINES])
    named = next(names_in(adopted["assembly"]), None) if adopted else None
    if adopted is None or named is None or named.start != 0 or not named.full:
        return None
    place = settle(named.places, text[:_CONTEXT])
    return innermost(adopted["assembly"], named.end, place) if place else None
