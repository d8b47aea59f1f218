"""Verdicts become figures: shares with Wilson intervals per kind and per point, measures, losses of rewordings, latency."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Sequence

from eval.results import Figures, Loss, Ranked, Share, Verdict
from eval.retrieval import means

POINTS = ("status", "place", "leakage", "clause", "facts", "unsaid", "caveats", "quotes", "address", "marked", "support", "error")
REWORDED = ("citizens_words", "typos", "dialect", "traditional")
_NO_ANSWER = ("injection", "greeting")


def share(name: str, right: int, total: int) -> Share:
    """A share with its 95 % Wilson score interval (Wilson 1927)."""
    if not total:
        return Share(name=name, right=0, total=0, low=0.0, high=1.0)
    z, p = 1.96, right / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return Share(name=name, right=right, total=total, low=max(0.0, middle - half), high=min(1.0, middle + half))


def figures(verdicts: Sequence[Verdict], ranked: Iterable[Ranked] = (), reserve: tuple[Share, ...] = ()) -> Figures:
    """All figures of a run; of the reserve there are only shares."""
    seconds = sorted(verdict.seconds for verdict in verdicts if "error" not in verdict.failures) or [0.0]
    return Figures(
        kinds=by_kind(verdicts),
        points=tuple(share(name, sum(name not in verdict.failures for verdict in verdicts), len(verdicts)) for name in POINTS),
        measures=measures(verdicts),
        search=means(ranked),
        losses=losses(verdicts),
        reserve=reserve,
        seconds_p50=statistics.median(seconds),
        seconds_p95=seconds[min(len(seconds) - 1, math.ceil(0.95 * len(seconds)) - 1)],
    )


def by_kind(verdicts: Sequence[Verdict]) -> tuple[Share, ...]:
    """Right in every point, per kind and over all."""
    kinds = sorted({verdict.kind for verdict in verdicts})
    groups = [(kind, [verdict for verdict in verdicts if verdict.kind == kind]) for kind in kinds]
    return tuple(share(name, sum(verdict.right for verdict in group), len(group)) for name, group in [*groups, ("all", list(verdicts))])


def measures(verdicts: Sequence[Verdict]) -> tuple[Share, ...]:
    """Counts over all answers; what each is, is told in eval/score.py. Refusals are read from the status."""
    answerable = [verdict for verdict in verdicts if not verdict.refusal_expected]
    unanswerable = [verdict for verdict in verdicts if verdict.refusal_expected and verdict.kind not in _NO_ANSWER]
    sums: tuple[tuple[str, Callable[[Verdict], int], Callable[[Verdict], int]], ...] = (
        ("claim_faithfulness", lambda v: v.supported, lambda v: v.claims),
        ("citation_precision", lambda v: v.citations_needed, lambda v: v.citations),
        ("clauses_cited", lambda v: v.clauses_cited, lambda v: v.clauses),
        ("key_facts", lambda v: v.facts_found, lambda v: v.facts),
    )
    counted = [share(name, sum(map(part, verdicts)), sum(map(whole, verdicts))) for name, part, whole in sums]
    return (
        *counted,
        share("refused_where_due", sum(verdict.refused for verdict in unanswerable), len(unanswerable)),
        share("over_refused", sum(verdict.refused for verdict in answerable), len(answerable)),
    )


def losses(verdicts: Sequence[Verdict]) -> tuple[Loss, ...]:
    """Rewordings against the cases they reword."""
    by_id = {verdict.case_id: verdict for verdict in verdicts}
    found = []
    for kind in REWORDED:
        pairs = [(verdict, by_id[verdict.of]) for verdict in verdicts if verdict.kind == kind and verdict.of in by_id]
        if pairs:
            found.append(
                Loss(
                    kind=kind,
                    reworded_right=sum(reworded.right for reworded, _ in pairs),
                    original_right=sum(original.right for _, original in pairs),
                    pairs=len(pairs),
                )
            )
    return tuple(found)
