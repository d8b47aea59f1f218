"""How far an index has come: a bar on a terminal, one plain line elsewhere; always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from index.embedding import Progress
from ui.terminal_output import complain


@contextmanager
def index_progress() -> Iterator[Progress]:
    """A function to tell `(done, all)` to while an index is built."""
    if sys.stderr.isatty():
        with _bar() as told:
            yield told
    else:
        yield _Once()


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("正在建立索引"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Bar(*columns, console=Console(file=sys.stderr), transient=True)
    task = bar.add_task("", total=None)

    def told(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)
        bar.stop() if done >= total else bar.start()

    try:
        yield told
    finally:
        bar.stop()


class _Once:
    """Says once that an index is being built, and only where something has to be made for it."""

    def __init__(self) -> None:
        self._said = False

    def __call__(self, done: int, total: int) -> None:
        if not self._said and done < total:
            complain(f"正在建立索引，共{total}段，其中{total - done}段要计算向量……")
            self._said = True
