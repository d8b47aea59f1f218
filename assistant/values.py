"""Values that a sentence states: years and dates, numbers with their unit, percentages; compared by value, not by spelling."""

from __future__ import annotations

import re

from index.models import Frozen
from index.numbering import number_of
from index.words import plain

_C = "〇零一二三四五六七八九十百千两"
_UNITS = "个工作日|工作日|学时|小时|课时|个月|万户|亿元|万元|元|年|月|日|天|周|个|项|次|期|场|件|家|名|人|户|类|种|条|部|份|档|级|位|所|支|批|轮|层|张|分|倍|处|套|组|步|所|例|起|站|座|宗|门"
_NUMBER = re.compile(
    rf"(?P<digits>\d+(?:\.\d+)?)\s?(?P<unit>%|万户|{_UNITS})?|百分之(?P<percent>[{_C}\d.]+)|(?P<chinese>[{_C}]+)(?P<cunit>{_UNITS})(?![{_C}])"
)
_MULTIPLES = {"万户": 10_000, "万元": 10_000, "亿元": 100_000_000}
_FEW = {"级", "层", "部", "步", "年", "所", "张", "分", "门", "套"}  # 两级, 三年行动: parts of names rather than amounts
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?=年|[^\d]|$)")
_SAME_UNIT = {
    "天": "日",
    "工作日": "日",
    "个工作日": "日",
    "回": "次",
    "期": "次",
    "场": "次",
    "遍": "次",
    "小时": "学时",
    "课时": "学时",
    "人": "名",
    "位": "名",
}


class Value(Frozen):
    """A number with what it counts; years are their own unit."""

    number: float
    unit: str
    start: int
    end: int


def values_in(text: str) -> tuple[Value, ...]:
    """All values a text states, in order; Chinese numerals count only with a unit."""
    found = []
    for match in _NUMBER.finditer(text):
        if match["percent"]:
            number, unit = _number(match["percent"]), "%"
        elif match["digits"]:
            number, unit = float(match["digits"]), match["unit"] or ""
            number, unit = number * _MULTIPLES.get(unit, 1), {"万户": "户", "亿元": "元", "万元": "元"}.get(unit, unit)
            if (unit == "年" and 1900 <= number <= 2100) or (not unit and re.match(r"年", text[match.end() :]) and number > 1900):
                unit = "公历年"
        else:
            number, unit = _number(match["chinese"]), match["cunit"]
        if number is not None:
            found.append(Value(number=number, unit=_SAME_UNIT.get(unit, unit), start=match.start(), end=match.end()))
    return tuple(found)


def _number(numeral: str) -> float | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", numeral):
        return float(numeral)
    return number_of(numeral)


def unit_asked(text: str) -> str | None:
    """The unit that 多少 or 几 asks for (日, 次, %); an empty string where any number will do, None where no number is asked."""
    if re.search(r"百分之(?:几|多少)|比例|占比|几成|多大比|[率]是?(?:多少|多高)|率要?达到", text):
        return "%"
    if re.search(r"(?:多少|几)[^，。？]{0,8}(?:经费|资金|钱|预算|补贴|罚款|收费|票价|工资)|几百万|几千万|几亿", text):
        return "元"
    found = re.search(rf"(?:多少|几)\s?(?P<unit>{_UNITS})?", text)
    if not found:
        return None
    return _SAME_UNIT.get(found["unit"] or "", found["unit"] or "")


_NO_COUNT = _FEW | {"公历年", "月", "日", "%", "元", "倍", "学时", "条"}


def states(text: str, unit: str) -> bool:
    """Whether a text states a number of that unit; 个 counts whatever else has a counter of its own (875件)."""
    found = values_in(plain(text))
    if unit in ("家", "户") and any(value.unit in ("家", "户") for value in found):
        return True
    if unit == "个" and any(value.unit not in _NO_COUNT for value in found):
        return True
    if unit == "":
        return any(value.unit not in _FEW | {"公历年"} for value in found) or bool(re.search(r"第[一二三四五六七八九十\d]+", text))
    return any(value.unit == unit or (unit in ("个", "次", "名", "家", "件", "项") and value.unit == "") for value in found)


def normal(text: str) -> str:
    """Text as it is compared: one width, no white space, no punctuation that carries no meaning."""
    return re.sub(r"[\s,，、。；;：:“”\"'‘’《》〈〉<>()（）—–\-~～\[\]【】]|(?<!\d)\.|\.(?!\d)", "", plain(text))
