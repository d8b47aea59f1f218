"""Facts of two clauses exchanged, both clauses being the evidence: the year of one said of the other, and the unit of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from random import Random

from eval.planted.chance import some
from eval.planted.numerals import years
from eval.planted.passages import Passage
from index.models import Frozen

_DUE = re.compile(r"20\d\d年(?:年?底)?前|到20\d\d年|20\d\d年建成")
_LARGE = re.compile(r"其他部门|有关部门|各部门")
_ANY = re.compile(r"国家机关|市委市政府")
# Units that are no departments of the government, so that 其他部门 does not mean them.
_APART = re.compile(r"^市(?:委|人大|纪委|中级|检察|政协|法学会|律师协会)")


class Across(Frozen):
    """A claim that exchanges what two clauses say, and both clauses as its evidence."""

    claim: str
    evidence: str
    source: str
    place: str | None


def across(passages: list[Passage], rng: Random) -> Iterator[Across]:
    """Every pair of clauses of one plan with different years, and some with different units."""
    for one, other in permutations(passages, 2):
        if one.source == other.source and one.place:
            claims = [*_years(one, other), *_units(one, other, rng)]
            for claim in claims:
                yield Across(claim=claim, evidence=f"{one.text}\n{other.text}", source=one.source, place=one.place)


def _years(one: Passage, other: Passage) -> Iterator[str]:
    theirs = sorted({match[0] for sentence in other.sentences if _DUE.search(sentence) for match in years(sentence)})
    for sentence in one.sentences:
        found = years(sentence)
        if _DUE.search(sentence) and len(found) == 1:
            for year in theirs:
                if year not in one.text:
                    yield sentence[: found[0].start()] + year + sentence[found[0].end() :]


def _units(one: Passage, other: Passage, rng: Random) -> Iterator[str]:
    """What one clause gives to a unit, said to be the duty of a unit that only the other names."""
    if one.units and other.units and not _ANY.search(one.bracket) and rng.random() < 0.02:
        theirs = [unit for unit in other.units if unit not in one.text and (_APART.match(unit) or not _LARGE.search(one.bracket))]
        for unit in some([unit for unit in theirs if not re.search("其他|有关|各县", unit)], 1, rng):
            yield f"“{one.heading.replace('“', '‘').replace('”', '’')}”由{unit}负责。"
