"""Words become vectors, and an endpoint that gives none says why in a word."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable

import numpy as np
import pytest

from index.embedding import BuiltInEmbedding, EndpointEmbedding
from index.errors import EmbeddingError


@pytest.mark.parametrize("text", ["", "公开", "\x00", "half \ud800 pair", "a" * 20_000])
def test_the_built_in_model_takes_any_text(fazhi, text: str) -> None:
    vector = fazhi.embedding.query(text)
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_the_built_in_model_puts_like_near_like(fazhi) -> None:
    assert isinstance(fazhi.embedding, BuiltInEmbedding)
    near, far = fazhi.embedding.passages(["行政机关负责人出庭应诉", "完善突发事件应急预案"])
    asked = fazhi.embedding.query("单位领导要不要上法庭")
    assert asked @ near > asked @ far


ASK: list[Callable[[EndpointEmbedding], object]] = [lambda made: made.query("公开"), lambda made: made.passages(["公开", "监督"])]


def of_vectors(*vectors: object) -> bytes:
    """What an OpenAI-compatible endpoint says."""
    data = [{"object": "embedding", "index": position, "embedding": vector} for position, vector in enumerate(vectors)]
    return json.dumps({"object": "list", "data": data, "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}}).encode()


def reason(embedding: EndpointEmbedding, ask: Callable[[EndpointEmbedding], object]) -> str:
    with pytest.raises(EmbeddingError, match="FAZHI_EMBEDDING_URL") as failed:
        ask(embedding)
    return failed.value.reason


def test_the_vectors_of_an_endpoint_are_brought_to_length_one(make_service: Callable) -> None:
    service = make_service(lambda _, body: (200, of_vectors(*[[3.0, 4.0]] * len(json.loads(body)["input"]))))
    embedding = EndpointEmbedding(service.url + "/v1", "m", "k")
    assert np.allclose(embedding.query("公开"), [0.6, 0.8])
    assert np.allclose(embedding.passages(["公开", "监督"]), [[0.6, 0.8]] * 2)
    assert [path for path, _ in service.asked] == ["/v1/embeddings"] * 2
    assert service.headers[0]["Authorization"] == "Bearer k"


@pytest.mark.parametrize("ask", ASK)
def test_an_endpoint_that_does_not_answer_is_one_sentence(ask: Callable[[EndpointEmbedding], object]) -> None:
    assert reason(EndpointEmbedding("http://127.0.0.1:9/v1", "m", ""), ask) == "unreachable"


@pytest.mark.parametrize("url", ["", " ", "localhost:80"])
def test_an_address_that_is_none_leads_nowhere_and_not_to_openai(url: str) -> None:
    assert reason(EndpointEmbedding(url, "m", "k"), ASK[0]) == "unreachable"


@pytest.mark.parametrize("ask", ASK)
@pytest.mark.parametrize(("status", "expected"), [(500, "failed"), (429, "busy"), (401, "refused"), (302, "refused")])
def test_an_endpoint_that_does_not_serve_says_why_in_a_word(
    make_service: Callable, ask: Callable[[EndpointEmbedding], object], status: int, expected: str
) -> None:
    assert reason(EndpointEmbedding(make_service(lambda *_: (status, b"{}")).url, "m", ""), ask) == expected


def test_a_question_does_not_wait_for_a_slow_endpoint(make_service: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.embedding._QUESTION_SECONDS", 0.2)
    service = make_service(lambda service, _: (200 + service.over.wait(30), of_vectors([1.0])))
    assert reason(EndpointEmbedding(service.url, "m", ""), ASK[0]) == "timeout"


@pytest.mark.parametrize("ask", ASK)
@pytest.mark.parametrize(
    "said",
    [
        b"no JSON",
        b"{}",
        b"null",
        of_vectors(),
        of_vectors([], []),
        of_vectors([0.0, 0.0], [0.0, 0.0]),
        of_vectors([float("nan"), 1.0], [1.0, 0.0]),
        of_vectors([float("inf"), 1.0], [1.0, 0.0]),
        of_vectors([1e300, 1.0], [1.0, 0.0]),
        of_vectors(["a"], ["b"]),
        of_vectors("", ""),
        of_vectors(None, None),
        of_vectors([1.0], [1.0], [1.0]),
        of_vectors([1.0], [1.0, 2.0], [1.0]),
    ],
)
def test_what_is_no_vector_for_each_text_is_unreadable(
    make_service: Callable, ask: Callable[[EndpointEmbedding], object], said: bytes
) -> None:
    assert reason(EndpointEmbedding(make_service(lambda *_: (200, said)).url, "m", ""), ask) == "unreadable"


@pytest.mark.parametrize("ask", ASK)
def test_neither_key_nor_login_of_an_endpoint_is_told_to_anyone(
    ask: Callable[[EndpointEmbedding], object], caplog: pytest.LogCaptureFixture
) -> None:
    embedding = EndpointEmbedding("http://wer:geheim@127.0.0.1:9/v1", "m", "geheim密")
    with caplog.at_level(logging.DEBUG):
        try:
            ask(embedding)
        except EmbeddingError as error:
            told = "".join(traceback.format_exception(error)) + repr(error)
    assert "geheim" not in told + repr(embedding) + caplog.text
