"""What in a sentence has a type: documents' numbers, dates, rhythms, numbers with unit and bound, places, modal words.

Each is given by its kind, its value in one spelling (三年 and 3年, 2022年年底前 and 2022年底), and where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claims.vocabulary import BY_THEMSELVES, TYPED
from index.numbering import number_of
from index.places import names_in

_C = "〇零一二三四五六七八九十百千万两"
_NUMERAL = rf"(?:\d+(?:[.,]\d+)*|[{_C}]+(?:点[{_C}]+)?)"
_COUNTED = (
    "个工作日|工作日|个学时|学时|课时|小时|分钟|个月|季度|年|月|周|日|天|万元|亿元|元|万人次|人次|万户|余?件|余?项|个|项|次|期|场|件|家|名|人|位|户|类|种|"
    "条|款|部|份|档|级|所|支|批|轮|层|张|倍|处|套|组|步|例|起|站|座|宗|门|届|岁|成|章|节|遍|回|公里|平方米|吨|篇|册|页|方面|大|小时|星|米|度|分|倍"
)
_EVEN = {"天": "日", "个工作日": "工作日", "个学时": "学时", "个月": "月_", "人": "名", "位": "名", "回": "次", "个": "", "余件": "余件"}
_AT_LEAST = r"不少于|不低于|不得少于|不得低于|不应少于|不小于|至少|最少|起码"
_AT_MOST = r"不超过|不得超过|不应超过|不多于|不高于|不得高于|不得多于|至多|最多|不大于"
_BOUND = rf"(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<more>超过|多于|高于|大于|突破)|(?P<less>少于|低于|不足|未满|不满|小于)|(?P<about>大约|约|近|左右)"
_SIGN = {"least": "≥", "most": "≤", "more": ">", "less": "<", "about": "~"}
_AFTER = r"(?P<up>以上|及以上)|(?P<down>以下)|(?P<within>以内|之内|内)|(?P<around>左右|上下)"
_AFTER_SIGN = {"up": "≥", "down": "≤", "within": "≤", "around": "~"}
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})"
_PART = r"(?:年?[底末初](?!线)|上半年|下半年|第?[一二三四1-4]季度)"
_DATE = re.compile(
    rf"(?P<from>自|从)?(?:截至|截止|到|至)?(?P<year>{_YEAR})年(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:(?P<day>\d{{1,2}}|[{_C}]{{1,3}})日|(?P<end>[底末]))?)?"
    rf"(?P<part>{_PART})?(?P<relation>之?前|以前|之?后|以后|起)?"
)
_RANGE = re.compile(rf"(?P<first>{_YEAR})年?\s?[—–\-~～至到]+\s?(?P<last>{_YEAR})年?")
_DAY = re.compile(
    rf"(?P<which>次年|当年|本年|今年|明年|去年)?(?<!\d)(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:(?P<day>\d{{1,2}}|[{_C}]{{1,3}})日|(?P<end>[底末]))(?P<relation>之?前|以前|之?后|以后|起)?"
)
_RELATIVE = re.compile(
    r"次年|当年|今年|明年|去年|上年度?|本年度|年[终初中](?!央)|半年|当[日月天]|次[日月]|年[底末](?=前|[，,。；])前?|季度末|月底前?"
)
_RHYTHM = re.compile(
    rf"每(?:个|隔)?(?P<n>{_NUMERAL})?个?(?P<unit>半年|年度?|季度?|月|周|日|天|届|学期)|定期|不定期|常态化|按[年季月](?!度计)"
)
_NUMBER = re.compile(  # 进一步 counts nothing
    rf"(?:(?:{_BOUND})\s?)?(?:百分之(?P<percent>{_NUMERAL})|(?P<ordinal>第)?(?P<n>(?<!进){_NUMERAL})(?P<times>万|亿)?(?P<more_than>余|多)?\s?(?P<unit>%|％|个百分点|{_COUNTED})?)"
    rf"(?:{_AFTER})?"
)
_DETACHED = re.compile(rf"(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{0,2}[〔\[【(]\d{4}[〕\]】)]\s?\d+号")


def typed(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Kind, value, start and end of everything typed in a readable text; where two overlap, the first given counts."""
    for match in _DOCUMENT.finditer(text):
        yield "number", re.sub(r"\W", "", match[0]), match.start(), match.end()
    for match in _RANGE.finditer(text):
        yield "date", f"{_year(match['first'])}–{_year(match['last'])}", match.start(), match.end()
    for match in _DATE.finditer(text):
        yield "date", _date(match), match.start(), match.end()
    for match in _DAY.finditer(text):
        yield "date", _date(match), match.start(), match.end()
    for match in _RELATIVE.finditer(text):
        yield "date", match[0].removesuffix("前").removesuffix("度").replace("末", "底"), match.start(), match.end()
    for match in _RHYTHM.finditer(text):
        yield "date", _rhythm(match), match.start(), match.end()
    for match in _NUMBER.finditer(text):
        value = _number(match)
        if value:
            yield "number", value, match.start(), match.end()
    for match in _DETACHED.finditer(text):
        yield "bound", _SIGN[match.lastgroup or "least"], match.start(), match.end()
    for named in names_in(text):
        if named.full or any(place.level != "county" for place in named.places):
            yield "place", named.words, named.start, named.end
    for kind, words in TYPED.items():
        for canonical, pattern in words.items():
            for match in re.finditer(pattern, text):
                yield kind, match[0] if canonical in BY_THEMSELVES else canonical, match.start(), match.end()


