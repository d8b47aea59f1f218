"""Whether a claim is supported by evidence words, step by step: places → units → titles → lay beside → compare → limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.claims.comparing import compare, share_said
from assistant.claims.limits import left_out
from assistant.claims.locating import Laid, lay
from assistant.claims.models import Failure, Support, failure
from assistant.claims.passage import Passage, passage
from assistant.claims.roles import prints_roles, without_roles, wrong_roles
from assistant.claims.tokens import readable

_NAMED = re.compile(r"《([^》]{2,60})》|“([^”]{2,30})”")
LONGEST_CLAIM, LONGEST_EVIDENCE = 4_000, 20_000  # characters; an answer's claim has some hundred
LONGEST_STRETCH, LONGEST_SENTENCE = 600, 3_000  # tokens without a mark in the claim, without a full stop in the evidence
_TOO_LONG = Support(supported=False, failures=(Failure(code="unsupported", detail="文字过长，请分句核对。"),))
_ENOUGH = 0.6  # of a stretch's tokens must stand together in one place, whatever its words are


def check_claim(claim: str, evidence: str, place: str | None = None) -> Support:
    """Compare a claim with the words cited for it; `place` is the place these words are of."""
    if len(claim) > LONGEST_CLAIM or len(evidence) > LONGEST_EVIDENCE:
        return _TOO_LONG
    said, ground, home = readable(claim), passage(evidence), readable(place) if place else None
    if not passage(claim).tokens or not ground.tokens:
        return Support(supported=False, failures=(Failure(code="empty", detail="没有可核对的文字。"),))
    rest, units = without_roles(said) if prints_roles(ground.text) else (said, [])
    failures = list(_titles(said, ground))
    spoken = passage(rest)
    failures += _places(spoken, ground, home)
    if max(map(len, spoken.segments.values()), default=0) > LONGEST_STRETCH or max(map(len, ground.parts.values())) > LONGEST_SENTENCE:
        return _TOO_LONG
    laid = lay(spoken, ground)
    used = {i for part in laid for stretch in part for i in stretch.alignment.found}
    for part in laid:
        failures += [found for stretch in part for found in compare(spoken, stretch, ground, home, used)]
        failures += _spliced(spoken, part)
    failures += wrong_roles(units, _paragraphs_used(ground, laid)) if units else ()
    failures += left_out([stretch for part in laid for stretch in part], ground)
    return Support(supported=not failures, failures=tuple(dict.fromkeys(failures)))


def _paragraphs_used(ground: Passage, laid: list[list[Laid]]) -> str:
    """The paragraphs of the evidence that the rest of the claim stands in; all, where the claim says nothing else."""
    used = [ground.tokens[i].start for part in laid for stretch in part for i in stretch.alignment.found]
    paragraphs = list(re.finditer(r"[^\n]+", ground.text))
    return "\n".join(p[0] for p in paragraphs if not used or any(p.start() <= at < p.end() for at in used))


def _titles(said: str, ground: Passage) -> Iterator[Failure]:
    stands = _bare(ground.text)
    lists = {tuple(sorted(match[2].split("、"))) for match in _NAMED.finditer(ground.text) if match[2]}
    for match in _NAMED.finditer(said):
        name = match[1] or match[2]
        partly = bool(match[1]) and _is_part_of_a_name(_bare(name), ground)
        if partly or (_bare(name) not in stands and tuple(sorted(name.split("、"))) not in lists):
            yield Failure(code="title", detail=f"依据没有出现“{name}”。")


def _is_part_of_a_name(name: str, ground: Passage) -> bool:
    """Whether a name in 《》 is only a part of those that the evidence names."""
    named = {_bare(match[1]) for match in _NAMED.finditer(ground.text) if match[1]}
    return name not in named and any(name in whole for whole in named)


def _bare(text: str) -> str:
    return re.sub(r"[\s“”\"《》〈〉—–\-]", "", text)


def _places(spoken: Passage, ground: Passage, place: str | None) -> Iterator[Failure]:
    named = {token.value for token in ground.tokens if token.kind == "place"}
    for token in spoken.tokens:
        if token.kind == "place" and token.value not in named and token.value not in ground.text and not (place and token.value in place):
            yield failure("place", token.value)


def _spliced(spoken: Passage, part: list[Laid]) -> Iterator[Failure]:
    """Stretches of one sentence come from one sentence, or each later one begins a sentence of its own."""
    for before, after in pairwise(part):
        if after.where != before.where and after.alignment.pairs and not after.begins and not after.follows(before):
            yield failure("owner", spoken.between(after.claimed))
    for stretch in part:
        if share_said(spoken, stretch) < _ENOUGH and any(spoken.tokens[i].kind != "place" for i in stretch.claimed):
            yield failure("unsupported", spoken.between(stretch.claimed))
