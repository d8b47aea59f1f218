"""Made-up personal data is sent everywhere, then looked for everywhere: `python -m eval.load.personal --messages 300`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Annotated

import httpx
import typer

from eval.load.listening import Listening, collector, model
from eval.load.places import rows, text_of, texts
from eval.load.posting import Person, Post, malformed, said_of, send, well_formed
from eval.load.servers import Installation, Server, own_folder, serving, vectors_made
from eval.load.services import Postgres
from eval.load.services import postgres as own_postgres
from eval.load.tracking import Sought, by_kind
from eval.privacy.messages import Item, Message, messages
from index.models import Frozen

_AT_ONCE = 4
_EXAMPLES = 5
_DELIVERED_WITHIN = 3.0  # seconds, after which traces have been sent
_PLANS = Path(__file__).resolve().parents[2] / "plans"


class Leak(Frozen):
    """What can be read in one place: how many items, of which kinds, and a few of them (they are made up)."""

    place: str
    searched: int
    found: int
    kinds: dict[str, int]
    examples: tuple[str, ...]


class Report(Frozen):
    """How much was sent, and what of it can be read where; `searched` there is in characters."""

    messages: int
    requests: int
    statuses: dict[str, int]
    items: int
    leaks: tuple[Leak, ...]

    @property
    def is_right(self) -> bool:
        """Whether something was searched everywhere and nothing found."""
        return all(leak.searched and not leak.found for leak in self.leaks)


class Told:
    """What was sent and what came back."""

    def __init__(self, key: str, address: str) -> None:
        self._client = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=60, trust_env=False)
        self.statuses: dict[str, int] = {}
        self.answers: list[str] = []
        self.problems: list[str] = []
        self.items: list[Item] = []

    def about(self, message: Message, number: int) -> None:
        """Send a message in every way."""
        person = Person(Random(number))
        self.items.extend((*message.items, *person.items()))
        answer_id = ""
        for post in well_formed(message, person, number):
            answer_id = self._send(post) or answer_id
        for post in (*(said_of(answer_id, message, person) if answer_id else ()), *malformed(message, person)):
            self._send(post)

    def get(self, path: str) -> str:
        """What an address gives, for a supervisor."""
        return self._client.get(path).text

    def close(self) -> None:
        """Nothing more is sent."""
        self._client.close()

    def _send(self, post: Post) -> str:
        """The id of the answer, where it is one."""
        try:
            reply = send(self._client, post)
        except httpx.HTTPError as error:
            self._count(type(error).__name__)
            return ""
        self._count(str(reply.status_code))
        told = f"{reply.headers.multi_items()}\n{reply.text}"
        (self.answers if reply.status_code == 200 else self.problems).append(told)
        is_whole = post.path == "/v1/answers" and reply.headers.get("content-type", "").startswith("application/json")
        return str(reply.json()["answer_id"]) if is_whole and reply.status_code == 200 else ""

    def _count(self, status: str) -> None:
        self.statuses[status] = self.statuses.get(status, 0) + 1


def run(count: int, folder: Path, *, seed: int = 1, postgres: bool = False, index: Path | None = None) -> Report:
    """Send so many messages to a server of a new installation, and look for what was in them."""
    with ExitStack() as running:
        llm, traces = running.enter_context(model()), running.enter_context(collector())
        database = running.enter_context(own_postgres()) if postgres else None
        url = database.url if database else ""
        installation = Installation(
            folder, database_url=url, index=str(index) if index else "", llm_url=f"{llm.url}/v1", llm_model="made-up", traces_url=traces.url
        )
        if index is None:
            installation.index(vectors_made())
        server = running.enter_context(serving(installation))
        told = Told(installation.key("监督", "admin"), server.address)
        running.callback(told.close)
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            made = messages(seed, count)
            list(threads.map(told.about, made, range(seed * 10_000, seed * 10_000 + count)))
        sought = Sought(told.items, "\n".join(file.read_text(encoding="utf-8") for file in sorted(_PLANS.glob("*.txt"))))
        leaks = tuple(_leak(place, text, sought) for place, text in _places(installation, server, told, llm, traces, database))
        installation.database.close()
    return Report(messages=count, requests=sum(told.statuses.values()), statuses=told.statuses, items=len(sought), leaks=leaks)


def _places(
    installation: Installation, server: Server, told: Told, llm: Listening, traces: Listening, database: Postgres | None
) -> Iterator[tuple[str, str]]:
    """Everywhere that something of a question may have come to."""
    yield "answers", "\n".join(told.answers)
    yield "problems", "\n".join(told.problems)
    yield "metrics", told.get("/metrics")
    yield "export jsonl", told.get("/v1/records?format=jsonl")
    yield "export csv", told.get("/v1/records?format=csv")
    yield "gaps", told.get("/v1/gaps?limit=1000")
    yield "tables", "\n".join(rows(installation.database))
    index = Path(installation.settings.get("index") or installation.data / "index")
    yield "files", "\n".join(texts(database.folder if database else installation.data, but=index))
    time.sleep(_DELIVERED_WITHIN)
    yield "requests to the model", "\n".join(body.decode("utf-8", "replace") for body in llm.heard)
    yield "traces", "\n".join(body.decode("utf-8", "replace") for body in traces.heard)
    yield "logs", text_of(server.log)


def _leak(place: str, text: str, sought: Sought) -> Leak:
    found = sought.found_in(text)
    examples = tuple(f"{item.kind}: {item.value}" for item in found[:_EXAMPLES])
    return Leak(place=place, searched=len(text), found=len(found), kinds=by_kind(found), examples=examples)


def main(
    count: Annotated[int, typer.Option("--messages", min=1, max=5000, help="发多少条编造的来电内容。")] = 300,
    seed: Annotated[int, typer.Option(help="换一个数，就是另一批内容。")] = 1,
    postgres: Annotated[bool, typer.Option("--postgres", help="记录放在 PostgreSQL 里，否则用 SQLite。")] = False,
) -> None:
    """把编造的个人信息发到各个接口，再到数据库、日志、计数、追踪、模型请求、导出和回答里去找。"""
    with own_folder() as folder:
        report = run(count, folder, seed=seed, postgres=postgres)
    print(report.model_dump_json(indent=1))
    raise SystemExit(0 if report.is_right else 1)


if __name__ == "__main__":
    typer.run(main)
