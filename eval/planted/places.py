"""A right sentence said of a wrong place: the place in it put in another's stead, or a wrong one put before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.planted.chance import some
from eval.planted.passages import Passage
from index.models import Frozen

# Near enough to be mistaken for one another: the bundled places, their neighbours, and others.
CITIES = (
    "张掖市",
    "赣州市",
    "长春市",
    "抚远市",
    "武威市",
    "酒泉市",
    "上饶市",
    "吉安市",
    "四平市",
    "吉林市",
    "同江市",
    "佳木斯市",
    "遵义市",
)
PROVINCES = ("甘肃省", "江西省", "吉林省", "黑龙江省", "辽宁省", "青海省", "湖南省", "广东省", "海南省", "四川省")
REGIONS = {
    "香港特别行政区": "澳门特别行政区",
    "澳门特别行政区": "香港特别行政区",
    "台湾地区": "香港地区",
    "台湾同胞": "澳门同胞",
    "北京市": "天津市",
    "上海市": "重庆市",
    "重庆市": "成都市",
    "海南自由贸易港": "广东自由贸易港",
    "海南省": "广东省",
    "新疆": "西藏",
    "西藏": "新疆",
    "北京": "南京",
    "上海": "深圳",
    "广州": "杭州",
    "香港": "台湾",
    "澳门": "台湾",
    "内地": "台湾",
    "中国境内": "中国境外",
    "中国境外": "中国境内",
}
_OPENINGS = ("{place}要求，{said}", "{place}提出，{said}", "{place}的文件规定，{said}", "按照{place}的规定，{said}", "在{place}，{said}")
_OURS = re.compile(r"我市|本市|全市")


class Elsewhere(Frozen):
    """A claim about a wrong place, and the place asked about."""

    claim: str
    place: str | None


def city_swapped(passage: Passage, sentence: str, rng: Random) -> Iterator[Elsewhere]:
    """The sentence said of a place that the passage does not name and that is not its own."""
    if passage.place is None:
        yield from (Elsewhere(claim=claim, place=None) for claim in _region(passage, sentence))
        return
    wrong = [city for city in CITIES if city != passage.place and city[:-1] not in passage.text]
    own = passage.place[:-1]
    asked = passage.place if own not in passage.text else rng.choice([passage.place, None])
    claims = [sentence.replace(own, city[:2]) for city in some([city for city in wrong if len(city) == 3], 1, rng)]
    claims += [_OURS.sub(city, sentence, count=1) for city in some(wrong, 1, rng)]
    yield from (Elsewhere(claim=claim, place=asked) for claim in claims if claim != sentence)
    yield from (Elsewhere(claim=claim, place=asked) for claim in _province(passage, sentence, rng))
    if rng.random() < 0.2:
        opening = rng.choice(_OPENINGS)
        yield Elsewhere(claim=opening.format(place=rng.choice(wrong), said=sentence), place=passage.place)


def _province(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    for province in PROVINCES:
        if province in sentence:
            yield sentence.replace(province, rng.choice([other for other in PROVINCES if other[:-1] not in passage.text]))


def _region(passage: Passage, sentence: str) -> Iterator[str]:
    for region, other in REGIONS.items():
        if region in sentence and other not in passage.text and "境内地" not in sentence:
            yield sentence.replace(region, other)
            return
