"""Right facts with their owners exchanged: who does what, what follows in which case, which number or year is whose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from random import Random

from eval.planted.numbers import numbers_exchanged
from eval.planted.numerals import years
from eval.planted.pairs import plain
from eval.planted.passages import Passage

_ROLE = re.compile(
    r"(?<=[、，,])(?:健全完善|建立健全|健全|完善|建立)?(?P<who>[\u4e00-\u9fff]{2,8}?)"
    r"(?:统一领导|领导|主导|依托|牵头|负总责|参与|协同|为主体|配合)(?=[、，,的])"
)
_CASE = r"(?:对|情节)[^，,。；;：:]{2,30}的(?=[，,按依处给予应加严不])"
_CASES = re.compile(rf"(?P<one>{_CASE})[^。；;]*?[；;，,](?P<other>{_CASE})[^。；;]+")
_MEANS = re.compile(r"(?:以|、)(?P<what>[^、，,。；;为以]{2,14})(?<![行作])为(?P<as>[^、，,。；;为的]{2,4})")
_TURN = re.compile(
    r"从(?P<one>“[^”]+”|[\u4e00-\u9fff]{1,4})(?:转到|向|往|到)(?P<other>“[^”]+”|[\u4e00-\u9fff]{1,4}?)(?=监管|转变|跨层级|调剂|上来)"
)
_BODY = r"党委|政府|部门|机关|机构|单位|负责人|干部|党校|委员会|法院|检察院|企业|者|人员|人|组织|公司|国务院|银行|学校|会"
_SUBJECT = re.compile(
    rf"^(?!任何|各有关|鼓励|作为|支持|引导|推动)(?P<who>[^，,。；;、：:《“对在经因自按依从向将把]{{0,12}}?(?:{_BODY}))"
    r"(?=(?:应当|要(?!求)|不得|必须|负责|可以|有权|切实履行|每年|受理|管辖))"
)
_HELPED = re.compile(r"^支持(?P<who>法院|检察院)")
_EXECUTIVE = re.compile(r"政府|行政机关|部门|领导班子")


def owners_exchanged(passage: Passage, sentence: str, rng: Random) -> Iterator[str]:
    """Two facts of the passage, each said of the other's owner."""
    found = [*numbers_exchanged(passage, sentence, rng), *_subjects(passage, sentence)]
    for pattern in (_CASES, _TURN):
        found += [_exchanged(sentence, match.span("one"), match.span("other")) for match in pattern.finditer(sentence)]
    found += _among(sentence, [match.span("who") for match in _ROLE.finditer(sentence)])
    found += _among(sentence, [match.span("what") for match in _MEANS.finditer(sentence)])
    found += _among(sentence, [match.span() for match in years(sentence)])
    said = plain(passage.text)
    yield from (claim for claim in dict.fromkeys(found) if claim != sentence and plain(claim) not in said)


def _subjects(passage: Passage, sentence: str) -> Iterator[str]:
    """What one body is to do, said of another body of the same passage."""
    for pattern in (_SUBJECT, _HELPED):
        match = pattern.match(sentence)
        for other in passage.sentences if match else ():
            theirs = pattern.match(other)
            if match and theirs and _apart(match["who"], theirs["who"]) and theirs["who"] not in sentence:
                yield sentence[: match.start("who")] + theirs["who"] + sentence[match.end("who") :]


def _apart(one: str, other: str) -> bool:
    """Whether two bodies are surely not the same, nor one a part of the other."""
    mine, theirs = set(one), set(other)
    alike = mine <= theirs or theirs <= mine or len(mine & theirs) > 0.55 * len(mine | theirs)
    return not alike and not (_EXECUTIVE.search(one) and _EXECUTIVE.search(other))


def _among(sentence: str, spans: list[tuple[int, int]]) -> list[str]:
    return [_exchanged(sentence, one, other) for one, other in combinations(spans, 2) if sentence[slice(*one)] != sentence[slice(*other)]]


def _exchanged(sentence: str, one: tuple[int, int], other: tuple[int, int]) -> str:
    first, second = sentence[slice(*one)], sentence[slice(*other)]
    return sentence[: one[0]] + second + sentence[one[1] : other[0]] + first + sentence[other[1] :]
