"""Numbers that count something, found in a sentence, read and written again in either script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.models import Frozen

_UNITS = "个工作日|工作日|个月|学时|小时|周岁|人次|万元|亿元|万户|年|日|天|周|个|项|件|次|家|人|名|部|场|户|处|期|类|份|倍|元|条|%|％"
_COUNT = re.compile(rf"(?P<value>\d+(?:\.\d+)?|[一二两三四五六七八九十百千万零〇]+)(?P<unit>余?(?:{_UNITS}))")
_PERCENT = re.compile(r"(?P<value>百分之[一二三四五六七八九十百]+)(?P<unit>)")
_NAMED = re.compile(r"“[^”]*”|《[^》]*》|〔[^〕]*〕")
_YEAR = re.compile(r"(?<![\d—\-〔])20[1-3]\d(?=年)")
_DIGITS = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1000}


class Count(Frozen):
    """A number with its measure word; `bound` is +1 where the text asks for at least so many, -1 for at most, else 0."""

    start: int
    end: int
    written: str
    value: float
    unit: str
    bound: int

    @property
    def chinese(self) -> bool:
        """Whether it is written in Chinese numerals."""
        return not self.written[0].isdigit()


def counts(text: str) -> Iterator[Count]:
    """The numbers of a text that count something; none in titles, quotes, ordinals, dates and names."""
    named = [(match.start(), match.end()) for match in _NAMED.finditer(text)]
    for match in sorted([*_COUNT.finditer(text), *_PERCENT.finditer(text)], key=lambda match: match.start()):
        if any(start <= match.start() < end for start, end in named) or _other(text, match):
            continue
        written = match["value"]
        if value := read(written.removeprefix("百分之")):
            yield Count(
                start=match.start("value"),
                end=match.end("value"),
                written=written,
                value=value,
                unit=match["unit"],
                bound=_bound(text, match),
            )


def years(text: str) -> list[re.Match[str]]:
    """The years of a text that stand in no title."""
    named = [match.span() for match in _NAMED.finditer(text)]
    return [match for match in _YEAR.finditer(text) if not any(start <= match.start() < end for start, end in named)]


def _other(text: str, match: re.Match[str]) -> bool:
    """Whether this is no count of things: an ordinal, a date, a range, a fraction, a bare 一, a word such as 万一."""
    before, after = text[: match.start()], text[match.end() :]
    value, unit = match["value"], match["unit"]
    if re.search(r"[第之分\d.\-—–~至期前后这那本同每任某唯统万专]$|[上下]一?$|\d年\d*$|月$", before) and not value.startswith("百分"):
        return True
    if value in ("一", "百", "千", "万", "万一") and not re.search(r"(?:至少|每年|不少于)[\u4e00-\u9fff]{0,2}$", before):
        return not (value == "一" and re.match(r"以上|以内|以下|内", after))
    if unit == "年" and ((value.isdigit() and len(value) == 4) or after.startswith("级")):
        return True
    named = unit in ("部", "条", "类", "人", "周", "份", "家", "项", "个") and re.match(r"[门件例款目族期性权行员民别线]", after)
    return bool(named) and not value[0].isdigit()


def _bound(text: str, match: re.Match[str]) -> int:
    before, after = text[: match.start()], text[match.end() :]
    if re.match(r"以下|以内|之内|内", after) or re.search(r"(?:不超过|不得超过|最多|不满|不足)$", before):
        return -1
    least = re.search(r"(?:不少于|不得少于|不低于|不得低于|至少|超过|突破|多于|满)[\u4e00-\u9fff]{0,3}$", before)
    return 1 if least or re.match(r"以上", after) else 0


def read(written: str) -> float:
    """The value of a number in digits or in Chinese numerals below a hundred million."""
    if written[0].isdigit():
        return float(written)
    whole, rest = written.split("万", 1) if "万" in written else ("", written)
    return float((_small(whole) if whole else 1 if "万" in written else 0) * 10_000 + _small(rest))


def _small(written: str) -> int:
    total, digit = 0, 0
    for char in written.replace("两", "二").replace("〇", "零"):
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS.index(char)
    return total + digit


def chinese(value: int, unit: str = "") -> str:
    """A number in Chinese numerals; 两 before most measure words."""
    if value == 2 and unit and unit not in ("日", "%"):
        return "两"
    if value >= 10_000:
        rest = value % 10_000
        return chinese(value // 10_000) + "万" + ("零" if 0 < rest < 1000 else "") + (chinese(rest) if rest else "")
    written, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + name
        gap = not digit
    return written.removeprefix("一") if 10 <= value < 20 else written or "零"


def digits(value: float) -> str:
    """A number in digits."""
    return str(int(value)) if value == int(value) else str(value)


def rewritten(text: str, count: Count, written: str) -> str:
    """The text with another number in place of one."""
    return text[: count.start] + written + text[count.end :]
