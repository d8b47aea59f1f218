"""Two servers of several processes each on one PostgreSQL, Redis and Chroma server: `python -m eval.load.together`.

What one of them counts, keeps, approves, revokes or pauses must hold at the other. Every request is a connection of its
own, so that all processes of a server take part.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import httpx
import typer

from eval.load.agreeing import CHECKS, PER_KEY, PER_USER, Check, Two
from eval.load.servers import Installation, Server, own_folder, vectors_made
from eval.load.services import Chroma, Redis, Service, postgres, started


def run(folder: Path, workers: int = 2, index: Path | None = None) -> tuple[Check, ...]:
    """Start everything, check everything; with an index made before there is no Chroma server."""
    with ExitStack() as running:
        services: dict[str, Service] = {"database_url": running.enter_context(postgres()), "redis_url": Redis(folder)}
        if index is None:
            services["chroma_url"] = Chroma(folder / "chroma")
        for service in list(services.values())[1:]:
            running.enter_context(started(service))
        shared = {name: service.url for name, service in services.items()} | {"index": str(index or folder / "index")}
        limits = {"rate_per_key": f"{PER_KEY}/minute", "rate_per_user": f"{PER_USER}/minute"}
        homes = [Installation(folder / f"machine{number}", **shared, **limits) for number in range(2)]
        if index is None:
            homes[0].index(vectors_made())
        homes[0].key("first")  # from now on nobody comes in without one
        servers = [Server(home, workers) for home in homes]
        for server in servers:
            running.callback(server.kill)
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda server: server.start(), servers))
        found = tuple(_checked(check, Two(homes[0], servers)) for check in CHECKS)
        homes[0].database.close()
    return found


def _checked(check: Callable[[Two], Check], two: Two) -> Check:
    """What a check found; an answer without what it looks for is a failure of its own."""
    try:
        return check(two)
    except (httpx.HTTPError, LookupError, TypeError, ValueError) as error:
        return Check(name=check.__name__, passed=False, seen=repr(error)[:300])


def main(workers: Annotated[int, typer.Option(min=1, max=8, help="每台服务器几个进程。")] = 2) -> None:
    """两台服务器共用数据库、Redis、Chroma：限次、对话、审核、撤销、暂停在两台上是否一致。"""
    with own_folder() as folder:
        found = run(folder, workers)
    for check in found:
        print(f"{'pass' if check.passed else 'FAIL'}  {check.name}: {check.seen}")
    raise SystemExit(0 if all(check.passed for check in found) else 1)


if __name__ == "__main__":
    typer.run(main)
