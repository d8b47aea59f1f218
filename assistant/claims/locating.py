"""Each stretch of a claim is laid beside the part of the evidence that says it, if one does."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.claims.passage import Alignment, Passage, align, reordered

_AS_GOOD = 0.08  # a stretch stays with the part its sentence lies in, unless another says it better by this much
_CANDIDATES = 4
_SHORT = 3_000  # tokens of evidence that are looked through as one


@dataclass(frozen=True)
class Laid:
    """A stretch of a claim between two marks, and where it stands."""

    claimed: list[int]
    where: list[int]
    alignment: Alignment

    @property
    def begins(self) -> bool:
        """Whether it begins where a part of the evidence begins."""
        return bool(self.alignment.pairs) and self.alignment.pairs[0][1] == self.where[0]

    def follows(self, before: Laid) -> bool:
        """Whether it stands right behind another stretch in the evidence."""
        found, others = self.alignment.found, before.alignment.found
        return bool(found and others) and found[0] == others[-1] + 1


def lay(claim: Passage, evidence: Passage) -> list[list[Laid]]:
    """For each part of the claim its stretches, laid beside the evidence."""
    return [_lay_part(claim, part, evidence) for part in claim.parts]


def _lay_part(claim: Passage, part: int, evidence: Passage) -> list[Laid]:
    home = _best(claim, claim.parts[part], evidence)
    return [_lay_segment(claim, claim.segments[segment], evidence, home) for segment in claim.segments_of_part[part]]


def _lay_segment(claim: Passage, claimed: list[int], evidence: Passage, home: list[int]) -> Laid:
    """Beside the part its sentence lies in; beside another, or all of them, only where these say it clearly better."""
    here = align(claim, claimed, evidence, home)
    if here.share == 1:
        return Laid(claimed, home, here)
    there = _best(claim, claimed, evidence)
    for where in (home, there):
        as_list = reordered(claim, claimed, evidence, where)
        if as_list:
            return Laid(claimed, where, as_list)
    places = [home, there] + ([list(range(len(evidence.tokens)))] if len(evidence.tokens) <= _SHORT else [])
    choices = [Laid(claimed, where, align(claim, claimed, evidence, where)) for where in places]
    return max(choices, key=lambda laid: laid.alignment.share - _AS_GOOD * choices.index(laid))


def _best(claim: Passage, claimed: list[int], evidence: Passage) -> list[int]:
    """The part of the evidence that says most of these tokens of the claim."""
    wanted = claim.bigrams(claimed)
    shared = {part: len(wanted & bigrams) for part, bigrams in evidence.bigrams_of_part.items()}
    promising = sorted(evidence.parts, key=lambda part: -shared[part])[:_CANDIDATES]
    return max((evidence.parts[part] for part in promising), key=lambda group: align(claim, claimed, evidence, group).share)
