"""The server is killed under load at random moments and started again: `python -m eval.load.kills --times 20`.

Whatever a caller received whole must be in the record, and nothing twice, however often a caller sent it.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from eval.load.asking import asking
from eval.load.record import Compared, compare, kept_in
from eval.load.servers import Installation, Server, own_folder, serving, vectors_made
from eval.load.services import postgres as own_postgres
from index.models import Frozen


class Report(Frozen):
    """What callers saw of so many kills, and the record afterwards.

    Of the answers that came with a second try some were in the record already: the kill came between record and caller.
    """

    database: str
    kills: int
    statuses: dict[str, int]
    answers_of_a_second_try: int
    kept_before_and_told_later: int
    given_up: int
    record: Compared

    @property
    def is_right(self) -> bool:
        """Whether the record is whole and every question was answered in the end."""
        return self.record.is_right and not self.given_up


def run(
    times: int, callers: int, folder: Path, *, workers: int = 1, postgres: bool = False, index: Path | None = None, seed: int = 1
) -> Report:
    """Kill a server of a new installation so many times; `index` is one made before."""
    with ExitStack() as running:
        url = running.enter_context(own_postgres()).url if postgres else ""
        installation = Installation(folder, database_url=url, index=str(index) if index else "")
        if index is None:
            installation.index(vectors_made())
        key = installation.key("热线")
        server = running.enter_context(serving(installation, workers))
        with asking(server.address, [key], callers, tries=300) as heard:
            _kill(server, times, Random(seed))
        server.kill()
        record = compare(heard, kept_in(installation.database))
        installation.database.close()
    return Report(
        database="PostgreSQL" if postgres else "SQLite",
        kills=times,
        statuses=heard.statuses(),
        answers_of_a_second_try=sum(one.tries > 1 for one in heard.received),
        kept_before_and_told_later=sum(one.replayed for one in heard.received),
        given_up=len(heard.given_up),
        record=record,
    )


def _kill(server: Server, times: int, chance: Random) -> None:
    """At moments that nobody chose, the last one followed by a while in which all can be answered."""
    for _ in range(times):
        time.sleep(chance.uniform(0.3, 3.0))
        server.kill()
        server.start()
    time.sleep(2.0)


def main(
    times: Annotated[int, typer.Option(min=1, max=200, help="杀几次。")] = 20,
    callers: Annotated[int, typer.Option(min=1, max=64, help="同时几个来电。")] = 8,
    workers: Annotated[int, typer.Option(min=1, max=8, help="服务器几个进程。")] = 1,
    postgres: Annotated[bool, typer.Option("--postgres", help="记录放在 PostgreSQL 里，否则用 SQLite。")] = False,
    seed: Annotated[int, typer.Option(help="换一个数，就在别的时刻杀。")] = 1,
) -> None:
    """有人在问时杀死服务器再启动：收到的答案都在记录里。"""
    with own_folder() as folder:
        report = run(times, callers, folder, workers=workers, postgres=postgres, seed=seed)
    print(report.model_dump_json(indent=1))
    raise SystemExit(0 if report.is_right else 1)


if __name__ == "__main__":
    typer.run(main)
