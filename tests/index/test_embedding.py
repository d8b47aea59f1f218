"""Vectors are made once for the same words, and never mixed between models."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embedding import BuiltInEmbedding, EndpointEmbedding, VectorCache
from index.errors import DataFolderError, EmbeddingError


def quiet(done: int, total: int) -> None:
    """No progress is shown."""


def test_words_already_embedded_are_not_embedded_again(tmp_path: Path, embedding) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    first = cache.passages(embedding, ["公开", "监督"], quiet)
    second = VectorCache(tmp_path / "vectors.sqlite").passages(embedding, ["监督", "公开", "监督"], quiet)
    assert embedding.embedded == ["公开", "监督"]
    assert np.array_equal(second, first[[1, 0, 1]])


def test_each_model_has_vectors_of_its_own(tmp_path: Path, make_embedding) -> None:
    cache, one, two = VectorCache(tmp_path / "vectors.sqlite"), make_embedding("hash/1"), make_embedding("hash/2")
    cache.passages(one, ["公开"], quiet)
    cache.passages(two, ["公开"], quiet)
    assert two.embedded == ["公开"]


def test_progress_goes_from_what_is_known_to_all(tmp_path: Path, embedding) -> None:
    cache, told = VectorCache(tmp_path / "vectors.sqlite"), []
    cache.passages(embedding, ["甲"], quiet)
    cache.passages(embedding, ["甲", *(f"{number}" for number in range(40))], lambda done, total: told.append((done, total)))
    assert told[0] == (1, 41)
    assert told[-1] == (41, 41)


def test_nothing_to_embed_is_an_empty_matrix(tmp_path: Path, embedding) -> None:
    assert len(VectorCache(tmp_path / "vectors.sqlite").passages(embedding, [], quiet)) == 0


def test_a_cleared_cache_forgets(tmp_path: Path, embedding) -> None:
    cache = VectorCache(tmp_path / "vectors.sqlite")
    cache.passages(embedding, ["公开"], quiet)
    cache.clear()
    cache.passages(embedding, ["公开"], quiet)
    assert embedding.embedded == ["公开", "公开"]


def test_a_damaged_cache_is_begun_anew(tmp_path: Path, embedding) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(b"this is no database" * 100)
    assert len(VectorCache(path).passages(embedding, ["公开"], quiet)) == 1


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="FAZHI_DATA"):
        VectorCache(tmp_path / "nowhere" / "vectors.sqlite")


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


def test_an_endpoint_that_does_not_answer_is_one_sentence() -> None:
    with pytest.raises(EmbeddingError, match="FAZHI_EMBEDDING_URL"):
        EndpointEmbedding("http://127.0.0.1:9/v1", "m", "").query("公开")
