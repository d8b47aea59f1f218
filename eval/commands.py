"""`fazhi eval`: answer the cases, score the answers, print the figures, and fail where the gate does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def command(
    cases: Annotated[Path | None, typer.Argument(help="题目文件或目录，默认用自带的题目")] = None,
    out: Annotated[Path | None, typer.Option(help="把每题的回答和判定写到这个 JSONL 文件")] = None,
    failures: Annotated[bool, typer.Option(help="列出答错的题")] = False,
) -> None:
    """运行评测：逐题作答、逐项判定、给出分数；不达标时退出状态为 1。"""
    from rich.console import Console

    from assistant.bootstrap import Fazhi
    from eval.cases import BUNDLED, read_cases
    from eval.report import gate, points, shares
    from eval.run import generate
    from eval.score import judge

    console = Console()
    read = read_cases(cases or BUNDLED)
    fazhi = Fazhi()
    fazhi.ready()
    answers = generate(fazhi, read)
    plans = list(fazhi.index.get().plans.values())
    verdicts = [judge(case, answer, plans) for case, answer in zip(read, answers, strict=True)]
    console.print(_table("kind", shares(verdicts)))
    console.print(_table("point", points(verdicts)))
    if out:
        lines = [
            json.dumps({"case": c.model_dump(by_alias=True), "answer": a.model_dump(), "verdict": v.model_dump()}, ensure_ascii=False)
            for c, a, v in zip(read, answers, verdicts, strict=True)
        ]
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if failures:
        for case, answer, verdict in zip(read, answers, verdicts, strict=True):
            if not verdict.right:
                console.print(
                    f"{case.id} {'、'.join(verdict.failures)}\n  {case.question}\n  {answer.status}: {answer.answer}", markup=False
                )
    problems = gate(verdicts)
    for problem in problems:
        console.print(f"gate: {problem}", markup=False)
    raise typer.Exit(1 if problems else 0)


def _table(name: str, rows):  # type: ignore[no-untyped-def]
    from rich.table import Table

    table = Table(name, "right", "of", "share", "95 %")
    for row in rows:
        table.add_row(row.name, str(row.right), str(row.total), f"{row.value:.3f}", f"{row.low:.3f}–{row.high:.3f}")
    return table
