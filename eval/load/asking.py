"""Callers that ask one question after the other, ask again where nothing whole came back, and write down what they were told."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

import httpx
from pydantic import ValidationError

from assistant.models import Fallback
from eval.load.questions import Asking, askings
from index.models import Frozen

_TIMEOUT = httpx.Timeout(30.0, connect=5.0)
_PAUSE = 0.5  # seconds before a request is sent again
_AGAIN = 0.05  # share of answers that are asked for once more with the same Idempotency-Key


class Try(Frozen):
    """One request: when it began (time.monotonic), how many seconds it took, its status or the name of the error, what failed behind it."""

    began: float
    took: float
    status: str
    fallbacks: tuple[str, ...] = ()


class Received(Frozen):
    """A whole answer that a caller has; `waited` counts from the first try, in seconds; `replayed` was made before and not received."""

    once: str
    answer_id: str
    digest: str
    waited: float
    is_card: bool
    tries: int = 1
    replayed: bool = False


class Heard:
    """What all callers of a run heard; each caller adds to it."""

    def __init__(self) -> None:
        self.tries: list[Try] = []
        self.received: list[Received] = []
        self.given_up: list[str] = []  # keys of requests that never got an answer
        self.cut_short = 0  # requests under way when the run ended
        self.told_otherwise: list[str] = []  # keys under which another answer came the second time

    def statuses(self, since: float = 0.0, until: float = float("inf")) -> dict[str, int]:
        """How often each status came to requests begun in a time."""
        return dict(Counter(one.status for one in self.tries if since <= one.began < until).most_common())

    def sent(self) -> int:
        """How many different requests were sent."""
        return len(self.received) + len(self.given_up) + self.cut_short


class Caller:
    """One telephone agent's program; `tries` is how often a request is sent before it is given up."""

    def __init__(self, address: str, key: str, number: int, heard: Heard, tries: int = 60) -> None:
        self._client = httpx.Client(base_url=address, timeout=_TIMEOUT, trust_env=False)
        self._headers = {"Authorization": f"Bearer {key}", "X-Agent-Id": f"agent-{number:03}"}
        self._chance = Random(number)
        self._heard = heard
        self._tries = tries

    def keep_asking(self, asked: Iterator[Asking], over: threading.Event) -> None:
        """Until it is over."""
        with self._client:
            for asking in asked:
                if over.is_set():
                    return
                received = self.ask(asking, over)
                if received and self._chance.random() < _AGAIN and not over.is_set():
                    again = self.ask(asking, over, note=False)
                    if again and (again.answer_id, again.digest) != (received.answer_id, received.digest):
                        self._heard.told_otherwise.append(asking.once)

    def ask(self, asking: Asking, over: threading.Event, *, note: bool = True) -> Received | None:
        """The answer to one request, sent again where it failed for a reason that may pass; None where none came."""
        first = time.monotonic()
        for number in range(1, self._tries + 1):
            reply = self._once(asking)
            if reply is not None:
                received = _received(asking, reply, time.monotonic() - first, number)
                if note:
                    self._heard.received.append(received)
                return received
            if over.wait(_PAUSE):
                self._heard.cut_short += note
                return None
        self._heard.given_up.append(asking.once)
        return None

    def _once(self, asking: Asking) -> httpx.Response | None:
        """What one request brings, None where it is no whole answer."""
        began = time.monotonic()
        told: httpx.Response | None = None
        fallbacks: tuple[str, ...] = ()
        try:
            reply = self._client.post(asking.path, json=asking.body(), headers={**self._headers, "Idempotency-Key": asking.once})
            status = str(reply.status_code)
            if reply.status_code == 200:
                fallbacks = _fallbacks(reply.json())
                told = reply
        except (httpx.HTTPError, ValueError) as error:
            status = type(error).__name__
        self._heard.tries.append(Try(began=began, took=time.monotonic() - began, status=status, fallbacks=fallbacks))
        return told


@contextmanager
def asking(address: str, keys: Sequence[str], callers: int, seed: int = 1, tries: int = 60) -> Iterator[Heard]:
    """So many callers, each in a thread, who ask until the end of the block."""
    heard, over = Heard(), threading.Event()
    threads = []
    for number in range(callers):
        caller = Caller(address, keys[number % len(keys)], number, heard, tries)
        threads.append(threading.Thread(target=caller.keep_asking, args=(askings(seed * 1000 + number), over), daemon=True))
    for thread in threads:
        thread.start()
    try:
        yield heard
    finally:
        over.set()
        for thread in threads:
            thread.join(60)


def digest(told: object) -> str:
    """The same for the same JSON, however it was written."""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _received(asking: Asking, reply: httpx.Response, waited: float, tries: int) -> Received:
    body = reply.json()
    return Received(
        once=asking.once,
        answer_id=body["answer_id"],
        digest=digest(body),
        waited=waited,
        is_card="say" in body,
        tries=tries,
        replayed=reply.headers.get("Idempotent-Replayed") == "true",
    )


def _fallbacks(body: dict[str, Any]) -> tuple[str, ...]:
    """What the answer says could not be used, as part:reason."""
    try:
        told = [Fallback.model_validate(one) for one in body.get("fallbacks", ())]
    except ValidationError:
        return ("unreadable",)
    return tuple(f"{one.part}:{one.reason}" for one in told)
