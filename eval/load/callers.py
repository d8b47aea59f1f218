"""Many callers for minutes, on demand with outages: `python -m eval.load.callers --callers 32 --seconds 300 --postgres --redis`."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from eval.load.asking import Heard, asking
from eval.load.figures import Times, times
from eval.load.outages import Outage, Window, all_seen, go_through
from eval.load.processes import Held
from eval.load.record import Compared, compare, kept_in
from eval.load.servers import Installation, own_folder, serving, vectors_made
from eval.load.services import Chroma, Redis, Service, postgres, started
from index.models import Frozen

_MOST_AWAY = 10.0  # seconds of an outage
_KEYS = 4
_WARM = 3.0  # seconds of questions, at most, before anything is counted


class Plan(Frozen):
    """What a run is to be; with `outages` PostgreSQL, Redis and Chroma servers are used and each is stopped once."""

    callers: int = 32
    seconds: float = 300.0
    workers: int = 1
    postgres: bool = False
    redis: bool = False
    outages: bool = False
    index: Path | None = None  # an index made before, where it need not be of a Chroma server


class Report(Frozen):
    """What came of it; `answers` are times of single requests, `waited` from the first try of a question to its answer."""

    callers: int
    seconds: float
    workers: int
    answers_per_second: float
    answers: Times
    waited: Times
    statuses: dict[str, int]
    repeated: int
    given_up: int
    before: Held
    after: Held
    record: Compared
    outages: tuple[Outage, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether the record is whole, and without outages nothing failed."""
        failed = set(self.statuses) - {"200"}
        return self.record.is_right and not self.given_up and (bool(self.outages) or not failed)


def run(plan: Plan, folder: Path) -> Report:
    """Start everything in a folder, let callers ask, stop everything, and look into the record."""
    with ExitStack() as running:
        services = _services(plan, folder, running)
        urls = {name: service.url for name, service in services.items()}
        installation = Installation(
            folder,
            database_url=urls.get("PostgreSQL", ""),
            redis_url=urls.get("Redis", ""),
            chroma_url=urls.get("Chroma", ""),
            index=str(plan.index) if plan.index and not plan.outages else "",
        )
        if not (plan.index and not plan.outages):
            installation.index(plan.index / "vectors.sqlite" if plan.index else vectors_made())
        keys = [installation.key(f"热线{number}") for number in range(_KEYS)]
        server = running.enter_context(serving(installation, plan.workers))
        with asking(server.address, keys, plan.callers, seed=1) as warm:
            time.sleep(min(_WARM, plan.seconds / 3))
        before, began = server.held(), time.monotonic()
        with asking(server.address, keys, plan.callers, seed=2) as heard:
            windows = _go_on(plan, services)
            seconds = time.monotonic() - began
        after = server.held()
        server.kill()
        _take_in(warm, heard)
        record = compare(heard, kept_in(installation.database))
        installation.database.close()
    return _report(plan, heard, began, seconds, windows, record, before, after)


def _services(plan: Plan, folder: Path, running: ExitStack) -> dict[str, Service]:
    services: dict[str, Service] = {}
    if plan.redis or plan.outages:
        services["Redis"] = Redis(folder)
        running.enter_context(started(services["Redis"]))
    if plan.postgres or plan.outages:
        services["PostgreSQL"] = running.enter_context(postgres())
    if plan.outages:
        services["Chroma"] = Chroma(folder / "chroma")
        running.enter_context(started(services["Chroma"]))
    return services


def _go_on(plan: Plan, services: dict[str, Service]) -> list[Window]:
    if plan.outages:
        return go_through(services, plan.seconds, min(_MOST_AWAY, plan.seconds / 8))
    time.sleep(plan.seconds)
    return []


def _take_in(warm: Heard, heard: Heard) -> None:
    """What came while warming up is in the record as well, and not among the figures."""
    heard.received.extend(one.model_copy(update={"waited": -1.0}) for one in warm.received)
    heard.cut_short += warm.cut_short
    heard.given_up.extend(warm.given_up)
    heard.told_otherwise.extend(warm.told_otherwise)


def _report(
    plan: Plan, heard: Heard, began: float, seconds: float, windows: list[Window], record: Compared, before: Held, after: Held
) -> Report:
    mine = [one for one in heard.received if one.waited >= 0]
    return Report(
        callers=plan.callers,
        seconds=round(seconds, 1),
        workers=plan.workers,
        answers_per_second=round(sum(one.status == "200" and one.began + one.took <= began + seconds for one in heard.tries) / seconds, 1),
        answers=times([one.took for one in heard.tries if one.status == "200"]),
        waited=times([one.waited for one in mine]),
        statuses=heard.statuses(),
        repeated=sum(one.tries - 1 for one in mine),
        given_up=len(heard.given_up),
        before=before,
        after=after,
        record=record,
        outages=all_seen(windows, heard) if windows else (),
    )


def main(
    callers: Annotated[int, typer.Option(min=1, max=200, help="同时几个来电。")] = 32,
    seconds: Annotated[float, typer.Option(min=1, max=3600, help="问多少秒。")] = 300.0,
    workers: Annotated[int, typer.Option(min=1, max=8, help="服务器几个进程。")] = 1,
    postgres: Annotated[bool, typer.Option("--postgres", help="记录放在 PostgreSQL 里，否则用 SQLite。")] = False,
    redis: Annotated[bool, typer.Option("--redis", help="在 Redis 里限次，否则在内存里。")] = False,
    outages: Annotated[bool, typer.Option("--outages", help="Redis、PostgreSQL、Chroma 各停一次再启动。")] = False,
) -> None:
    """许多来电同时问：每秒几个答案、多久、内存多少，记录里有没有少的、重的。"""
    with own_folder() as folder:
        report = run(Plan(callers=callers, seconds=seconds, workers=workers, postgres=postgres, redis=redis, outages=outages), folder)
    print(report.model_dump_json(indent=1))
    raise SystemExit(0 if report.is_right else 1)


if __name__ == "__main__":
    typer.run(main)
