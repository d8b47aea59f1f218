"""What a number or a date belongs to: the words it stands with, where others of its kind could be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.claims.locating import Laid
from assistant.claims.models import Failure, failure
from assistant.claims.passage import Passage

_TIME = ("工作日", "日", "月_", "年", "周", "小时", "季度")
_LITTLE = 4  # with fewer characters around it, the words beyond the mark tell what a value belongs to


def wrong_owners(claim: Passage, laid: Laid, evidence: Passage) -> Iterator[Failure]:
    """A number or date must stand with the words it stands with in the evidence, where others could be meant."""
    for index in laid.claimed:
        token = claim.tokens[index]
        if token.kind not in ("number", "date"):
            continue
        there = [i for i in laid.where if evidence.tokens[i].kind == token.kind]
        own = [i for i in there if evidence.tokens[i].value == token.value]
        rivals = [
            i
            for i in there
            if evidence.tokens[i].value != token.value and (token.kind == "date" or _comparable(evidence.tokens[i].value, token.value))
        ]
        if not own or not rivals:
            continue
        around = _context(claim, index)
        best = max(len(around & _context(evidence, i)) for i in own)
        other = max(len(around & _context(evidence, i)) for i in rivals)
        if other > best or (other == best and index not in laid.alignment.claimed):
            yield failure("owner", claim.text[token.start : token.end])


def _comparable(value: str, other: str) -> bool:
    """Whether two numbers count the same: the same unit, or both a length of time."""
    one, two = (re.sub(r"[≥≤<>~\d.,–]", "", each) for each in (value, other))
    return one == two or (one in _TIME and two in _TIME)


def _context(passage: Passage, index: int) -> set[str]:
    """Pairs of characters around a value, up to the next value of its kind or the next mark; beyond the mark where that is little."""
    kind, segment = passage.tokens[index].kind, passage.tokens[index].segment
    left, right = _reach(passage, index, -1, kind, segment), _reach(passage, index, 1, kind, segment)
    if len(left) + len(right) < _LITTLE:
        left, right = _reach(passage, index, -1, kind, segment - 1), _reach(passage, index, 1, kind, segment + 1)
    return {a + b for words in (left, right) for a, b in pairwise(words)}


def _reach(passage: Passage, index: int, step: int, kind: str, segment: int) -> str:
    found = []
    at = index + step
    while 0 <= at < len(passage.tokens):
        token = passage.tokens[at]
        if token.kind == kind or token.part != passage.tokens[index].part or (step < 0 and token.segment < segment):
            break
        if step > 0 and token.segment > segment:
            break
        found.append(token.value)
        at += step
    return "".join(found[::step] if step < 0 else found)
