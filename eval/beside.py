"""fazhi and llama-index's starter example on the same cases, in one run, figure by figure; where fazhi is no better, it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.bootstrap import Fazhi
from eval.cases import Case, numbered_clauses
from eval.figures import figures
from eval.results import Asked, Figures, Ranked, Share
from eval.retrieval import figures as ranked_figures
from eval.retrieval import ranked, told
from eval.run import Progress, describe, generate, save
from eval.score import judge
from eval.starter import Starter
from index.models import Plan


def side_by_side(fazhi: Fazhi, cases: Sequence[Case], folder: Path, progress: Progress) -> list[str]:
    """Ask both, save both runs, and give a table: figure, fazhi, starter example."""
    plans = list(fazhi.index.get().plans.values())
    starter = Starter(plans, fazhi.embedding)
    runs = {}
    for name, system in (("fazhi", fazhi.chat), ("starter", starter)):
        asked = generate(system, cases, progress)
        save(folder / name, describe(fazhi, cases, system=name), asked)
        verdicts = [judge(one, plans) for one in asked]
        rankings = [row for one in asked for row in (ranked(fazhi, one) if name == "fazhi" else _ranked(starter, one, plans))]
        runs[name] = figures(verdicts, rankings)
    return list(_table(runs["fazhi"], runs["starter"]))


def _ranked(starter: Starter, asked: Asked, plans: Sequence[Plan]) -> list[Ranked]:
    expected = {clause.clause_id for _, clause in numbered_clauses(asked.case, plans)}
    if not expected:
        return []
    return [ranked_figures(asked.case.id, "passages", starter.clauses(asked.case.question), expected, every=asked.case.expect.all_clauses)]


def _table(ours: Figures, theirs: Figures) -> Iterator[str]:
    yield f"{'':24}{'fazhi':>24}{'starter':>24}"
    for mine, others in ((ours.kinds, theirs.kinds), (ours.points, theirs.points), (ours.measures, theirs.measures)):
        for row in mine:
            other = next((one for one in others if one.name == row.name), row)
            yield f"{row.name:24}{_share(row):>24}{_share(other):>24}{_remark(row, other)}"
    yield from (told(row) for row in (*ours.search, *theirs.search))
    yield f"{'p50/p95 ms':24}{_latency(ours):>24}{_latency(theirs):>24}"


def _latency(figures: Figures) -> str:
    return f"{figures.seconds_p50 * 1000:.0f}/{figures.seconds_p95 * 1000:.0f}"


def _share(row: Share) -> str:
    return f"{row.value:.3f} [{row.low:.3f}–{row.high:.3f}]"


def _remark(mine: Share, other: Share) -> str:
    better = mine.value < other.value if mine.name == "over_refused" else mine.value > other.value
    return "" if better else "  不比它好"
