"""An answer is given whatever becomes of the services that search; what could not be used is said once, in a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.bootstrap import Fazhi
from assistant.models import Answer, Ask, Fallback, SearchedWith
from assistant.queries import Queries
from assistant.record.records import Records
from assistant.searching import search
from assistant.settings import Settings
from index.errors import EmbeddingError, RerankError
from tests.services import chroma, embeddings

ANSWERED = "张掖市行政执法协调监督工作体系什么时候建成？"
NOT_FOUND = "张掖市公积金贷款额度是多少？"


class Flaky:
    """An embedding of questions that fails as it is told, one outcome after the other."""

    def __init__(self, real, *outcomes: str) -> None:
        self.model = real.model
        self._real = real
        self._outcomes = outcomes
        self.asked = 0

    def query(self, text: str) -> np.ndarray:
        """A vector, one that is too short, or an error."""
        self.asked += 1
        outcome = self._outcomes[min(self.asked, len(self._outcomes)) - 1]
        if outcome in ("", "short"):
            return self._real.query(text)[: -1 if outcome else None]
        raise EmbeddingError("http://wer:geheim@host", outcome)

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors."""
        return self._real.passages(texts)


class Backwards:
    """A reranker that turns everything round, or fails; what it reads is written down."""

    model = "backwards/1"

    def __init__(self, reason: str = "") -> None:
        self._reason = reason
        self.read: list[str] = []
        self.asked = 0

    def order(self, question: str, texts: Sequence[str]) -> tuple[int, ...]:
        """The last first."""
        self.asked += 1
        self.read += texts
        if self._reason:
            raise RerankError("http://wer:geheim@host", self._reason)
        return tuple(range(len(texts)))[::-1]


@pytest.fixture
def with_services(fazhi: Fazhi, tmp_path: Path) -> Callable[..., Fazhi]:
    """The assistant over the bundled plans, with services of one's own."""

    def make(**services: object) -> Fazhi:
        made = Fazhi(fazhi.settings)
        made.__dict__.update(
            {"embedding": fazhi.embedding, "index": fazhi.index, "records": Records(tmp_path), "reranker": None} | services
        )
        return made

    return make


def asked(fazhi: Fazhi, question: str, **more: str) -> Answer:
    answer = fazhi.chat.answer(Ask(question=question, **more))
    assert fazhi.records.answer(answer.answer_id) == answer
    assert "geheim" not in answer.model_dump_json()
    return answer


def codes(answer: Answer) -> list[str]:
    return [caveat.code for caveat in answer.caveats]


def test_an_answer_says_what_it_was_searched_with(with_services: Callable[..., Fazhi], fazhi: Fazhi) -> None:
    answer = asked(with_services(), ANSWERED)
    assert (answer.fallbacks, answer.searched_with) == ((), SearchedWith(embedding=fazhi.embedding.model))
    assert "keywords_only" not in codes(answer)


@pytest.mark.parametrize(("question", "status"), [(ANSWERED, "answered"), (NOT_FOUND, "not_found")])
@pytest.mark.parametrize("outcome", ["timeout", "busy", "short"])
def test_a_question_without_a_vector_is_answered_by_keywords_and_says_so_once(
    with_services: Callable[..., Fazhi], fazhi: Fazhi, question: str, status: str, outcome: str
) -> None:
    answer = asked(with_services(embedding=Flaky(fazhi.embedding, outcome)), question)
    assert answer.status == status
    assert answer.fallbacks == (Fallback(part="embedding", reason="unreadable" if outcome == "short" else outcome),)
    assert answer.searched_with == SearchedWith()
    assert codes(answer).count("keywords_only") == 1


def test_an_embedding_that_failed_is_not_asked_again_for_the_same_answer(with_services: Callable[..., Fazhi], fazhi: Fazhi) -> None:
    embedding = Flaky(fazhi.embedding, "timeout", "")
    system = with_services(embedding=embedding)
    answer = asked(system, "张掖市和赣州市的行政执法协调监督工作体系什么时候建成？行政调解由谁负责？")
    assert embedding.asked == 1
    assert len(answer.fallbacks) == 1
    assert asked(system, ANSWERED).fallbacks == ()


def test_a_text_is_embedded_once_for_an_answer(with_services: Callable[..., Fazhi], fazhi: Fazhi) -> None:
    embedding = Flaky(fazhi.embedding, "")
    queries = Queries(fazhi.index.get(), embedding)
    assert queries.of("公开", ("公开",)).vector == queries.of("公开", ("公开", "政务")).vector
    assert embedding.asked == 1


@pytest.mark.parametrize("question", ["你好", "兰州市的行政调解由谁负责？", "赣州市方案的文号是什么？"])
def test_what_needs_no_search_has_no_caveat_of_the_search(with_services: Callable[..., Fazhi], fazhi: Fazhi, question: str) -> None:
    answer = asked(with_services(embedding=Flaky(fazhi.embedding, "timeout")), question)
    assert (answer.fallbacks, codes(answer).count("keywords_only")) == ((), 0)


