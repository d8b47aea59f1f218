"""Commands that test the evaluation itself, or fazhi beside others: planted errors, faults, attacks, starter, statutes, judge."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eval.command_line import FAILED, NOT_COMPARABLE, BaselineFile, Cases, Out, Run, folder_for, must_hold, progress, read, ready


def planted(
    articles: Annotated[Path | None, typer.Option(help="法条文件（gzip 的 JSONL，id、name、text），加入后植入更多错误。")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="列出没有看出的错误和误报。")] = False,
) -> None:
    """检验核对本身：植入各种错误和无害改动，看核对能否分辨。"""
    from eval.planting import missed, planted_problems, planted_shares

    fazhi = ready()
    results = planted_shares(fazhi, articles)
    for line in results.lines:
        typer.echo(line)
    for line in missed(results) if misses else ():
        typer.echo(line)
    problems = planted_problems(results)
    for problem in problems:
        typer.echo(f"把关：{problem}")
    raise typer.Exit(FAILED if problems else 0)


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
        for told in break_one_by_one(ready(), read_cases(BUNDLED), baseline or BASELINE, only):
            typer.echo(told.line)
            unseen += not told.caught
    except NotComparable as error:
        typer.echo(error, err=True)
        raise typer.Exit(NOT_COMPARABLE) from error
    raise typer.Exit(FAILED if unseen else 0)


def attacks() -> None:
    """检验防线：藏在问题里、前文里、文件里的攻击，由存心作对的模型作答，看是否守住地区、结论和事实。"""
    from tempfile import TemporaryDirectory

    from eval.attacking import attacked, failures, table
    from eval.attacks.attack import read_attacks

    with TemporaryDirectory() as folder, progress() as told:
        tried = list(attacked(ready(), read_attacks(), Path(folder), told))
    for line in (*table(tried), *failures(tried)):
        typer.echo(line)
    raise typer.Exit(0 if all(one.held for one in tried) else FAILED)


def starter(cases: Cases = None, out: Out = None) -> None:
    """同样的题目，与 llama-index 入门示例的用法并排比较。"""
    from eval.beside import side_by_side

    fazhi = ready()
    wanted, _ = read(cases)
    with progress() as told:
        lines = side_by_side(fazhi, [case for case in wanted if not case.documents], folder_for(fazhi, out), told)
    for line in lines:
        typer.echo(line)


def judge(run: Run) -> None:
    """请配置好的大模型（FAZHI_LLM_URL）给存下的回答另行打分；只供参考，不参与把关。"""
    from assistant.llm import language_model
    from eval.judging import opinions, told
    from eval.run import load
    from eval.steps import plans_of

    must_hold(run, "run.json", "answers.jsonl")
    fazhi = ready()
    if not fazhi.settings.llm_url:
        raise typer.BadParameter("没有配置大模型，请设 FAZHI_LLM_URL 和 FAZHI_LLM_MODEL", param_hint="FAZHI_LLM_URL")
    model = language_model(fazhi.settings)
    _, asked = load(run)
    with progress() as done:
        found = opinions(model, asked, plans_of(fazhi, [one.case for one in asked]), done)
    (run / "opinions.jsonl").write_text("".join(one.model_dump_json() + "\n" for one in found), encoding="utf-8")
    for line in told(found):
        typer.echo(line)


def statutes(
    folder: Annotated[Path, typer.Argument(help="公开检索评测所在的目录（statutes.jsonl.gz、questions.jsonl）。")],
    everything: Annotated[bool, typer.Option("--all", help="用全部法条，不只用小的一部分。")] = False,
) -> None:
    """公开的法条检索评测：各检索方法的 recall、MRR、nDCG。"""
    from eval.statutes import measured

    must_hold(folder, "questions.jsonl")
    with progress() as told:
        lines, passed = measured(ready(), folder, small=not everything, progress=told)
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if passed else FAILED)


def worded(
    quoted: Annotated[Path, typer.Argument(help="只用原文回答的一次评测。")],
    run: Annotated[Path, typer.Argument(help="用大模型回答的一次评测。")],
    show: Annotated[int, typer.Option(min=0, help="并排列出多少个改动过的回答。")] = 0,
    claims: Annotated[int, typer.Option(min=0, help="随机列出多少句模型写的、已展示的话，供人对照条款。")] = 0,
    seed: Annotated[int, typer.Option(help="抽取用的种子。")] = 1,
) -> None:
    """大模型的措辞与只用原文相比：改了多少，要点多了还是少了。"""
    from eval.run import load
    from eval.steps import read_scores
    from eval.wording import changed, claims_to_read, side_by_side, table, told

    for one in (quoted, run):
        must_hold(one, "run.json", "answers.jsonl", "scores.json")
    old, new = load(quoted)[1], load(run)[1]
    pairs = changed(old, new)
    for line in told(read_scores(quoted), read_scores(run), new):
        typer.echo(line)
    for line in (*table(pairs), *side_by_side(pairs, show, seed), *claims_to_read(new, claims, seed)):
        typer.echo(line)
