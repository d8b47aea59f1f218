"""What tests share: the five bundled plans, an index over them with the built-in embedding, and a cheap stand-in for it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import hypothesis
import numpy as np
import pytest

from assistant.bootstrap import Fazhi
from assistant.settings import Settings
from eval.models.serve import serving
from eval.models.weights import ModelUnavailable
from index.build import BuildReport, Progress, build
from index.clauses import plan_from_text, read_plan
from index.current import CurrentIndex
from index.models import Plan
from index.search import Index, Query
from index.shard_files import ShardInfo
from index.shards import Shard
from index.store import IndexStore
from index.verify import problem_of
from index.words import cut_for_search

ROOT = Path(__file__).resolve().parent.parent
PLANS = ROOT / "plans"
BUNDLED = {
    "长春方案": "长春市法治政府建设实施方案-2021-2025-征求意见稿.txt",
    "张掖": "张掖市法治政府建设实施方案-2021-2025.txt",
    "长春报告": "长春市2022年度法治政府建设情况报告.txt",
    "赣州": "赣州市法治政府建设实施方案-2022-2025.txt",
    "抚远": "抚远市法治政府建设实施方案-2016-2020.txt",
}

hypothesis.settings.register_profile("fazhi", deadline=None)  # how fast a machine is, is no matter of right or wrong
hypothesis.settings.load_profile("fazhi")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's settings do not reach the tests; where models are kept and whether they must be there are none."""
    kept = {"FAZHI_REQUIRE_SERVICES", "FAZHI_MODELS_CACHE"}
    for name in [name for name in os.environ if name.startswith("FAZHI_") and name not in kept]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def bundled() -> dict[str, Plan]:
    """The five bundled plans, read."""
    return {name: read_plan(PLANS / file) for name, file in BUNDLED.items()}


