"""The figures and the gate's outcome on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from eval.names import name_of, status_name
from eval.reports.failures import Failure
from eval.reports.tables import Table, tables
from eval.reports.words import changes, few, one_line, outcome
from eval.results import Judgement, Problem, Scores

_LONG = 160  # characters of a clause


def show(scores: Scores, judgement: Judgement | None, console: Console) -> None:
    """Tables first; the outcome last, where it is read without scrolling."""
    for table in tables(scores):
        console.print(_grid(table))
    figures = scores.figures
    console.print(Text(f"用时：p50 {figures.seconds_p50:.3f} 秒，p95 {figures.seconds_p95:.3f} 秒；共 {len(scores.verdicts)} 题。"))
    _say(console, outcome(judgement), "bold " + ("yellow" if judgement is None else "green" if judgement.passes else "red"))
    if judgement:
        for problem in judgement.problems:
            _say(console, problem_line(problem), "red")
        for heading, cases in changes(judgement):
            _say(console, f"{heading} {len(cases)} 题：{few(cases)}")


def tell(failures: Iterable[Failure], console: Console) -> None:
    """Failed cases one after another: what was asked and said, what is wrong, which clauses were expected and cited."""
    for failure in failures:
        _say(console, f"\n{one_line(failure.case_id)}（{one_line(name_of(failure.kind))}）", "bold")
        _say(console, f"  问：{one_line(' → '.join((*failure.history, failure.question)))}")
        _say(console, f"  答（{one_line(status_name(failure.status))}）：{one_line(failure.answer)}")
        for check in failure.checks:
            _say(console, f"  ✗ {one_line(name_of(check.point))}：{one_line(check.detail)}", "red")
        for heading, passages in (("应引", failure.wanted), ("所引", failure.cited)):
            for passage in passages:
                _say(console, f"  {heading} {one_line(passage.address)}：{one_line(passage.words, _LONG)}")


def problem_line(problem: Problem) -> str:
    """A problem on one line: its code, its sentence, its cases."""
    cases = f" {few(problem.cases)}" if problem.cases else ""
    return f"{one_line(problem.code)}  {one_line(problem.sentence)}{cases}"


def _grid(table: Table) -> Grid:
    grid = Grid(title=table.title, title_justify="left", title_style="bold")
    for number, column in enumerate(table.columns):
        grid.add_column(column, justify="right" if number else "left")
    for row in table.rows:
        grid.add_row(*(Text(one_line(cell)) for cell in row))
    return grid


def _say(console: Console, line: str, style: str = "") -> None:
    """One line, however wide the terminal: what is searched for is not broken."""
    console.print(Text(line, style=style), soft_wrap=True)
