"""`fazhi eval`: the evaluation, whole or step by step.

Exit status: 0 the gate passes (or the step is done), 1 it does not, 2 wrong usage, 3 no baseline, or none to compare with.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.bootstrap import Fazhi
    from eval.cases import Case

command = typer.Typer(help="评测：逐题作答、逐项判定、出报告、把关；不带子命令就是从头到尾做一遍。", rich_markup_mode=None)
FAILED, NOT_COMPARABLE = 1, 3

Cases = Annotated[Path | None, typer.Option("--cases", help="题目文件或目录，默认用自带的题目。", show_default=False)]
Out = Annotated[Path | None, typer.Option("--out", help="这次评测的目录，默认在数据目录的 evaluations 下。", show_default=False)]
BaselineFile = Annotated[Path | None, typer.Option("--baseline", help="基线文件，默认用自带的。", show_default=False)]
Run = Annotated[Path, typer.Argument(metavar="RUN", help="一次评测的目录。")]


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

    fazhi = _ready()
    folder = _folder(fazhi, out)
    read, reserve = _read(cases)
    with _progress() as progress:
        generate(fazhi, read, reserve, folder, progress)
    score(fazhi, folder)
    raise typer.Exit(_report(fazhi, folder, baseline, failures=failures))


@command.command()
def generate(cases: Cases = None, out: Out = None) -> None:
    """只作答，把回答连同配置、版本和摘要存下来。"""
    from eval.steps import generate as run

    fazhi = _ready()
    folder = _folder(fazhi, out)
    read, reserve = _read(cases)
    with _progress() as progress:
        run(fazhi, read, reserve, folder, progress)
    typer.echo(folder)


@command.command()
def score(run: Run) -> None:
    """只判定：给存下的回答逐项打分，写出 scores.json。"""
    from eval.steps import score as judge

    _must_hold(run, "run.json", "answers.jsonl")
    judge(_ready(), run)
    typer.echo(run / "scores.json")


@command.command()
def report(
    run: Run, baseline: BaselineFile = None, failures: Annotated[bool, typer.Option("--failures", help="列出答错的题。")] = False
) -> None:
    """只出报告和把关：终端表格、JSON、JUnit、Markdown 和一个可离线打开的 HTML。"""
    _must_hold(run, "run.json", "answers.jsonl", "scores.json")
    raise typer.Exit(_report(_ready(), run, baseline, failures=failures))


@command.command()
def compare(before: Annotated[Path, typer.Argument(metavar="A")], after: Annotated[Path, typer.Argument(metavar="B")]) -> None:
    """比较两次评测：哪些题变错了，哪些变对了。"""
    from eval.comparing import compared
    from eval.steps import read_scores

    for run in (before, after):
        _must_hold(run, "scores.json")
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

    _must_hold(run, "scores.json")
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


@command.command()
def planted(
    articles: Annotated[Path | None, typer.Option(help="法条文件（gzip 的 JSONL，id、name、text），加入后植入更多错误。")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="列出没有看出的错误和误报。")] = False,
) -> None:
    """检验核对本身：植入各种错误和无害改动，看核对能否分辨。"""
    from eval.planting import missed, planted_problems, planted_shares

    fazhi = _ready()
    results = planted_shares(fazhi, articles)
    for line in results.lines:
        typer.echo(line)
    for line in missed(results) if misses else ():
        typer.echo(line)
    problems = planted_problems(results)
    for problem in problems:
        typer.echo(f"把关：{problem}")
    raise typer.Exit(FAILED if problems else 0)


@command.command()
def faults(baseline: BaselineFile = None, only: Annotated[str, typer.Option(help="只试这一个故障。")] = "") -> None:
    """检验把关本身：逐个打开故意的故障，每一个都必须被拦下并指名。"""
    from eval.breaking import break_one_by_one
    from eval.cases import BUNDLED, read_cases
    from eval.faults import FAULTS
    from eval.gate import BASELINE, NotComparable

    if only and only not in {fault.name for fault in FAULTS}:
        raise typer.BadParameter(f"没有这个故障，有：{'、'.join(fault.name for fault in FAULTS)}", param_hint="--only")
    unseen = 0
    try:
        for told in break_one_by_one(_ready(), read_cases(BUNDLED), baseline or BASELINE, only):
            typer.echo(told.line)
            unseen += not told.caught
    except NotComparable as error:
        typer.echo(error, err=True)
        raise typer.Exit(NOT_COMPARABLE) from error
    raise typer.Exit(FAILED if unseen else 0)


@command.command()
def starter(cases: Cases = None, out: Out = None) -> None:
    """同样的题目，与 llama-index 入门示例的用法并排比较。"""
    from eval.beside import side_by_side

    fazhi = _ready()
    read, _ = _read(cases)
    with _progress() as progress:
        lines = side_by_side(fazhi, [case for case in read if not case.documents], _folder(fazhi, out), progress)
    for line in lines:
        typer.echo(line)


@command.command()
def judge(run: Run) -> None:
    """请配置好的大模型（FAZHI_LLM_URL）给存下的回答另行打分；只供参考，不参与把关。"""
    from assistant.llm import language_model
    from eval.judging import opinions, told
    from eval.run import load
    from eval.steps import plans_of

    _must_hold(run, "run.json", "answers.jsonl")
    fazhi = _ready()
    model = language_model(fazhi.settings)
    if model is None:
        raise typer.BadParameter("没有配置大模型，请设 FAZHI_LLM_URL 和 FAZHI_LLM_MODEL", param_hint="FAZHI_LLM_URL")
    _, asked = load(run)
    with _progress() as progress:
        found = opinions(model, asked, plans_of(fazhi, [one.case for one in asked]), progress)
    (run / "opinions.jsonl").write_text("".join(one.model_dump_json() + "\n" for one in found), encoding="utf-8")
    for line in told(found):
        typer.echo(line)


@command.command()
def statutes(
    folder: Annotated[Path, typer.Argument(help="公开检索评测所在的目录（statutes.jsonl.gz、questions.jsonl）。")],
    everything: Annotated[bool, typer.Option("--all", help="用全部法条，不只用小的一部分。")] = False,
) -> None:
    """公开的法条检索评测：各检索方法的 recall、MRR、nDCG。"""
    from eval.statutes import measured

    _must_hold(folder, "questions.jsonl")
    with _progress() as progress:
        lines, passed = measured(_ready(), folder, small=not everything, progress=progress)
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if passed else FAILED)


def _report(fazhi: Fazhi, folder: Path, baseline: Path | None, *, failures: bool) -> int:
    """Reports are written whether there is a baseline or not; what the gate says decides the exit status."""
    from rich.console import Console

    from eval.gate import BASELINE, NotComparable, read_baseline
    from eval.reports.terminal import show, show_failures
    from eval.steps import read_scores, report

    scores = read_scores(folder)
    try:
        known = read_baseline(baseline or BASELINE, scores)
    except NotComparable as error:
        known, why = None, str(error)
    judgement = report(fazhi, folder, known)
    console = Console()
    show(scores, judgement, console)
    if failures:
        show_failures(fazhi, folder, scores, console)
    typer.echo(f"报告：{folder / 'report.html'}")
    if judgement is None:
        typer.echo(why, err=True)
        return NOT_COMPARABLE
    return 0 if judgement.passes else FAILED


def _read(cases: Path | None) -> tuple[list[Case], list[Case]]:
    """The cases asked for; the reserve goes with the bundled ones only."""
    from pydantic import ValidationError

    from eval.cases import BUNDLED, read_cases
    from eval.reserve import read_reserve

    if cases and not cases.exists():
        raise typer.BadParameter(f"{cases} 不存在", param_hint="--cases")
    try:
        read = read_cases(cases or BUNDLED)
    except (ValidationError, ValueError) as error:
        raise typer.BadParameter(
            f"题目读不出来（{str(error).splitlines()[0]}），字段见 eval/cases/README.md", param_hint="--cases"
        ) from error
    if not read:
        raise typer.BadParameter(f"{cases} 里没有题目", param_hint="--cases")
    return read, [] if cases else read_reserve()


def _must_hold(run: Path, *names: str) -> None:
    for name in names:
        if not (run / name).exists():
            raise typer.BadParameter(f"{run} 里没有 {name}", param_hint="RUN")


def _folder(fazhi: Fazhi, out: Path | None) -> Path:
    return out or fazhi.settings.data / "evaluations" / datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")


def _ready() -> Fazhi:
    from assistant.bootstrap import Fazhi

    fazhi = Fazhi()
    fazhi.ready()
    return fazhi


def _progress():  # type: ignore[no-untyped-def]
    from eval.progress import progress

    return progress(sys.stderr)
