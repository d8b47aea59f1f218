"""Wrong keys, floods, oversize, slowness and garbage while a normal caller keeps asking: `python -m eval.load.hostile`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Annotated

import httpx
import typer

from eval.load.attempt import Attempt, Target
from eval.load.attempts import ATTEMPTS
from eval.load.figures import Times, times
from eval.load.processes import Held
from eval.load.servers import Installation, own_folder, serving, vectors_made
from index.models import Frozen

PER_KEY = 600  # requests a minute that this installation allows each key
_QUESTION = {"question": "张掖市行政执法协调监督工作体系什么时候建成？"}
_EVERY = 0.25  # seconds between two questions of the normal caller
_AT_REST, _ALONE = 12.0, 5.0  # seconds: until threads that idle have gone, and of asking before anything happens
_MORE_THREADS, _MORE_FILES = 8, 10


class Outcome(Frozen):
    """What one sort of ill will came to; `normal` are times of the normal caller meanwhile, `failed` what else it got."""

    name: str
    came: dict[str, int]
    as_expected: bool
    normal: Times
    failed: dict[str, int]


class Report(Frozen):
    """All of it: the normal caller alone at first, each attempt, and what the server holds before and afterwards."""

    alone: Times
    outcomes: tuple[Outcome, ...]
    before: Held
    after: Held
    answers_afterwards: bool

    @property
    def is_right(self) -> bool:
        """Whether each got what it should, the normal caller nothing but answers, and nothing is left of them."""
        leaked = self.after.threads > self.before.threads + _MORE_THREADS or self.after.files > self.before.files + _MORE_FILES
        return self.answers_afterwards and not leaked and all(one.as_expected and not one.failed for one in self.outcomes)


class Normal:
    """A caller with a right key who asks all the time; what came to it since it was last looked at."""

    def __init__(self, address: str, key: str) -> None:
        self._client = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=30, trust_env=False)
        self._seconds: list[float] = []
        self._failed: dict[str, int] = {}
        self._over = Event()
        self._thread = Thread(target=self._keep_asking, daemon=True)

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def stop(self) -> None:
        """Ask no more."""
        self._over.set()
        self._thread.join(60)
        self._client.close()

    def taken(self) -> tuple[Times, dict[str, int]]:
        """How long answers took and what failed since the last look."""
        seconds, failed = self._seconds, self._failed
        self._seconds, self._failed = [], {}
        return times(seconds), failed

    def _keep_asking(self) -> None:
        while not self._over.wait(_EVERY):
            began = time.monotonic()
            try:
                status = str(self._client.post("/v1/answers", json=_QUESTION).status_code)
            except httpx.HTTPError as error:
                status = type(error).__name__
            if status == "200":
                self._seconds.append(time.monotonic() - began)
            else:
                self._failed[status] = self._failed.get(status, 0) + 1


def run(folder: Path, *, patience: float = 75.0, times_over: int = 1000, workers: int = 1, index: Path | None = None) -> Report:
    """Try everything on a server of a new installation; `patience` is how long slow peers go on at most, in seconds."""
    with ExitStack() as running:
        installation = Installation(
            folder, index=str(index) if index else "", rate_per_key=f"{PER_KEY}/minute", rate_wrong_keys="100/minute"
        )
        if index is None:
            installation.index(vectors_made())
        target = _target(installation, patience, times_over)
        server = running.enter_context(serving(installation, workers))
        target = target.model_copy(update={"address": server.address, "port": server.port})
        with _asking(server.address, installation.key("正常")) as normal:
            time.sleep(min(_ALONE, patience))
            before = server.held()
            alone, _ = normal.taken()
            # Each attempt has a key of its own: what one used up of a limit is no matter of the next.
            targets = (target.model_copy(update={"key": installation.key("够格")}) for _ in ATTEMPTS)
            outcomes = tuple(_outcome(attempt, own, normal) for attempt, own in zip(ATTEMPTS, targets, strict=True))
            time.sleep(min(_AT_REST, patience))
            after = server.held()
            normal.taken()
            time.sleep(_EVERY * 8)
            answers, failed = normal.taken()
        installation.database.close()
    return Report(alone=alone, outcomes=outcomes, before=before, after=after, answers_afterwards=bool(answers.count) and not failed)


def _target(installation: Installation, patience: float, times_over: int) -> Target:
    revoked = installation.key("已撤销")
    installation.revoke(revoked)
    return Target(
        key=installation.key("够格"),
        flooding=installation.key("洪水"),
        expired=installation.key("已过期", days=-1),
        revoked=revoked,
        limit=PER_KEY,
        times_over=times_over,
        patience=patience,
    )


@contextmanager
def _asking(address: str, key: str) -> Iterator[Normal]:
    normal = Normal(address, key)
    normal.start()
    try:
        yield normal
    finally:
        normal.stop()


def _outcome(attempt: Attempt, target: Target, normal: Normal) -> Outcome:
    normal.taken()
    came = attempt.make(target)
    seen, failed = normal.taken()
    return Outcome(name=attempt.name, came=dict(came), as_expected=attempt.is_right(came, target), normal=seen, failed=failed)


def main(
    patience: Annotated[float, typer.Option(min=1, max=300, help="慢客户端最多拖多少秒。")] = 75.0,
    times_over: Annotated[int, typer.Option(min=1, max=10_000, help="超过限次后再发多少个请求。")] = 1000,
    workers: Annotated[int, typer.Option(min=1, max=8, help="服务器几个进程。")] = 1,
) -> None:
    """一边正常提问，一边用错的密钥、超限的请求、过大的请求、慢客户端和乱码去碰：各得到什么，正常提问受不受影响。"""
    with own_folder() as folder:
        report = run(folder, patience=patience, times_over=times_over, workers=workers)
    print(report.model_dump_json(indent=1))
    raise SystemExit(0 if report.is_right else 1)


if __name__ == "__main__":
    typer.run(main)
