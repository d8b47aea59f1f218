"""A text made easy to search, character for character: one width, one script, digits of every script as 0 to 9."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

from opencc import OpenCC

from assistant.privacy.placeholders import PLACEHOLDER

_DASHES = "‐‑‒–—―−﹣－ー～~"
_DOTS = "·•‧∙・。．｡"
_UNSEEN = "\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff\u3000\t"
_SAID = str.maketrans("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0012345678911" + "23456789")
_SPOKEN_NUMBER = re.compile(r"[〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖](?:[ -]?[〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]){9,}")


@cache
def _table() -> dict[int, str]:
    """Every character that is written as another, by its code."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "［］，；！？"}
    for code in range(0x100, sys.maxunicode + 1):
        digit = unicodedata.decimal(chr(code), None)
        if digit is not None:
            table[code] = str(digit)
    table |= {0x2460 + n: str(n + 1) for n in range(9)} | {ord(char): "0" for char in "⓪"}
    return (
        table
        | dict.fromkeys(map(ord, _DASHES), "-")
        | dict.fromkeys([*map(ord, _UNSEEN), *range(9), *range(11, 32), 127], " ")
        | dict.fromkeys(map(ord, "＠﹫"), "@")
    )


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def folded(text: str) -> str:
    """The same number of characters as `text`; what is in placeholders is blanked out."""
    plain = text.encode("utf-8", "replace").decode("utf-8").translate(_table())
    if "［" in plain:
        plain = PLACEHOLDER.sub(lambda found: "［" + "\0" * (len(found[0]) - 2) + "］", plain)
    simple = _converter().convert(plain)
    same = simple if len(simple) == len(plain) else plain
    return _SPOKEN_NUMBER.sub(lambda found: found[0].translate(_SAID), same)


def dotted(char: str) -> bool:
    """Whether a character is one of the dots that people put into names and plates."""
    return char in _DOTS
