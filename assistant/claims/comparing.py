"""A stretch of a claim against the words it is laid beside: what is new, what changed, what it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set

from assistant.claims.gaps import cut_out, joined
from assistant.claims.locating import Laid
from assistant.claims.models import Failure, failure
from assistant.claims.owners import wrong_owners
from assistant.claims.passage import Passage
from assistant.claims.vocabulary import FRAME, GRAMMAR, LIGHT, TURNS
from index.words import cut, cut_for_search

_NUMERALS = "一二三四五六七八九十百千万两0123456789"
_BOUND_BY = ("modal", "negation", "scope", "bound")
_WIDENS = {"全部", "只", "已", "部分", "或"}  # may not be put in
_KEEPS = {"部分", "只", "有关", "主要", "且", "拟"}  # may not be dropped


def compare(claim: Passage, laid: Laid, evidence: Passage, place: str | None, said: Set[int]) -> Iterator[Failure]:
    """Everything in which a stretch of a claim says other than its evidence; `said` is what the whole claim says of that."""
    yield from _values(claim, laid, evidence, place)
    yield from _words(claim, laid, evidence)
    yield from _binding(claim, laid, evidence)
    yield from joined(claim, laid, evidence)
    yield from cut_out(laid, evidence, said)
    yield from wrong_owners(claim, laid, evidence)


def share_said(claim: Passage, laid: Laid) -> float:
    """The share of a stretch's tokens that stand together in the evidence; words that only frame a statement do not count."""
    missing = {claim.tokens[i].start: i for i in laid.claimed if i not in laid.alignment.claimed}
    if not missing:
        return 1.0
    framing = sum(len(indices) for word, indices in _new_words(claim, laid, missing) if word in FRAME or word in GRAMMAR)
    return len(laid.alignment.pairs) / max(1, len(laid.claimed) - framing)


def _values(claim: Passage, laid: Laid, evidence: Passage, place: str | None) -> Iterator[Failure]:
    """Numbers, dates and places that do not stand there."""
    for index in laid.claimed:
        token = claim.tokens[index]
        if token.kind not in ("number", "date", "place") or index in laid.alignment.claimed:
            continue
        if token.kind == "place" and place and token.value in place:
            continue
        there = [evidence.tokens[i] for i in laid.where if evidence.tokens[i].kind == token.kind]
        same = [other for other in there if other.value == token.value]
        said = claim.text[token.start : token.end]
        if not same:
            yield failure(token.kind, said)  # type: ignore[arg-type]
        elif laid.alignment.found and not any(other.segment in _segments(laid, evidence) for other in same):
            yield failure("owner", said)


def _words(claim: Passage, laid: Laid, evidence: Passage) -> Iterator[Failure]:
    """Words of prose that do not stand there, or stand for others; words around a statement do no harm."""
    if laid.alignment.reordered:
        return
    missing = {claim.tokens[i].start: i for i in laid.claimed if claim.tokens[i].kind == "word" and i not in laid.alignment.claimed}
    if not missing:
        return
    touched = _segments(laid, evidence)
    near = evidence.words([i for i in laid.where if evidence.tokens[i].segment in touched])
    for word, indices in _new_words(claim, laid, missing):
        if word in GRAMMAR:
            continue
        replaces = any(_replaced(laid, evidence, i) for i in indices)
        added = "".join(claim.tokens[i].value for i in indices)
        partly = len(indices) < len(word) and added not in TURNS and all(part in near for part in cut_for_search(word) if part != word)
        moved = len(word) > 1 and _run(claim, laid, indices[0]) in near
        framing = word in FRAME and not min(laid.alignment.claimed, default=-1) < indices[0] < max(laid.alignment.claimed, default=-1)
        if not replaces and (moved or partly or framing or word in LIGHT):
            continue
        yield failure("number" if all(char in _NUMERALS for char in word) else "unsupported", word)


def _segments(laid: Laid, evidence: Passage) -> set[int]:
    """The stretches of the evidence in which something of the claim was found."""
    return {evidence.tokens[i].segment for i in laid.alignment.found}


def _new_words(claim: Passage, laid: Laid, missing: dict[int, int]) -> Iterator[tuple[str, list[int]]]:
    """Words with characters that were not found, and the indices of these."""
    start, text = claim.tokens[laid.claimed[0]].start, claim.between(laid.claimed)
    at = 0
    for word in cut(text):
        found = text.find(word, at)
        if found < 0:
            continue
        at = found + len(word)
        indices = [missing[start + i] for i in range(found, at) if start + i in missing]
        if indices:
            yield word, indices


def _run(claim: Passage, laid: Laid, index: int) -> str:
    """The whole stretch of words, found nowhere in their order, that a word is part of."""
    at = laid.claimed.index(index)
    begin = end = at
    while begin and laid.claimed[begin - 1] not in laid.alignment.claimed:
        begin -= 1
    while end + 1 < len(laid.claimed) and laid.claimed[end + 1] not in laid.alignment.claimed:
        end += 1
    return claim.words(laid.claimed[begin : end + 1])


def _replaced(laid: Laid, evidence: Passage, index: int) -> bool:
    """Whether a word of the claim stands where the evidence has other words that matter."""
    before = max((found for claimed, found in laid.alignment.pairs if claimed < index), default=None)
    after = min((found for claimed, found in laid.alignment.pairs if claimed > index), default=None)
    if before is None and after is None:
        return True
    if after is None:
        gap = [i for i in evidence.segments[evidence.tokens[before or 0].segment] if i > (before or 0)]
    elif before is None:
        gap = [i for i in evidence.segments[evidence.tokens[after].segment] if i < after]
    else:
        gap = list(range(before + 1, after))
    return any(word not in LIGHT for word in cut(evidence.between(gap))) if gap else False


def _binding(claim: Passage, laid: Laid, evidence: Passage) -> Iterator[Failure]:
    """Modal words, denials and scopes: as many of each as in the words of the evidence that were used."""
    if not laid.alignment.pairs:
        return
    for i in laid.claimed:
        token = claim.tokens[i]
        if token.kind == "negation" and i not in laid.alignment.claimed:
            yield failure(token.kind, token.value)  # type: ignore[arg-type]
            return
    said = Counter(claim.tokens[i].key for i in laid.claimed if claim.tokens[i].kind in _BOUND_BY)
    found = laid.alignment.found
    first = evidence.tokens[found[0]]
    begin = evidence.segments[first.segment][0]
    used = Counter(evidence.tokens[i].key for i in laid.where if begin <= i <= found[-1] and evidence.tokens[i].kind in _BOUND_BY)
    for (kind, value), times in ((said - used) | (used - said)).items():
        added = (said - used)[(kind, value)]
        if kind == "scope" and not (value in _WIDENS if added else value in _KEEPS):
            continue
        if times:
            yield failure("number" if kind == "bound" else kind, value)  # type: ignore[arg-type]
    rhythms = {t.value for t in claim.tokens if t.kind == "date"}
    for i in laid.where:
        token = evidence.tokens[i]
        if begin <= i <= found[-1] and token.kind == "date" and token.value.startswith("每") and token.value not in rhythms:
            yield failure("date", evidence.text[token.start : token.end])
