"""Changes that change nothing: numerals, punctuation, script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random

from opencc import OpenCC

from eval.planted.numerals import chinese, counts, digits, rewritten
from eval.planted.passages import Passage

_YEAR_END = re.compile(r"(?<=\d年)年?底(?=前|以前|[，,。\u4e00-\u9fff])")
_YEAR = re.compile(r"(?<![\d〔—\-第《])(?<!（)(?<!\()(20[1-3]\d)(?=年)")
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_PERCENT = re.compile(r"(\d+)(?:\.(\d+))?[%％]")
_NAMES = re.compile(r"五年规划|三年行动|八项规定|九项规定|三项制度|两条线")
_WIDE = str.maketrans("，；：（）！？", ",;:()!?")
_NARROW = str.maketrans(",;:()!?", "，；：（）！？")
_QUOTES = (("“", "”", "「", "」"), ("“", "”", '"', '"'), ("《", "》", "〈", "〉"))


def harmless_numeral(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """A number or a date in the other script, or the end of a year in the other wording."""
    for count in counts(sentence):
        if _named(sentence, count.start):
            continue
        if count.written.startswith("百分之"):
            yield rewritten(sentence, count, digits(count.value) + "%")
        elif count.chinese:
            yield rewritten(sentence, count, digits(count.value))
        elif count.unit not in ("%", "％") and count.value == int(count.value):
            yield rewritten(sentence, count, chinese(int(count.value), count.unit))
    for match in _PERCENT.finditer(sentence):
        point = "点" + "".join("零一二三四五六七八九"[int(digit)] for digit in match[2]) if match[2] else ""
        yield sentence[: match.start()] + "百分之" + chinese(int(match[1])).replace("一百", "百") + point + sentence[match.end() :]
    for pattern, write in ((_YEAR_END, _other_end), (_YEAR, _digit_by_digit), (_DAY, _day)):
        for match in pattern.finditer(sentence):
            if sentence[: match.start()].count("《") == sentence[: match.start()].count("》"):
                yield sentence[: match.start()] + write(match) + sentence[match.end() :]


def harmless_punctuation(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """Stops of the other width, other quotation marks, no full stop, spaces beside digits."""
    other = sentence.translate(_NARROW) if re.search(r"[,;:()]", sentence) else sentence.translate(_WIDE)
    spaced = re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", sentence)
    quoted = sentence
    left, right, new_left, new_right = rng.choice(_QUOTES[:2])
    quoted = quoted.replace(left, new_left).replace(right, new_right)
    made = [other, spaced, quoted, sentence.removesuffix("。"), other.removesuffix("。") + "."]
    yield from (claim for claim in dict.fromkeys(made) if claim != sentence)


def harmless_traditional(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """The sentence in traditional characters."""
    yield _traditional().convert(sentence)


def harmless_verbatim(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """The sentence itself."""
    yield sentence


@cache
def _traditional() -> OpenCC:
    return OpenCC("s2t")


def _named(sentence: str, at: int) -> bool:
    return any(match.start() <= at < match.end() for match in _NAMES.finditer(sentence))


def _other_end(match: re.Match[str]) -> str:
    return "底" if match[0] == "年底" else "年底"


def _digit_by_digit(match: re.Match[str]) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in match[1])


def _day(match: re.Match[str]) -> str:
    return f"{chinese(int(match[1]))}月{chinese(int(match[2]))}日"
