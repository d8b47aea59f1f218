# ruff: noqa: E501 -- a pattern of what people write reads better on one line than cut anywhere
"""Addresses down to the house: what is smaller than the county is replaced, because the county decides what a question is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.places import names_in
from index.words import part_of_speech, segments

_HAN = "\u4e00-\u9fff"
_COUNT = r"(?:[0-9]{1,5}|[一二三四五六七八九十百零〇]{1,5})"
_NOT_HOUSE = r"(?!文|令|公告|线|议案|提案|案|通知|决议|工程|项目|指示|台风|店员|楼市|部门|会|保|区分|长|员|织|建|伍|户|级|内|外|期)"
_UNIT = rf"(?:号楼|号院|号门|号|栋|幢|座|单元|层|楼|室|弄|门|户|房|排|组|社|队|支|屯){_NOT_HOUSE}"
_PART = rf"(?:[第附之]{{0,1}}(?:{_COUNT}|[A-Za-z][0-9]{{0,4}}|[甲乙丙丁东西南北])(?:[-#之]{_COUNT}){{0,4}} ?(?:{_UNIT}))"
_ESTATE = r"(?:小区|花园|花苑|家园|公寓|大厦|新村|新城|宿舍|家属院|家属楼|广场|国际|中心|社区|城|苑|庭|府|湾|居|园|邨)"
_TAIL = (
    rf"(?:[ ,，]?(?:[{_HAN}A-Za-z]{{1,8}}?{_ESTATE})?[ ,，]?{_PART}){{0,6}}(?:[ -]?[0-9]{{2,4}}(?:室)?(?![0-9]|年|月|日|元|-|[A-Za-z]))?"
)
_ROAD = r"(?:大街|大道|大路|公路|马路|胡同|路|街|巷|道|弄|里弄|坊)"
_TURN = r"(?:[东西南北中]段|[东西南北]侧|[东西南北]?[0-9一二三四五六七八九十]*(?:支路|支巷|条|巷))?"
_CORE = re.compile(
    rf"(?P<road>{_ROAD}){_TURN} ?{_PART}{_TAIL}"
    rf"|(?P<estate>{_ESTATE})(?:[东西南北]区|[0-9一二三四五六七八九十A-Z]{{1,2}}[期区])? ?(?:{_PART}|[0-9]{{1,3}}(?:[-#][0-9]{{1,4}}){{1,3}}(?![0-9-])){_TAIL}"
    rf"|(?P<village>村|嘎查|屯|社区|街道|镇|乡)(?:[{_HAN}]{{1,6}}(?=屯|自然村))?(?:屯|自然村)?(?: ?{_PART}){_TAIL}"
    rf"|(?P<hamlet>村[{_HAN}]{{1,4}}屯)(?!{_PART})"
    rf"|(?<![0-9A-Za-z一二三四五六七八九十第])(?P<inside>{_COUNT}(?:号楼|栋|幢|座|单元))[ ,，]?{_PART}{_TAIL}"
)
_SAID = re.compile(
    rf"(?:家住|住在|住址|地址|现住|住的是|租住|户籍|我住|俺住|老家)(?:是|在|为|地)?[: ]{{0,2}}(?P<said>[{_HAN}A-Za-z]{{2,24}}?)(?P<door>[0-9]{{1,3}}(?:[-#][0-9]{{1,4}}){{1,4}}(?![0-9年月])|{_PART}{_TAIL})"
)
_SEGMENT = re.compile(rf"[{_HAN}A-Za-z0-9]+\Z")
_REACH = 30
_STOPS = frozenset(
    [
        "住在",
        "家住",
        "住",
        "住址",
        "地址",
        "现住",
        "租住",
        "是",
        "叫",
        "去",
        "到",
        "从",
        "往",
        "在",
        "位于",
        "问",
        "请问",
        "想问",
        "问下",
        "来自",
        "搬到",
        "我",
        "俺",
        "我们",
        "咱",
        "咱们",
        "我家",
        "你",
        "您",
        "他",
        "她",
        "的",
        "了",
        "有",
        "把",
        "对",
        "跟",
        "和",
        "与",
        "给",
        "给我",
        "反映",
        "投诉",
        "举报",
        "就是",
        "就",
        "说",
        "家",
        "家里",
        "为",
        "属于",
        "归",
        "请",
        "想",
        "要",
        "咨询",
        "了解",
        "位",
        "寄到",
        "送到",
        "开",
        "开在",
        "租",
        "买",
        "买了",
        "一个",
        "个",
        "这个",
        "那个",
        "每",
        "各",
        "每个",
        "全",
        "本",
        "该",
        "我村",
        "现",
        "户籍",
        "老家",
        "经过",
        "路过",
        "看见",
        "被",
        "让",
        "向",
        "由",
        "至",
        "及",
        "或",
    ]
)
_SMALLER = "镇乡村街路道巷屯里大东西南北中"  # after a short name: a street or a village is called after a place
_NO_NAME = re.compile(r"(?:^|[每各个全该本市乡农行政心辖示范同有修开多几一二三四五两条名])\Z")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand, without the province, city and county before them."""
    for found in _SAID.finditer(text):
        start = _after_places(text, found.start("said"), found.start("door"))
        if start < found.start("door") or not found["door"][0].isdigit():
            yield start, found.end()
    for found in _CORE.finditer(text):
        begins = _begin(text, found.start())
        if found.lastgroup == "inside" or (begins < found.start() and not _NO_NAME.search(text[begins : found.start()])):
            yield begins, found.end()


def _begin(text: str, core: int) -> int:
    """Where the name of a road or village that ends at `core` begins."""
    segment = _SEGMENT.search(text, max(0, core - _REACH), core)
    if not segment:
        return core
    at = start = segment.start()
    for word in segments(text[start:core] + "路"):
        at += len(word)
        if at <= core and (word in _STOPS or part_of_speech(word) in ("r", "p", "u", "uj", "ul", "y", "c")):
            start = at
    return _after_places(text, start, core)


def _after_places(text: str, start: int, core: int) -> int:
    """Past the places that a stretch begins with or speaks of; a road called after a place is no place."""
    at = start
    for place in names_in(text[start:core]):
        after = start + place.end
        if after < core and (place.full or (start + place.start == at and text[after] not in _SMALLER)):
            at = after
    return at
