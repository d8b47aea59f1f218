"""The checker behind `fazhi check`, tested by planted errors and harmless changes: shares per kind with Wilson intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import Fazhi
from assistant.claims.checking import check_claim
from assistant.claims.models import Support
from eval.figures import share
from eval.planted.build import planted
from eval.planted.pairs import ERRORS, Pair

# At least this share of the planted errors of a kind is found; of harmless changes at most as many are flagged.
FOUND = {
    "number_changed": 0.98,
    "date_changed": 0.98,
    "city_swapped": 0.98,
    "citation_moved": 0.98,
    "sentence_invented": 0.98,
    "negation_changed": 0.95,
    "modal_changed": 0.95,
    "number_swapped": 0.9,
    "unit_changed": 0.85,
    "owners_exchanged": 0.7,
    "exception_cut": 0.7,
}
FLAGGED = 0.05
FREE = "paraphrase"  # said in other words altogether: the checker is strict there, and says so apart


@dataclass(frozen=True)
class Planted:
    """All pairs with what the checker said of each."""

    pairs: tuple[tuple[Pair, Support], ...]

    def of(self, kind: str) -> list[bool]:
        """Whether the checker was right, for each pair of a kind."""
        return [support.supported == pair.supported for pair, support in self.pairs if pair.kind == kind]

    @property
    def harmless(self) -> list[bool]:
        """Whether harmless changes, free paraphrases left aside, passed."""
        return [support.supported for pair, support in self.pairs if pair.supported and pair.kind != FREE]

    @property
    def lines(self) -> Iterator[str]:
        """One line a kind."""
        yield "植入的错误，看出的占："
        yield from (_line(kind, self.of(kind)) for kind in ERRORS)
        yield "无害的改动，放行的占："
        kinds = dict.fromkeys(pair.kind for pair, _ in self.pairs if pair.supported)
        yield from (_line(kind, self.of(kind)) for kind in kinds)
        yield _line("harmless（不含自由改写）", self.harmless)


def planted_shares(fazhi: Fazhi, articles: Path | None) -> Planted:
    """Plant errors in the plans held, and in articles of law where given, and check every pair."""
    pairs = planted(list(fazhi.index.get().plans.values()), articles)
    return Planted(tuple((pair, check_claim(pair.claim, pair.evidence, pair.place)) for pair in pairs))


def planted_problems(results: Planted) -> list[str]:
    """Kinds in which the checker is below what is asked of it."""
    rates = {kind: sum(results.of(kind)) / max(1, len(results.of(kind))) for kind in FOUND}
    problems = [f"{kind}：看出 {rates[kind]:.3f}，低于 {least:.2f}" for kind, least in FOUND.items() if rates[kind] < least]
    flagged = 1 - sum(results.harmless) / max(1, len(results.harmless))
    return problems + ([f"无害改动误报 {flagged:.3f}，高于 {FLAGGED:.2f}"] if flagged > FLAGGED + 1e-9 else [])


def missed(results: Planted) -> Iterator[str]:
    """Every pair the checker got wrong, to be read."""
    for pair, support in results.pairs:
        if support.supported != pair.supported:
            reasons = "；".join(failure.detail for failure in support.failures)
            wanted = "支持" if pair.supported else "不支持"
            yield f"\n{pair.kind} {pair.id}（应为{wanted}）\n  说：{pair.claim}\n  据：{pair.evidence}\n  {reasons}"


def _line(kind: str, right: list[bool]) -> str:
    row = share(kind, sum(right), len(right))
    return f"  {kind:24} {row.right:4}/{row.total:<4} {row.value:.3f}  [{row.low:.3f}–{row.high:.3f}]"
