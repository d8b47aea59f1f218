"""The printed numbers of official documents: which schemes exist, and which of them a document uses.

The usual order of levels is that of GB/T 9704 (一、 （一） 1. （1）), with 编章节条 above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import cn2an

_CHINESE = "〇零一二三四五六七八九十百千两"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class Scheme:
    """One way of printing numbers; `order` is its usual level, smaller is higher."""

    name: str
    order: int
    pattern: re.Pattern[str]


def _scheme(name: str, order: int, label: str, after: str = "") -> Scheme:
    return Scheme(name, order, re.compile(rf"(?P<label>{label}){after}"))


_DASHES = "－—–ー-"  # typed for 一 as the last character of a number: 第三十－条
_ORDINAL = rf"第\s?(?P<n>[{_CHINESE}\d]+[{_DASHES}]?|[{_DASHES}])\s?"
# What follows an article's number where it is only referred to: 第三条规定…, 第三条和第五条, 第三条第二款.
_NOT_A_REFERENCE = r"(?!第|规定|所|的|之(?!一|二|三)|和|或|及|与|至|到|、|，|,|。|；|中|款|项)"
SCHEMES = (
    _scheme("附件", -1, rf"附\s?件\s?(?P<n>[{_CHINESE}\d]*)", r"[：:]?(?=\s*$)"),
    _scheme("编", 0, _ORDINAL + "编", _NOT_A_REFERENCE),
    _scheme("章", 1, _ORDINAL + "章", _NOT_A_REFERENCE),
    _scheme("节", 2, _ORDINAL + "节", _NOT_A_REFERENCE),
    _scheme("部分", 2, _ORDINAL + "部分", r"(?=\s|[：:])"),
    _scheme("条", 3, _ORDINAL + rf"条(?:之[{_CHINESE}]+)?", _NOT_A_REFERENCE),
    _scheme("一、", 4, rf"(?P<n>[{_CHINESE}]+)", rf"\s?、(?![{_CHINESE}]、)"),
    _scheme("（一）", 5, rf"[（(]\s?(?P<n>[{_CHINESE}]+)\s?[)）]", rf"(?![、，,和至]|项(?!目)|[（(]\s?[{_CHINESE}]+\s?[)）])"),
    _scheme("1、", 6, r"(?P<n>\d{1,3})", r"\s?、"),
    _scheme("1.", 6, r"(?P<n>\d{1,3})\s?[.．]", r"(?!\d)"),
    _scheme("（1）", 7, r"[（(]\s?(?P<n>\d{1,3})\s?[)）]", r"(?![、，,和至]|项(?!目)|[（(]\s?\d+\s?[)）])"),
    _scheme("1）", 8, r"(?P<n>\d{1,3})[)）]"),
    _scheme("①", 9, rf"(?P<n>[{_CIRCLED}])"),
)
BY_NAME = {scheme.name: scheme for scheme in SCHEMES}
ARTICLE = "条"
ANNEX = "附件"
DIVISIONS = frozenset({"编", "章", "节"})


@dataclass(frozen=True)
class Label:
    """A number printed at the start of a line; `end` is where the words after it begin."""

    scheme: str
    text: str
    number: int
    start: int
    end: int


def number_of(numeral: str) -> int | None:
    """The value of a Chinese, Arabic or circled numeral, None where it is none."""
    if not numeral:
        return 1  # a single annex is printed without a number
    if numeral in _CIRCLED:
        return _CIRCLED.index(numeral) + 1
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if numeral[-1] in _DASHES:
        numeral = f"{numeral[:-1]}一"
    try:
        return int(cn2an.cn2an(numeral.replace("〇", "零"), "smart"))
    except (ValueError, KeyError):
        return None


_LEAD = re.compile(r"(?:[ \t\u3000\xa0\ufeff]|\[bookmark:[^\]\n]{0,80}\]|#{1,6} )*")  # '## ' is a heading in Markdown


def label_at(text: str, line_start: int, line_end: int) -> Label | None:
    """The label that a line begins with, if it begins with one."""
    lead = _LEAD.match(text, line_start, line_end)
    at = lead.end() if lead else line_start
    for scheme in SCHEMES:
        found = scheme.pattern.match(text, at, line_end)
        number = number_of(found["n"]) if found else None
        if found and number is not None:
            end = found.end()
            while end < line_end and text[end] in " \t\u3000\xa0":
                end += 1
            return Label(scheme.name, found["label"].strip(), number, found.start(), end)
    return None


def schemes_in_use(labels: list[Label]) -> set[str]:
    """Schemes the document numbers by: those that begin at one, or count on at least once."""
    in_use = set()
    for name in {label.scheme for label in labels}:
        numbers = [label.number for label in labels if label.scheme == name]
        counts_on = any(later == earlier + 1 for earlier, later in pairwise(numbers))
        if 1 in numbers or counts_on:
            in_use.add(name)
    return in_use


def levels(labels: list[Label], in_use: set[str]) -> dict[str, int]:
    """Rank of each scheme in this document, from how its labels nest; where that is silent, the usual order."""
    restarts: dict[tuple[str, str], int] = {}
    previous: Label | None = None
    for label in (label for label in labels if label.scheme in in_use):
        if previous and previous.scheme != label.scheme and label.number == 1 and label.scheme != ANNEX:
            pair = (previous.scheme, label.scheme)
            restarts[pair] = restarts.get(pair, 0) + 1
        previous = label
    ordered: list[str] = []
    for name in sorted(in_use, key=lambda name: BY_NAME[name].order):
        at = len(ordered)
        while at and restarts.get((name, ordered[at - 1]), 0) > restarts.get((ordered[at - 1], name), 0):
            at -= 1
        ordered.insert(at, name)
    return {name: rank for rank, name in enumerate(ordered)}