@pytest.fixture(scope="session")
def fazhi(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Fazhi:
    """Everything over the bundled plans, with the built-in embedding; vectors are kept from one run to the next."""
    data = tmp_path_factory.mktemp("fazhi")
    kept = pytestconfig.rootpath / ".pytest_cache" / "fazhi" / "vectors.sqlite"
    kept.parent.mkdir(parents=True, exist_ok=True)
    (data / "index").mkdir()
    if kept.exists():
        shutil.copyfile(kept, data / "index" / "vectors.sqlite")
    made = Fazhi(Settings(data=data, plans=PLANS, chroma_url="", embedding_url="", api_keys=""))
    made.build()
    shutil.copyfile(data / "index" / "vectors.sqlite", data / "kept")
    shutil.move(data / "kept", kept)  # at once: another run may be reading it
    return made


@pytest.fixture
def desk(fazhi: Fazhi, tmp_path: Path) -> Fazhi:
    """The assistant over the bundled plans, with a record in a file of its own."""
    made = Fazhi(fazhi.settings.model_copy(update={"data": tmp_path}))
    made.__dict__.update(embedding=fazhi.embedding, index=fazhi.index)
    return made


class HashEmbedding:
    """Counts characters into 64 buckets: the same words give the same vector, and every call is written down."""

    def __init__(self, model: str = "hash/1") -> None:
        self.model = model
        self.embedded: list[str] = []

    def query(self, text: str) -> np.ndarray:
        """One vector."""
        counts = np.zeros(64, dtype=np.float32)
        for char in text:
            counts[ord(char) % 64] += 1
        return counts / max(float(np.linalg.norm(counts)), 1.0)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """A vector for each text."""
        self.embedded.extend(texts)
        return np.stack([self.query(text) for text in texts])


@pytest.fixture(scope="session")
def make_embedding() -> Callable[..., HashEmbedding]:
    """Makes an embedding that needs no model."""
    return HashEmbedding


@pytest.fixture
def embedding(make_embedding: Callable[..., HashEmbedding]) -> HashEmbedding:
    """An embedding that needs no model."""
    return make_embedding()


def verified_here(folder: Path, shards: Sequence[ShardInfo], chroma_url: str) -> str:
    """What is wrong with shards, found without starting a process."""
    for info in shards:
        with closing(Shard(folder / info.name, chroma_url)) as shard:
            if problem := problem_of(shard):
                return problem
    return ""


@pytest.fixture
def without_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the assistant builds is checked in this process: starting another takes a second."""
    monkeypatch.setattr("assistant.bootstrap.build", partial(build, verify=verified_here))


class Workshop:
    """A plans folder and an index in a folder of their own, built without a model and checked in this process."""

    def __init__(self, folder: Path, embedding: HashEmbedding) -> None:
        self.plans = folder / "plans"
        self.plans.mkdir(parents=True)
        self.store = IndexStore(folder / "data")
        self.embedding = embedding

    def write(self, name: str, text: str) -> Path:
        """Put a plan file into the folder."""
        path = self.plans / name
        path.write_text(text, encoding="utf-8")
        return path

    def build(self, *, rebuild: bool = False, embedding: HashEmbedding | None = None, url: str = "", **more: Progress) -> BuildReport:
        """Bring the index up to date."""
        chosen = embedding or self.embedding
        return build(self.plans, self.store, chosen, chroma_url=url, rebuild=rebuild, verify=verified_here, **more)

    def current(self, url: str = "") -> CurrentIndex:
        """The index as a server has it, taken up anew whenever it is built."""
        return CurrentIndex(self.store.current, self.embedding, url)

    def index(self) -> Index:
        """The index published now."""
        return self.current().get()

    def query(self, text: str) -> Query:
        """A question by its words and its vector."""
        return Query(text=text, words=tuple(cut_for_search(text)), vector=tuple(map(float, self.embedding.query(text))))

    def shards(self) -> dict[str, str]:
        """The name of each place's shard, by the place's code."""
        generation = self.store.current()
        assert generation is not None
        return {shard.place_code: shard.name for shard in generation.manifest().shards}


@pytest.fixture(scope="session")
def make_workshop() -> Callable[[Path], Workshop]:
    """Makes a plans folder and an index to build over it, in a folder."""
    return lambda folder: Workshop(folder, HashEmbedding())


@pytest.fixture
def workshop(tmp_path: Path, embedding: HashEmbedding) -> Workshop:
    """A plans folder and an index to build over it."""
    return Workshop(tmp_path, embedding)


Reply = tuple[int, bytes | Iterable[bytes]]


class FakeService:
    """A service on this machine that replies as it is told, and writes down what it was asked."""

    def __init__(self, reply: Callable[[FakeService, str], Reply]) -> None:
        self.asked: list[tuple[str, str]] = []  # path and body
        self.headers: list[dict[str, str]] = []
        self.over = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                service.asked.append((self.path, body))
                service.headers.append(dict(self.headers))
                status, said = reply(service, body)
                self.send_response(status)
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.end_headers()
                try:
                    for chunk in [said] if isinstance(said, bytes) else said:
                        self.wfile.write(chunk)
                except OSError:
                    pass  # whoever asked has gone

            def log_message(self, *_: object) -> None:
                """Nobody reads it."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """Nobody answers at this address any more."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def make_service() -> Iterator[Callable[..., FakeService]]:
    """Starts services that reply (status, body), given the service and what it was asked."""
    made: list[FakeService] = []

    def make(reply: Callable[[FakeService, str], Reply]) -> FakeService:
        made.append(FakeService(reply))
        return made[-1]

    yield make
    for service in made:
        service.close()


@pytest.fixture(scope="session")
def plan_text() -> Callable[..., str]:
    """Writes a small plan: a title and clauses under 一、."""

    def write(place: str = "张掖市", *clauses: str, years: str = "2021—2025年") -> str:
        numbered = [f"（{'一二三四五六七八九'[i]}）{clause}" for i, clause in enumerate(clauses)]
        return "\n".join([f"{place}法治政府建设实施方案（{years}）", "", "一、主要任务", *numbered, ""])

    return write


@pytest.fixture(scope="session")
def read() -> Callable[..., Plan]:
    """Reads a text as a plan."""

    def read_text(text: str, source: str = "方案.txt") -> Plan:
        return plan_from_text(text, source, "0" * 64)

    return read_text


def _model(name: str) -> Iterator[str]:
    with ExitStack() as stack:
        try:
            address = stack.enter_context(serving(name))
        except ModelUnavailable as error:
            if os.environ.get("FAZHI_REQUIRE_SERVICES") == "1":
                pytest.fail(str(error))
            pytest.skip(str(error))
        yield address


@pytest.fixture(scope="session")
def model_1_5b() -> Iterator[str]:
    """The address, ending in /v1, of a real chat model; a test that asks for it is marked `llm`."""
    yield from _model("1.5b")


@pytest.fixture(scope="session")
def model_0_5b() -> Iterator[str]:
    """The address, ending in /v1, of a smaller and less able chat model; a test that asks for it is marked `llm`."""
    yield from _model("0.5b")
