"""What the commands of the evaluation share: options, exit statuses, and how cases, runs and the assistant are got."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.bootstrap import Fazhi
    from eval.cases import Case
    from eval.run import Progress

FAILED, NOT_COMPARABLE = 1, 3

Cases = Annotated[Path | None, typer.Option("--cases", help="题目文件或目录，默认用自带的题目。", show_default=False)]
Out = Annotated[Path | None, typer.Option("--out", help="这次评测的目录，默认在数据目录的 evaluations 下。", show_default=False)]
BaselineFile = Annotated[Path | None, typer.Option("--baseline", help="基线文件，默认用自带的。", show_default=False)]
Run = Annotated[Path, typer.Argument(metavar="RUN", help="一次评测的目录。")]


def read(cases: Path | None) -> tuple[list[Case], list[Case]]:
    """The cases asked for; the reserve goes with the bundled ones only."""
    from pydantic import ValidationError

    from eval.cases import BUNDLED, read_cases
    from eval.reserve import read_reserve

    if cases and not cases.exists():
        raise typer.BadParameter(f"{cases} 不存在", param_hint="--cases")
    try:
        wanted = read_cases(cases or BUNDLED)
    except (ValidationError, ValueError) as error:
        raise typer.BadParameter(
            f"题目读不出来（{str(error).splitlines()[0]}），字段见 eval/cases/README.md", param_hint="--cases"
        ) from error
    if not wanted:
        raise typer.BadParameter(f"{cases} 里没有题目", param_hint="--cases")
    return wanted, [] if cases else read_reserve()


def must_hold(run: Path, *names: str) -> None:
    for name in names:
        if not (run / name).exists():
            raise typer.BadParameter(f"{run} 里没有 {name}", param_hint="RUN")


def folder_for(fazhi: Fazhi, out: Path | None) -> Path:
    return out or fazhi.settings.data / "evaluations" / datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")


def ready() -> Fazhi:
    from assistant.bootstrap import Fazhi

    fazhi = Fazhi()
    fazhi.ready()
    return fazhi


def progress() -> AbstractContextManager[Progress]:
    from eval.progress import progress as bar

    return bar(sys.stderr)
