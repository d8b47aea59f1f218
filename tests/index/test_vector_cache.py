"""Vectors are made once for the same words, and never mixed between models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DataFolderError, EmbeddingError
from index.vector_cache import EmbedMany, VectorCache, key_of

MODEL = "hash/1"


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    return VectorCache(tmp_path / "vectors.sqlite")


def one_by_one(embedding) -> EmbedMany:  # type: ignore[no-untyped-def]
    """Batches of one text."""

    def embed(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], np.ndarray]]:
        return (([text], embedding.passages([text])) for text in texts)

    return embed


def test_words_already_embedded_are_not_embedded_again(tmp_path: Path, cache: VectorCache, embedding) -> None:
    first = cache.passages(MODEL, ["公开", "监督"], one_by_one(embedding))
    second = VectorCache(tmp_path / "vectors.sqlite").passages(MODEL, ["监督", "公开", "监督"], one_by_one(embedding))
    assert embedding.embedded == ["公开", "监督"]
    assert np.array_equal(second, first[[1, 0, 1]])


def test_each_model_has_vectors_of_its_own(cache: VectorCache, embedding) -> None:
    for model in ("hash/1", "hash/2"):
        cache.passages(model, ["公开"], one_by_one(embedding))
    assert embedding.embedded == ["公开", "公开"]


def test_batches_may_come_in_any_order(cache: VectorCache, embedding) -> None:
    texts = ["公开", "监督", "复议"]
    vectors = cache.passages(MODEL, texts, lambda missing: one_by_one(embedding)(missing[::-1]))
    assert np.array_equal(vectors, embedding.passages(texts))


@given(st.lists(st.sampled_from(["公开", "监督", "复议"]), max_size=6), st.lists(st.sampled_from(["公开", "监督", "复议"]), max_size=6))
def test_what_is_told_adds_up_to_the_texts_given(tmp_path_factory, embedding_of, before: list[str], texts: list[str]) -> None:
    cache = VectorCache(tmp_path_factory.mktemp("cache") / "vectors.sqlite")
    cache.passages(MODEL, before, one_by_one(embedding_of))
    told: list[int] = []
    vectors = cache.passages(MODEL, texts, one_by_one(embedding_of), told.append)
    assert sum(told) == len(texts) == len(vectors)


@pytest.fixture(scope="module")
def embedding_of(make_embedding: Callable):  # type: ignore[no-untyped-def]
    return make_embedding()


def test_nothing_to_embed_is_an_empty_matrix(cache: VectorCache, embedding) -> None:
    assert len(cache.passages(MODEL, [], one_by_one(embedding))) == 0


def test_a_cleared_cache_forgets(cache: VectorCache, embedding) -> None:
    for _ in range(2):
        cache.passages(MODEL, ["公开"], one_by_one(embedding))
        cache.clear()
    assert embedding.embedded == ["公开", "公开"]


def test_what_was_made_before_a_failure_is_kept(cache: VectorCache, embedding) -> None:
    def failing(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], np.ndarray]]:
        yield from list(one_by_one(embedding)(texts))[:2]
        raise EmbeddingError("没有应答。")

    with pytest.raises(EmbeddingError):
        cache.passages(MODEL, ["公开", "监督", "复议"], failing)
    embedding.embedded.clear()
    cache.passages(MODEL, ["公开", "监督", "复议"], one_by_one(embedding))
    assert embedding.embedded == ["复议"]


def test_a_damaged_cache_is_begun_anew(tmp_path: Path, embedding) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(b"this is no database" * 100)
    assert len(VectorCache(path).passages(MODEL, ["公开"], one_by_one(embedding))) == 1


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="FAZHI_DATA"):
        VectorCache(tmp_path / "nowhere" / "vectors.sqlite")


def test_vectors_of_two_lengths_are_never_put_into_one_index(cache: VectorCache) -> None:
    lengths = iter((2, 3))

    def changing(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], np.ndarray]]:
        return ((texts, np.ones((len(texts), length), dtype=np.float32)) for length in lengths if texts)

    cache.passages(MODEL, ["甲"], lambda texts: [next(changing(texts))])
    with pytest.raises(EmbeddingError, match="--rebuild"):
        cache.passages(MODEL, ["甲", "乙"], lambda texts: [next(changing(texts))])


def test_vectors_nobody_uses_are_thrown_away_once_they_are_many(cache: VectorCache, embedding) -> None:
    old = [f"旧{number}" for number in range(1100)]
    cache.passages(MODEL, [*old, "新"], lambda texts: [(texts, embedding.passages(texts))])
    cache.prune(1, lambda: [key_of(MODEL, "新")])
    embedding.embedded.clear()
    cache.passages(MODEL, [old[0], "新"], one_by_one(embedding))
    assert embedding.embedded == [old[0]]


def test_a_few_vectors_nobody_uses_are_kept_and_not_looked_for(cache: VectorCache, embedding) -> None:
    cache.passages(MODEL, ["旧", "新"], one_by_one(embedding))

    def asked() -> list[bytes]:
        raise AssertionError("nobody needs the keys")

    cache.prune(1, asked)
    cache.passages(MODEL, ["旧"], one_by_one(embedding))
    assert embedding.embedded == ["旧", "新"]
