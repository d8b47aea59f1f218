"""What commands begin with: settings that are right, an index that is there, the documents held; what is heavy is imported late."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal_output import complain
from ui.terminal_settings import settings

if TYPE_CHECKING:
    from assistant.bootstrap import Fazhi
    from index.build import BuildReport
    from index.readings import Held
    from index.store import Generation

Json = Annotated[bool, typer.Option("--json", help="只输出 JSON。")]


def iso_date(value: str | None) -> str | None:
    """A day as it is written in options; for typer's `callback`."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise typer.BadParameter("应为日期，如 2026-01-01") from error


def build(fazhi: Fazhi, *, rebuild: bool = False) -> BuildReport:
    """Bring the index up to date; notes and failures go to standard error."""
    from ui.terminal_progress import index_progress

    with index_progress() as progress:
        report = fazhi.build(rebuild=rebuild, progress=progress)
    for sentence in (*report.notes, *report.failures):
        complain(sentence)
    return report


def ready() -> Fazhi:
    """Everything, with an index to answer from: built now where there is none."""
    from ui.terminal_progress import index_progress

    fazhi = start()
    with index_progress() as progress:
        report = fazhi.ready(progress=progress)
    for sentence in (*report.notes, *report.failures) if report else ():
        complain(sentence)
    return fazhi


def start() -> Fazhi:
    """Everything, made from the settings when it is first asked for."""
    from assistant.bootstrap import Fazhi

    return Fazhi(settings())


def held() -> tuple[Generation, tuple[Held, ...]]:
    """The index as it is published, and the documents in it."""
    from ui.terminal_held import held_documents

    return held_documents(settings().index_folder)
