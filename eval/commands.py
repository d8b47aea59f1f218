"""`fazhi eval`: the evaluation, whole or step by step.

Exit status: 0 the gate passes (or the step is done), 1 it does not, 2 wrong usage, 3 no baseline, or none to compare with.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.command_line import FAILED, NOT_COMPARABLE, BaselineFile, Cases, Out, Run, folder_for, must_hold, progress, read, ready
from eval.proofs import attacks, faults, judge, planted, starter, statutes, worded

if TYPE_CHECKING:
    from assistant.bootstrap import Fazhi

command = typer.Typer(help="评测：逐题作答、逐项判定、出报告、把关；不带子命令就是从头到尾做一遍。", rich_markup_mode=None)


@command.callback(invoke_without_command=True)
def whole(
    context: typer.Context,
    cases: Cases = None,
    out: Out = None,
    baseline: BaselineFile = None,
    failures: Annotated[bool, typer.Option("--failures", help="列出答错的题。")] = False,
) -> None:
    """作答、判定、报告、把关。"""
    if context.invoked_subcommand:
        return
    from eval.steps import generate, score

    fazhi = ready()
    folder = folder_for(fazhi, out)
    wanted, reserve = read(cases)
    with progress() as told:
        generate(fazhi, wanted, reserve, folder, told)
    score(fazhi, folder)
    raise typer.Exit(_report(fazhi, folder, baseline, failures=failures))


@command.command()
def generate(cases: Cases = None, out: Out = None) -> None:
    """只作答，把回答连同配置、版本和摘要存下来。"""
    from eval.steps import generate as run

    fazhi = ready()
    folder = folder_for(fazhi, out)
    wanted, reserve = read(cases)
    with progress() as told:
        run(fazhi, wanted, reserve, folder, told)
    typer.echo(folder)


@command.command()
def score(run: Run) -> None:
    """只判定：给存下的回答逐项打分，写出 scores.json。"""
    from eval.steps import score as judged

    must_hold(run, "run.json", "answers.jsonl")
    judged(ready(), run)
    typer.echo(run / "scores.json")


@command.command()
def report(
    run: Run, baseline: BaselineFile = None, failures: Annotated[bool, typer.Option("--failures", help="列出答错的题。")] = False
) -> None:
    """只出报告和把关：终端表格、JSON、JUnit、Markdown 和一个可离线打开的 HTML。"""
    must_hold(run, "run.json", "answers.jsonl", "scores.json")
    raise typer.Exit(_report(ready(), run, baseline, failures=failures))


@command.command()
def compare(before: Annotated[Path, typer.Argument(metavar="A")], after: Annotated[Path, typer.Argument(metavar="B")]) -> None:
    """比较两次评测：哪些题变错了，哪些变对了。"""
    from eval.comparing import compared
    from eval.steps import read_scores

    for run in (before, after):
        must_hold(run, "scores.json")
    for line in compared(read_scores(before), read_scores(after)):
        typer.echo(line)


@command.command()
def bless(run: Run, baseline: BaselineFile = None) -> None:
    """把一次评测认可为新的基线，并说出改变了什么。"""
    from eval.cases import read_cases
    from eval.comparing import blessed
    from eval.gate import BASELINE, baseline_of
    from eval.run import cases_digest
    from eval.steps import read_scores

    must_hold(run, "scores.json")
    scores = read_scores(run)
    if baseline is None and scores.info.cases_digest != cases_digest(read_cases()):
        raise typer.BadParameter("这次评测用的不是自带的题目，请写明基线文件", param_hint="--baseline")
    path = baseline or BASELINE
    if not scores.verdicts or any("error" in verdict.failures for verdict in scores.verdicts):
        typer.echo("这次评测没有题目，或有题目没有答成，不能作基线。", err=True)
        raise typer.Exit(FAILED)
    changes = list(blessed(path, scores))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(baseline_of(scores).model_dump_json(indent=1) + "\n", encoding="utf-8")
    for line in changes:
        typer.echo(line)


def _report(fazhi: Fazhi, folder: Path, baseline: Path | None, *, failures: bool) -> int:
    """Reports are written whether there is a baseline or not; what the gate says decides the exit status."""
    from rich.console import Console

    from eval.gate import BASELINE, NotComparable, read_baseline
    from eval.reports.terminal import show, tell
    from eval.steps import failed, read_scores, report

    scores = read_scores(folder)
    try:
        known = read_baseline(baseline or BASELINE, scores)
    except NotComparable as error:
        known, why = None, str(error)
    judgement = report(fazhi, folder, known)
    console = Console()
    show(scores, judgement, console)
    if failures:
        tell(failed(fazhi, folder, scores), console)
    typer.echo(f"报告：{folder / 'report.html'}")
    if judgement is None:
        typer.echo(why, err=True)
        return NOT_COMPARABLE
    return 0 if judgement.passes else FAILED


for proof in (planted, faults, attacks, starter, judge, statutes, worded):
    command.command()(proof)
