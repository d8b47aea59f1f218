"""What may not be left out: an exception anywhere in the sentence, a condition ahead of what it conditions."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.claims.locating import Laid
from assistant.claims.models import Failure
from assistant.claims.passage import Passage
from assistant.claims.vocabulary import CONDITION, EXCEPTION, TAKES_BACK

_USED = 0.9  # a stretch that limits, of which less is said, counts as left out


def left_out(laid: list[Laid], evidence: Passage) -> Iterator[Failure]:
    """Limits of the sentences used that the claim does not say."""
    used = {i for stretch in laid for i in stretch.alignment.found}
    touched = {evidence.tokens[i].part for i in used}
    for part in sorted(touched):
        yield from _within(part, used, evidence)
        after = next((other for other in evidence.parts if other > part), None)
        if after is not None and after not in touched:
            words = evidence.between(evidence.parts[after])
            if TAKES_BACK.search(words):
                yield _failure(words)


def _within(part: int, used: set[int], evidence: Passage) -> Iterator[Failure]:
    segments = evidence.segments_of_part[part]
    said = [segment for segment in segments if _share(evidence.segments[segment], used) >= _USED]
    last = max((segment for segment in segments if used & set(evidence.segments[segment])), default=-1)
    for segment in segments:
        words = evidence.between(evidence.segments[segment])
        if segment not in said and (EXCEPTION.search(words) or (segment < last and CONDITION.search(words))):
            yield _failure(words)


def _share(indices: list[int], used: set[int]) -> float:
    return sum(index in used for index in indices) / len(indices)


def _failure(words: str) -> Failure:
    return Failure(code="exception", detail=f"漏掉了依据中的限定“{words}”。")
