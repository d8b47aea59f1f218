"""Many texts are embedded at once, each vector stays with its text, and nothing is left running."""

from __future__ import annotations

import json
import multiprocessing
import threading
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from index import workers
from index.embedding import Embedding, EndpointEmbedding
from index.errors import EmbeddingError
from index.workers import BATCH, embedding_many

TEXTS = [f"第{number}条" for number in range(5 * BATCH + 3)]


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WORTH_STARTING", 2 * BATCH)


def vectors_by_text(embedding: Embedding, texts: Sequence[str]) -> dict[str, np.ndarray]:
    with embedding_many(embedding) as embed:
        return {text: vector for batch, vectors in embed(texts) for text, vector in zip(batch, vectors, strict=True)}


def numbers_of(body: str) -> bytes:
    """An endpoint's vectors, which tell the number in each text."""
    texts = json.loads(body)["input"]
    data = [{"object": "embedding", "index": at, "embedding": [1.0, float(text[1:-1])]} for at, text in enumerate(texts)]
    return json.dumps({"object": "list", "data": data, "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}}).encode()


def test_few_texts_are_embedded_by_the_embedding_itself(embedding) -> None:
    assert list(vectors_by_text(embedding, TEXTS[:3])) == embedding.embedded == TEXTS[:3]


def test_nothing_to_embed_gives_nothing(embedding) -> None:
    assert vectors_by_text(embedding, []) == {}


def test_an_endpoint_is_asked_by_several_calls_at_once_and_each_vector_is_of_its_text(make_service: Callable) -> None:
    together, first_two = threading.Barrier(2, timeout=30), iter((True, True))

    def reply(_: object, body: str) -> tuple[int, bytes]:
        if next(first_two, False):
            together.wait()  # passes only where two are asking
        return 200, numbers_of(body)

    found = vectors_by_text(EndpointEmbedding(make_service(reply).url, "m", ""), TEXTS)
    assert {text: round(float(vector[1] / vector[0])) for text, vector in found.items()} == {
        text: number for number, text in enumerate(TEXTS)
    }


def test_an_endpoint_that_fails_in_between_stops_the_rest(make_service: Callable) -> None:
    service = make_service(lambda service, body: (200, numbers_of(body)) if len(service.asked) < 3 else (401, b"{}"))
    with pytest.raises(EmbeddingError):
        vectors_by_text(EndpointEmbedding(service.url, "m", ""), TEXTS * 20)
    assert len(service.asked) < len(TEXTS * 20) / BATCH / 2


def test_the_built_in_model_gives_the_same_vectors_in_processes_of_its_own_which_end(fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.workers.os.sched_getaffinity", lambda _: {0, 1})
    found = vectors_by_text(fazhi.embedding, TEXTS[: 2 * BATCH])
    some = [TEXTS[0], TEXTS[BATCH], TEXTS[2 * BATCH - 1]]
    assert np.allclose([found[text] for text in some], fazhi.embedding.passages(some), atol=1e-3)
    assert multiprocessing.active_children() == []
