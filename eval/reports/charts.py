"""Where the marks of the charts stand, in percent of the width and height; the template draws them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from eval.gate import FALSE, FLOORS
from eval.names import name_of
from eval.reports.words import moment, percent
from eval.results import Scores, Share
from index.models import Frozen

_BINS = 24
_RUNS = 40  # of past runs the last so many are drawn


class Bar(Frozen):
    """A share with its interval and, where the gate has one, its floor."""

    share: Share
    low: float
    at: float
    high: float
    floor: float | None


class Dot(Frozen):
    """One run on a line; `changed` where it was asked other cases or held other documents than the run before."""

    x: float
    y: float
    words: str
    changed: bool


class Line(Frozen):
    """One share over the runs; the axis ends at `low` below and at 100 % above."""

    name: str
    low: str
    last: str
    least: str
    dots: tuple[Dot, ...]

    @property
    def steps(self) -> tuple[tuple[Dot, Dot], ...]:
        """Each dot with the next."""
        return tuple(zip(self.dots, self.dots[1:], strict=False))


class Column(Frozen):
    """How many answers took so long."""

    x: float
    width: float
    height: float
    words: str


class Histogram(Frozen):
    """Seconds of all answers given; what took longer than `longest` is in the last column."""

    columns: tuple[Column, ...]
    longest: float
    most: int
    p50: float
    p95: float


def bars(shares: Sequence[Share], floors: bool = False) -> tuple[Bar, ...]:
    """A bar for each share; floors are drawn for kinds, which alone have them."""
    return tuple(
        Bar(
            share=share,
            low=round(share.low * 100, 2),
            at=round(share.value * 100, 2),
            high=round(share.high * 100, 2),
            floor=round(FLOORS[share.name] * 100, 2) if floors and share.name in FLOORS else None,
        )
        for share in shares
    )


def runs_of(scores: Scores, past: Sequence[Scores]) -> list[Scores]:
    """The past runs of the same system and this one, the oldest first, each once."""
    same = [run for run in past if run.info.system == scores.info.system and run.info.name != scores.info.name]
    unique = {run.info.name: run for run in same}
    return [*sorted(unique.values(), key=lambda run: run.info.created_at)[-_RUNS:], scores]


def lines(runs: Sequence[Scores]) -> tuple[Line, ...]:
    """The overall share, then each point that must never fail; these share one axis. Nothing where there is one run."""
    if len(runs) < 2:
        return ()
    overall = [_found(run.figures.kinds, "all") for run in runs]
    points = [[_found(run.figures.points, point) for run in runs] for point in FALSE]
    least = min((share.value for point in points for share in point if share and share.total), default=1.0)
    low = min(0.95, _below(least, 0.05))
    made = [_line(name_of("all"), overall, runs, _below(min((s.value for s in overall if s and s.total), default=1.0), 0.1))]
    made += [_line(name_of(name), shares, runs, low) for name, shares in zip(FALSE, points, strict=True)]
    return tuple(line for line in made if line.dots)


def _found(shares: Sequence[Share], name: str) -> Share | None:
    return next((share for share in shares if share.name == name), None)


def _below(value: float, step: float) -> float:
    """The next lower end of an axis."""
    return max(0.0, round((math.ceil(value / step - 1e-9) - 1) * step, 4))


def _line(name: str, shares: Sequence[Share | None], runs: Sequence[Scores], low: float) -> Line:
    dots = []
    for number, (share, run) in enumerate(zip(shares, runs, strict=True)):
        if share and share.total:
            words = f"{moment(run.info.created_at)}：{percent(share.value)}（错 {share.total - share.right} 题）"
            x, y = number / (len(runs) - 1) * 100, (1 - share.value) / (1 - low) * 100
            dots.append(Dot(x=round(x, 2), y=round(y, 2), words=words, changed=number > 0 and _differs(run, runs[number - 1])))
    least = min((share.value for share in shares if share and share.total), default=0.0)
    last = dots[-1].words.partition("：")[2] if dots else ""
    return Line(name=name, low=f"{low * 100:.0f} %", last=last, least=percent(least), dots=tuple(dots))


def _differs(run: Scores, before: Scores) -> bool:
    return (run.info.cases_digest, run.info.corpus_digest) != (before.info.cases_digest, before.info.corpus_digest)


def histogram(scores: Scores) -> Histogram | None:
    """Columns of equal width up to a little over p95, for single slow answers would press all others into one."""
    seconds = [verdict.seconds for verdict in scores.verdicts if "error" not in verdict.failures]
    if not seconds:
        return None
    longest = _round_up(max(scores.figures.seconds_p95 * 1.5, 0.001))
    counts = [0] * _BINS
    for value in seconds:
        counts[min(_BINS - 1, int(value / longest * _BINS))] += 1
    return Histogram(
        columns=tuple(_column(number, count, max(counts), longest) for number, count in enumerate(counts) if count),
        longest=longest,
        most=max(counts),
        p50=round(min(100.0, scores.figures.seconds_p50 / longest * 100), 2),
        p95=round(min(100.0, scores.figures.seconds_p95 / longest * 100), 2),
    )


def _column(number: int, count: int, most: int, longest: float) -> Column:
    start, end = number / _BINS * longest, (number + 1) / _BINS * longest
    until = "以上" if number == _BINS - 1 else f"–{end:.3f}"
    width, height = 100 / _BINS, count / most * 100
    return Column(x=round(number * width, 2), width=round(width, 2), height=round(height, 2), words=f"{start:.3f}{until} 秒：{count} 题")


def _round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(value))
    return float(next(step * power for step in (1, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= value * (1 - 1e-9)))
