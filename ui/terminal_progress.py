"""How far an index has come: a bar on a terminal, one plain line elsewhere; always on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from index.build import Progress, Stage
from ui.terminal_output import complain

_STAGES: dict[Stage, str] = {"read": "正在读取文件", "embed": "正在建立索引"}
_UNITS: dict[Stage, str] = {"read": "份", "embed": "段"}
_EVERY = 60.0  # seconds between two lines


@contextmanager
def index_progress() -> Iterator[Progress]:
    """A function to tell `(stage, done, all)` to while an index is built."""
    if sys.stderr.isatty():
        with _bar() as told:
            yield told
    else:
        yield _Lines()


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Bar(*columns, console=Console(file=sys.stderr), transient=True)
    task = bar.add_task(_STAGES["read"], total=None)

    def told(stage: Stage, done: int, total: int) -> None:
        bar.update(task, description=_STAGES[stage], completed=done, total=total)
        bar.stop() if done >= total else bar.start()

    try:
        yield told
    finally:
        bar.stop()


class _Lines:
    """A line when something is to be made, and one for every minute that it takes, with the time left."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: dict[Stage, tuple[float, int]] = {}
        self._said = 0.0

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        now = self._clock()
        if stage not in self._begun:
            if done < total:
                self._begun[stage] = (now, done)
                self._said = now
                complain(f"{_STAGES[stage]}，共{total}{_UNITS[stage]}，其中{total - done}{_UNITS[stage]}要做……")
        elif now - self._said >= _EVERY and done < total:
            self._said = now
            begun, first = self._begun[stage]
            left = (now - begun) / max(1, done - first) * (total - done)
            complain(f"{_STAGES[stage]}：{done}/{total}{_UNITS[stage]}，大约还要{max(1, round(left / 60))}分钟。")
