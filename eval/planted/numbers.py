"""Wrong numbers: another number in place of the right one, or one that the same clause says of something else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

from eval.planted.chance import some
from eval.planted.numerals import Count, chinese, counts, digits, rewritten, years
from eval.planted.passages import Passage

_FAR = 20


def number_changed(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """A number that the passage says of nothing; where a bound is said, one that does not follow from the right one."""
    said = {(count.value, count.unit) for count in counts(passage.text)}
    for count in counts(sentence):
        others = [value for value in _others(count) if (value, count.unit) not in said]
        for value in some(others, 2, rng):
            yield rewritten(sentence, count, write(count, value))


def number_swapped(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """A number or a year of something else in the same passage."""
    yield from _years(passage, sentence)
    elsewhere = [count.value for count in counts(passage.text)]
    for count in counts(sentence):
        for value in some(sorted({value for value in elsewhere if _fits(count, value)}), 2, rng):
            yield rewritten(sentence, count, write(count, value))


def _years(passage: Passage, sentence: str) -> Iterator[str]:
    """A year that the passage says of something else, where the sentence says only one."""
    found, said = years(sentence), sorted({match[0] for match in years(passage.text)})
    for match in found:
        for year in said:
            if year not in sentence or (len(found) > 1 and year != match[0]):
                yield sentence[: match.start()] + year + sentence[match.end() :]


def numbers_exchanged(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """Two numbers of one sentence, each said of the other's owner."""
    for one, other in combinations(counts(sentence), 2):
        alike = one.chinese == other.chinese and (one.value % 1 == 0) == (other.value % 1 == 0)
        if alike and one.value != other.value and _fits(one, other.value) and ("%" in one.unit) == ("%" in other.unit):
            yield rewritten(rewritten(sentence, other, write(other, one.value)), one, write(one, other.value))


def write(count: Count, value: float) -> str:
    """A value written as the number it stands for was."""
    if not count.chinese:
        return digits(value)
    return "百分之" + chinese(int(value)) if count.written.startswith("百分之") else chinese(int(value), count.unit)


def _others(count: Count) -> list[float]:
    """Values near enough to be mistaken for the right one."""
    value = count.value
    turned = float(digits(value)[:-2] + digits(value)[:-3:-1]) if value >= 10 and value % 1 == 0 else value
    if count.unit.startswith("余"):
        near = [value + 20, value * 2]
    elif value % 1:
        near = [round(value + 1.1, 1), round(value - 1.1, 1), round(value / 2, 1)]
    elif value in (5, 15) or (value >= 20 and value % 10 == 0):
        near = [value * 2, value // 2, value + (10 if value < 100 else value)]
    else:
        near = [value + 1, value + 2, value - 1, value * 2, turned]
    percent = "%" in count.unit or count.written.startswith("百分之")
    return [
        other for other in dict.fromkeys(near) if other >= 1 and other != value and _allowed(count, other) and not (percent and other > 100)
    ]


def _fits(count: Count, value: float) -> bool:
    """Whether a number of something else could be taken for this one: of its kind, and not many times larger or smaller."""
    percent = "%" in count.unit or count.written.startswith("百分之")
    alike = value % 1 == 0 or (percent and not count.chinese)
    near = 1 / _FAR <= value / count.value <= _FAR and not (percent and value > 100)
    return value != count.value and alike and near and _allowed(count, value)


def _allowed(count: Count, value: float) -> bool:
    """At least sixty does not make at least seventy, but makes at least fifty."""
    return (value - count.value) * count.bound >= 0
