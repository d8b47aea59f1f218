"""The evidence as it is compared with: its tokens, and the parts between full stops in which they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile

from assistant.claims.tokens import Token, readable, tokens

_LISTED = re.compile(r"、|以及|和|及|与|或")
_BARE = re.compile(r"[\s“”\"'《》〈〉]")
Keys = list[tuple[str, str]]


@dataclass(frozen=True)
class Alignment:
    """Where the tokens of a stretch of a claim stand in the evidence: pairs of indices, both rising unless `reordered`."""

    pairs: tuple[tuple[int, int], ...]
    share: float
    reordered: bool = False

    @property
    def claimed(self) -> frozenset[int]:
        """Indices of the claim's tokens that were found."""
        return frozenset(claimed for claimed, _ in self.pairs)

    @property
    def found(self) -> tuple[int, ...]:
        """Indices of the evidence's tokens, in order."""
        return tuple(sorted(found for _, found in self.pairs))


@dataclass(frozen=True)
class Passage:
    """A text with its tokens."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def segments(self) -> dict[int, list[int]]:
        """Indices of the tokens of each stretch between two marks."""
        return self._grouped([token.segment for token in self.tokens])

    @cached_property
    def parts(self) -> dict[int, list[int]]:
        """Indices of the tokens of each stretch between two full stops or semicolons."""
        return self._grouped([token.part for token in self.tokens])

    @staticmethod
    def _grouped(numbers: list[int]) -> dict[int, list[int]]:
        groups: dict[int, list[int]] = {}
        for index, number in enumerate(numbers):
            groups.setdefault(number, []).append(index)
        return groups

    @cached_property
    def segments_of_part(self) -> dict[int, list[int]]:
        """The segments of each part, in order."""
        found: dict[int, list[int]] = {}
        for segment, indices in self.segments.items():
            found.setdefault(self.tokens[indices[0]].part, []).append(segment)
        return found

    @cached_property
    def bigrams_of_part(self) -> dict[int, set[tuple[str, str]]]:
        """The pairs of neighbouring tokens of each part."""
        return {part: self.bigrams(indices) for part, indices in self.parts.items()}

    def bigrams(self, indices: list[int]) -> set[tuple[str, str]]:
        """Pairs of neighbouring tokens, and whole values by themselves."""
        keys = [self.tokens[index].value for index in indices]
        return set(pairwise(keys)) | {(key, "") for key in keys if len(key) > 1}

    def words(self, indices: list[int]) -> str:
        """The characters of tokens, marks left out."""
        return "".join(self.text[self.tokens[index].start : self.tokens[index].end] for index in indices)

    def between(self, indices: list[int]) -> str:
        """The text from the first of these tokens to the last, marks and all."""
        return self.text[self.tokens[indices[0]].start : self.tokens[indices[-1]].end] if indices else ""


@lru_cache(maxsize=256)
def passage(text: str) -> Passage:
    """Read a text; the same clause is read once."""
    clean = readable(text)
    return Passage(clean, tokens(clean))


def align(claim: Passage, claimed: list[int], evidence: Passage, where: list[int]) -> Alignment:
    """Match tokens of a claim with tokens of the evidence, longest common stretches first (Ratcliff, Obershelp 1988)."""
    left: Keys = [claim.tokens[index].key for index in claimed]
    right: Keys = [evidence.tokens[index].key for index in where]
    blocks = [block for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks() if block.size]
    kept = [block for block in blocks if block.size > 1 or len(left) == 1 or left[block.a][0] != "word" or _bridges(block, blocks)]
    kept = [block for block in kept if block.size > 2 or not _stray(block, kept, evidence, where)]
    pairs = tuple((claimed[block.a + i], where[block.b + i]) for block in kept for i in range(block.size))
    return Alignment(pairs, len(pairs) / len(left) if left else 0.0)


def _stray(block: Match, blocks: list[Match], evidence: Passage, where: list[int]) -> bool:
    """A word of two characters found in another stretch than all others is found by chance."""
    segments = {evidence.tokens[where[other.b]].segment for other in blocks if other is not block}
    values = any(evidence.tokens[where[block.b + i]].kind != "word" for i in range(block.size))
    return bool(segments) and not values and evidence.tokens[where[block.b]].segment not in segments


def _bridges(block: Match, blocks: list[Match]) -> bool:
    """A single character counts only where it stands next to other matches on the claim's side."""
    ends = {other.a + other.size for other in blocks if other.size > 1}
    starts = {other.a for other in blocks if other.size > 1}
    return block.a in ends or block.a + block.size in starts


def reordered(claim: Passage, claimed: list[int], evidence: Passage, where: list[int]) -> Alignment | None:
    """The alignment of a stretch that has the same items of a list as one of the evidence, in another order; None where it has not."""
    for segment in dict.fromkeys(evidence.tokens[i].segment for i in where):
        there = evidence.segments[segment]
        if len(there) == len(claimed) and _same_items(_items(claim.between(claimed)), _items(evidence.between(there))):
            left = sorted(claimed, key=lambda i: claim.tokens[i].key)
            right = sorted(there, key=lambda i: evidence.tokens[i].key)
            if [claim.tokens[i].key for i in left] == [evidence.tokens[i].key for i in right]:
                return Alignment(tuple(sorted(zip(left, right, strict=True))), 1.0, reordered=True)
    return None


def _items(words: str) -> list[str]:
    return [bare for item in _LISTED.split(words) if (bare := _BARE.sub("", item))]


def _same_items(one: list[str], other: list[str]) -> bool:
    """Whether two lists have the same items, what stands before the first and after the last left aside."""
    if len(one) != len(other) or len(one) < 2:
        return False
    leads = range(_shared(one[0], other[0]) + 1)
    tails = range(_shared(one[-1][::-1], other[-1][::-1]) + 1)
    return any(_inner(one, lead, tail) == _inner(other, lead, tail) for lead in leads for tail in tails)


def _inner(items: list[str], lead: int, tail: int) -> list[str]:
    last = items[-1][: len(items[-1]) - tail]
    return sorted([items[0][lead:], *items[1:-1], last])


def _shared(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
