"""What a claim leaves out inside a stretch: only words whose loss changes nothing may go.

Whole stretches between marks may be left out (limits.py looks after what conditions them). Inside one, what goes must be
light verbs, intensifiers, whole items of a list, or a modifier that praises rather than narrows: 小型企业 is not 企业.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import pairwise

from assistant.claims.locating import Laid
from assistant.claims.models import Failure, failure
from assistant.claims.passage import Passage
from assistant.claims.vocabulary import BEFORE_A_CLAUSE, DESCRIBES, GRAMMAR, INTENSIFIES, JOINS, LIGHT, LIST_MARK, TURNS
from index.words import cut, part_of_speech


def joined(claim: Passage, laid: Laid, evidence: Passage) -> Iterator[Failure]:
    """Words on both sides of a mark may be joined only where everything left out between them stood between marks."""
    for at, before, after in _skips(laid):
        left, right = evidence.tokens[before], evidence.tokens[after]
        if left.segment == right.segment:
            continue
        whole = before == evidence.segments[left.segment][-1] and after == evidence.segments[right.segment][0]
        if not whole:
            yield failure("owner", claim.text[claim.tokens[at].start : claim.tokens[laid.claimed[-1]].end])
            return


def cut_out(laid: Laid, evidence: Passage, said: Set[int]) -> Iterator[Failure]:
    """Words left out inside a stretch that matter: in its middle, or ahead of what is said; `said` are those the claim says elsewhere."""
    if laid.alignment.reordered or len(laid.alignment.pairs) < 2:
        return
    for _, before, after in _skips(laid):
        if evidence.tokens[before].segment == evidence.tokens[after].segment and not _may_go(evidence, before + 1, after):
            yield _left_out(evidence, before + 1, after)
    first = laid.alignment.found[0]
    ahead = [i for i in evidence.segments[evidence.tokens[first].segment] if i < first and i not in said]
    begin = ahead[0] if ahead and ahead[-1] == first - 1 else first
    if begin < first and not _may_stand_ahead(evidence, begin, first):
        yield _left_out(evidence, begin, first)


def _may_go(evidence: Passage, begin: int, end: int) -> bool:
    inside = list(range(begin, end))
    words = evidence.between(inside)
    if _all_light(words) or _is_items(evidence, begin, end):
        return True
    return bool(DESCRIBES.search(words)) and not _has_values(evidence, begin, end)


def _all_light(words: str) -> bool:
    return all(word in LIGHT or word in GRAMMAR or word in INTENSIFIES for word in cut(words))


def _is_items(evidence: Passage, begin: int, end: int) -> bool:
    """Whether whole items of a list are left out: 、 before them, and 、 or 和 after."""
    before = evidence.text[evidence.tokens[begin - 1].end : evidence.tokens[begin].start]
    after = evidence.text[evidence.tokens[end - 1].start : evidence.tokens[end].start]
    return "、" in before and ("、" in after or LIST_MARK.match(after) is not None)


def _may_stand_ahead(evidence: Passage, begin: int, end: int) -> bool:
    """Whether what is said can do without the words ahead of it: verbs and small words, or whole items of a list."""
    words = evidence.between(list(range(begin, end)))
    gap = evidence.text[evidence.tokens[end - 1].end : evidence.tokens[end].start]
    if words[-1] in TURNS or JOINS.search(words) or _has_values(evidence, begin, end):
        return False
    if _all_light(words):
        return True
    if words.endswith("的"):
        return bool(DESCRIBES.search(words))
    last = cut(words)[-1] if cut(words) else ""
    return "、" in gap or bool(BEFORE_A_CLAUSE.search(words)) or last in LIGHT or last in GRAMMAR or part_of_speech(last)[:1] in "vdpc"


def _has_values(evidence: Passage, begin: int, end: int) -> bool:
    return any(evidence.tokens[i].kind in ("number", "bound") for i in range(begin, end))


def _left_out(evidence: Passage, begin: int, end: int) -> Failure:
    return Failure(code="exception", detail=f"漏掉了依据中的“{evidence.between(list(range(begin, end)))}”。")


def _skips(laid: Laid) -> Iterator[tuple[int, int, int]]:
    """Where the claim goes on after leaving something out: its index, and the evidence's on both sides."""
    if laid.alignment.reordered:
        return
    for (_, before), (at, after) in pairwise(laid.alignment.pairs):
        if after != before + 1:
            yield at, before, after