def _year(words: str) -> str:
    return (
        words
        if words.isdigit()
        else "".join(str("〇一二三四五六七八九".find(char.replace("零", "〇").replace("○", "〇"))) for char in words)
    )


def _date(match: re.Match[str]) -> str:
    groups = match.groupdict()
    year = _year(groups["year"]) if groups.get("year") else (groups.get("which") or "")
    month, day = (str(number_of(groups[name]) or groups[name]) if groups.get(name) else "" for name in ("month", "day"))
    part = (groups.get("part") or groups.get("end") or "").removeprefix("年").replace("末", "底")
    part = re.sub("第?([一二三四1-4])季度", lambda found: f"Q{number_of(found[1])}", part)
    relation = groups.get("relation") or ""
    after = "后" if relation in ("后", "之后", "以后", "起") else ""
    before = "前" if relation and not after and not part else ""
    start = "自" if groups.get("from") or relation == "起" else ""
    return f"{start}{year}年{month}月{day}{part}{(after if not start else '') or before}"


def _rhythm(match: re.Match[str]) -> str:
    if not match["unit"]:
        return match[0]
    count = number_of(match["n"]) if match["n"] else 1
    return f"每{count}{match['unit'].removesuffix('度')}"


def _number(match: re.Match[str]) -> str:
    groups = match.groupdict()
    sign = next((_SIGN[name] for name in _SIGN if groups[name]), "") or next(
        (_AFTER_SIGN[name] for name in _AFTER_SIGN if groups[name]), ""
    )
    if groups["percent"]:
        return f"{sign}{_value(groups['percent'])}%"
    numeral, unit = groups["n"], (groups["unit"] or "").replace("％", "%")
    if not numeral[0].isdigit() and not (unit or groups["ordinal"]):
        return ""
    value = _value(numeral)
    if not value:
        return ""
    times = {"万": 10_000, "亿": 100_000_000}.get((groups["times"] or "") or unit[:1] * (unit in ("万元", "亿元", "万户", "万人次")), 1)
    amount = f"{float(value) * times:g}" if times != 1 else value
    counted = unit.removeprefix("万").removeprefix("亿") if times != 1 else unit
    return f"{sign}{groups['ordinal'] or ''}{amount}{groups['more_than'] or ''}{_EVEN.get(counted, counted)}"


def _value(numeral: str) -> str:
    if numeral[0].isdigit():
        return f"{float(numeral.replace(',', '')):g}" if re.fullmatch(r"[\d,]+(?:\.\d+)?", numeral) else numeral
    whole, _, decimals = numeral.partition("点")
    number = number_of(whole) if whole[0] not in "百千万" else number_of("一" + whole)
    digits = "".join(str("〇一二三四五六七八九".find(char.replace("零", "〇"))) for char in decimals)
    return "" if number is None else f"{number:g}" + (f".{digits}" if digits else "")