def test_a_reranker_takes_part_and_sees_only_the_place_asked_about(with_services: Callable[..., Fazhi], fazhi: Fazhi) -> None:
    reranker = Backwards()
    answer = asked(with_services(reranker=reranker), ANSWERED)
    assert answer.searched_with == SearchedWith(embedding=fazhi.embedding.model, reranker="backwards/1")
    assert answer.fallbacks == ()
    assert {citation.place for citation in answer.citations} == {"张掖市"}
    foreign = [plan for plan in fazhi.index.get().plans.values() if plan.place != "张掖市"]
    assert reranker.read
    assert not any(place in text for text in reranker.read for place in {plan.place for plan in foreign})


def test_a_reranker_cannot_make_an_answer_of_what_is_none(with_services: Callable[..., Fazhi]) -> None:
    assert asked(with_services(reranker=Backwards()), NOT_FOUND).status == "not_found"


@pytest.mark.parametrize("question", [ANSWERED, NOT_FOUND, "哪些城市规定了行政调解？"])
def test_without_its_reranker_an_answer_is_the_one_it_always_was(with_services: Callable[..., Fazhi], fazhi: Fazhi, question: str) -> None:
    reranker = Backwards("unreachable")
    answer, known = asked(with_services(reranker=reranker), question), asked(with_services(), question)
    assert (answer.answer, answer.citations, answer.caveats) == (known.answer, known.citations, known.caveats)
    assert answer.fallbacks == (Fallback(part="rerank", reason="unreachable"),)
    assert answer.searched_with == known.searched_with
    assert reranker.asked == 1


def test_reranking_is_waited_for_only_so_long(with_services: Callable[..., Fazhi], fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.queries._PATIENCE", 0.0)
    reranker = Backwards()
    answer = asked(with_services(reranker=reranker), "哪些城市规定了行政调解？")
    assert reranker.asked == 1
    assert answer.fallbacks == (Fallback(part="rerank", reason="timeout"),)
    assert answer.searched_with.reranker == "backwards/1"


def test_clauses_are_still_found_where_both_services_are_gone(with_services: Callable[..., Fazhi], fazhi: Fazhi) -> None:
    system = with_services(embedding=Flaky(fazhi.embedding, "timeout"), reranker=Backwards("timeout"))
    assert search(system, "行政调解", "张掖市")[0].place == "张掖市"


def test_settings_decide_whether_there_is_a_reranker() -> None:
    assert Fazhi(Settings(rerank_url="")).reranker is None
    made = Fazhi(Settings(rerank_url="http://localhost:1", rerank_model="m", rerank_key="geheim"))
    assert made.reranker is not None
    assert made.reranker.model == "m"
    assert "geheim" not in repr(made.settings)


TEXT = ("执法人员每年培训不少于60学时。", "加强行政调解工作。（责任单位：市司法局）", "推进政务公开。")
QUESTION = "张掖市的执法人员每年培训多少学时？"


@pytest.fixture
def plans_folder(tmp_path: Path, plan_text: Callable[..., str]) -> Path:
    """A folder with one small plan."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "方案.txt").write_text(plan_text("张掖市", *TEXT), encoding="utf-8")
    return tmp_path / "plans"


@pytest.mark.service
def test_a_question_is_answered_after_its_embedding_service_was_killed(tmp_path: Path, plans_folder: Path) -> None:
    with embeddings(tmp_path) as server:
        url = f"http://127.0.0.1:{server.port}/v1"
        system = Fazhi(Settings(data=tmp_path / "data", plans=plans_folder, embedding_url=url, embedding_model="e5", embedding_key="k"))
        assert system.build().changed
        before = asked(system, QUESTION)
        assert (before.status, before.fallbacks) == ("answered", ())
        assert before.searched_with.embedding == "endpoint/e5"
        server.stop()
        after = asked(system, QUESTION)
        assert (after.status, after.answer) == ("answered", before.answer)
        assert (after.fallbacks, after.searched_with) == ((Fallback(part="embedding", reason="unreachable"),), SearchedWith())
        assert codes(after) == [*codes(before), "keywords_only"]
        with pytest.raises(EmbeddingError, match="FAZHI_EMBEDDING_URL"):
            system.build(rebuild=True)


@pytest.mark.service
def test_a_question_is_answered_while_the_server_with_the_vectors_is_away_and_by_vectors_once_it_is_back(
    tmp_path: Path, plans_folder: Path, fazhi: Fazhi
) -> None:
    (tmp_path / "chroma").mkdir()
    with chroma(tmp_path / "chroma") as server:
        made = [Fazhi(Settings(data=tmp_path / "data", plans=plans_folder, chroma_url=f"http://127.0.0.1:{server.port}")) for _ in range(2)]
        for one in made:
            one.__dict__["embedding"] = fazhi.embedding
        system, late = made
        assert system.build().changed
        before = asked(system, QUESTION)
        assert (before.status, before.fallbacks) == ("answered", ())
        server.stop()
        for one in (system, late):  # the other has never searched by vectors yet
            during = asked(one, QUESTION)
            assert (during.status, during.answer) == ("answered", before.answer)
            assert (during.fallbacks, during.searched_with) == ((Fallback(part="vectors", reason="unreachable"),), SearchedWith())
            assert codes(during) == [*codes(before), "keywords_only"]
        server.start()
        for one in (system, late):
            after = asked(one, QUESTION)
            assert (after.fallbacks, after.searched_with, codes(after)) == ((), before.searched_with, codes(before))
