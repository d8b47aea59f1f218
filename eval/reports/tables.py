"""The figures as tables of words, which each report sets in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.gate import FALSE
from eval.names import name_of
from eval.reports.words import interval, moment, share_of
from eval.results import Loss, Scores, SearchRow, Share
from index.models import Frozen


class Table(Frozen):
    """A table of words; the first column names the row, the others are figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(scores: Scores) -> tuple[Table, ...]:
    """All tables that have rows, in the order in which they are read."""
    figures = scores.figures
    made = (
        _shares("各类题目", ("类别", "对"), overall_first(figures.kinds)),
        _shares("各项要求", ("要求", "对"), figures.points),
        _shares("指标", ("指标", "数"), figures.measures),
        search(figures.search),
        losses(figures.losses),
        _shares("留存题（只报占比）", ("类别或指标", "数"), overall_first(figures.reserve)),
    )
    return tuple(table for table in made if table.rows)


def overall_first(shares: Iterable[Share]) -> list[Share]:
    """The share over all kinds before those of the kinds."""
    return sorted(shares, key=lambda share: share.name != "all")


def _shares(title: str, headings: tuple[str, str], shares: Sequence[Share]) -> Table:
    rows = tuple((name_of(share.name), str(share.right), str(share.total), share_of(share), interval(share)) for share in shares)
    return Table(title=title, columns=(*headings, "共", "占比", "95 % 区间"), rows=rows)


def search(found: Sequence[SearchRow]) -> Table:
    """Search methods side by side."""
    rows = tuple((name_of(row.method), *(f"{value:.3f}" for value in _values(row)), str(row.cases)) for row in found)
    return Table(title="检索", columns=("方法", "recall@1", "recall@5", "recall@10", "MRR", "nDCG@10", "题数"), rows=rows)


def _values(row: SearchRow) -> tuple[float, ...]:
    return (row.recall_1, row.recall_5, row.recall_10, row.mrr, row.ndcg_10)


def losses(found: Sequence[Loss]) -> Table:
    """Rewordings against the cases they reword, and the difference in percentage points."""
    rows = tuple((name_of(row.kind), str(row.reworded_right), str(row.original_right), str(row.pairs), _difference(row)) for row in found)
    return Table(title="换一种说法的损失", columns=("说法", "换后对", "原题对", "对数", "相差（百分点）"), rows=rows)


def _difference(row: Loss) -> str:
    points = (row.reworded_right - row.original_right) / row.pairs * 100 if row.pairs else 0.0
    return f"{points:+.1f}" if points else "0.0"


def past_runs(runs: Sequence[Scores]) -> Table:
    """One row a run, the latest first: over all, then each point that must never fail."""
    columns = ("时间", "全部", *map(name_of, FALSE))
    return Table(title="历次", columns=columns, rows=tuple(_run(run) for run in reversed(runs)))


def _run(run: Scores) -> tuple[str, ...]:
    by_name = {share.name: share_of(share) for share in run.figures.points}
    overall = next((share_of(share) for share in run.figures.kinds if share.name == "all"), "—")
    return (moment(run.info.created_at), overall, *(by_name.get(point, "—") for point in FALSE))
