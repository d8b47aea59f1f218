"""Printed words become words that can be read aloud: no brackets, no quotation marks, no printed numbers of clauses."""

from __future__ import annotations

import re

from assistant.compose.statements import ended, polished

_NUMERALS = "一二三四五六七八九十百"
_LABEL = re.compile(
    rf"(?:^|(?<=[。；：\n]))\s*(?:[（(](?:[{_NUMERALS}]{{1,4}}|\d{{1,2}})[）)]|[{_NUMERALS}]{{1,3}}、|\d{{1,2}}[.．、](?!\d)|[①-⑳])\s*"
)
_MARKER = re.compile(r"\[\d{1,2}\]")
_ALIAS = re.compile(r"[（(](?:以下)?(?:简称|统称)[^（）()]*[）)]")
_SERIES = re.compile(r"(?<=[”》])(?=[“《])")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_RANGE = re.compile(r"(?<=\d)\s?(年?)\s?[—–\-－~～]+\s?(?=\d)")
_BRACKETED = re.compile(r"[（(]([^（）()]*)[）)]")
_NUMBERED = re.compile(r"[〔\[【（(]((?:19|20)\d\d)[〕\]】）)]\s*(\d+号)")
_QUOTES = re.compile(r"[“”\"‘’'「」『』《》〈〉<>【】〔〕\[\]]")
_YEARS = re.compile(r"[\d到年度至]+")
_CLOSED = re.compile(r"《[^《》]*》|“[^“”]*”|〈[^〈〉]*〉")  # marks in a name or a phrase quoted divide no sentence
_INLINE = 3  # characters in brackets that belong to the word before or after: 县（市、区）


def spoken(words: str) -> str:
    """Words of a document as they are read aloud; the same tokens in the same order, without an alias given in brackets."""
    text = _SERIES.sub("、", _ALIAS.sub("", _MARKER.sub("", polished(_LABEL.sub("", words)))))
    text = _CLOSED.sub(lambda name: re.sub("[，,；;：:。]", "、", name[0]), text)
    text = _NUMBERED.sub(r"\1年\2", text)
    text = _DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", text)
    text = _RANGE.sub(lambda between: f"{between[1]}到", text)
    while (plain := _BRACKETED.sub(_without_brackets, text)) != text:
        text = plain
    text = re.sub(r"[（）()]", "", _QUOTES.sub("", text))
    text = re.sub(r"—{1,2}|–", "，", text)
    return re.sub(r"[，、](?=[，。；：、])|^[，、；：。]+", "", re.sub(r"\s+", "", text))


def _without_brackets(match: re.Match[str]) -> str:
    inner = match[1].strip()
    joined = inner.replace("、", "").replace("，", "")
    if len(joined) <= _INLINE or _YEARS.fullmatch(inner):
        return joined
    return f"，{inner}，"


def sentence(words: str) -> str:
    """Words that end as a sentence does."""
    return ended(words.rstrip("，、；：。"))


def listed(names: list[str], last: str = "和") -> str:
    """甲、乙和丙."""
    return "".join(names) if len(names) < 2 else f"{'、'.join(names[:-1])}{last}{names[-1]}"
