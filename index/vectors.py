"""Vectors in Chroma, through llama-index's vector store; the one file that knows chromadb.

A collection is written once, into a folder (or under a name) of its own, and only read afterwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.config import Settings as ChromaSettings
from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.vector_stores.types import FilterOperator, MetadataFilter, MetadataFilters, VectorStoreQuery
from llama_index.vector_stores.chroma import ChromaVectorStore

from index.errors import DataFolderError, VectorsUnavailable
from index.models import Piece

_BATCH = 2000  # Chroma takes at most 5,461 at once
# Chroma builds the graph of a small collection anew at every opening, and not twice alike. With its usual settings the tail of the nearest,
# and a score that rests on it, changed from one opening to the next; with so many links and so many pieces weighed, a collection of fewer
# pieces is searched as good as exactly, and a search takes no measurably longer.
_GRAPH = {"hnsw:space": "cosine", "hnsw:search_ef": 4000, "hnsw:M": 48}


class VectorStore:
    """Pieces by vector; `where` is the folder of an embedded store or the URL of a Chroma server."""

    def __init__(self, where: Path | str, collection: str, *, new: bool = False) -> None:
        self._where = where
        self._name = collection
        self._lock = Lock()
        self._held: tuple[ClientAPI, ChromaVectorStore] | None = None
        if new or isinstance(where, Path):
            self._open(new=new)

    def _open(self, *, new: bool = False) -> ChromaVectorStore:
        """The collection, opened; one on a server only when it is searched, for the server may be away meanwhile."""
        with self._lock, _told(self._where):
            if self._held is None:
                client = _client(self._where)
                found = (
                    client.create_collection(self._name, embedding_function=None, metadata=_GRAPH)
                    if new
                    else client.get_collection(self._name, embedding_function=None)
                )
                self._held = client, ChromaVectorStore(chroma_collection=found)
            return self._held[1]

    def add(self, pieces: Sequence[Piece], vectors: np.ndarray) -> None:
        """Write pieces under their position in the index, each with its place and plan."""
        nodes: list[BaseNode] = [
            TextNode(
                id_=str(position),
                text=piece.words,
                embedding=vector.tolist(),
                metadata={"place": piece.place, "plan_id": piece.plan_id, "clause_id": piece.clause_id},
            )
            for position, (piece, vector) in enumerate(zip(pieces, vectors, strict=True))
        ]
        store = self._open()
        with _told(self._where):
            for first in range(0, len(nodes), _BATCH):
                store.add(nodes[first : first + _BATCH])

    def nearest(self, vector: np.ndarray, plan_ids: Sequence[str] | None, limit: int) -> list[tuple[int, float]]:
        """Positions of the nearest pieces of these plans (None: of all) with their cosine, best first; no plan, no result."""
        if (plan_ids is not None and not plan_ids) or limit < 1:
            return []
        among = MetadataFilter(key="plan_id", operator=FilterOperator.IN, value=list(plan_ids or ()))
        filters = None if plan_ids is None else MetadataFilters(filters=[among])
        store = self._open()
        with _told(self._where):
            found = store.query(VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=limit, filters=filters))
        # llama-index gives exp(-distance); Chroma's distance is 1 - cosine.
        cosines = [1 + math.log(score) if score > 0 else -1.0 for score in found.similarities or []]
        return [(int(node_id), cosine) for node_id, cosine in zip(found.ids or [], cosines, strict=True)]

    def count(self) -> int:
        """How many pieces are held."""
        return int(self._open().client.count())

    def dimensions(self) -> int:
        """Length of the vectors held, 1 where none are."""
        store = self._open()
        with _told(self._where):
            sample = store.client.peek(1)["embeddings"]
        return len(sample[0]) if sample is not None and len(sample) else 1

    def close(self) -> None:
        """Let go of the files."""
        if self._held and isinstance(self._held[0], Client):
            self._held[0].close()


def drop_collections(url: str, names: Sequence[str]) -> None:
    """Remove collections of earlier generations from a shared server; those it does not hold are passed over."""
    with _told(url):
        client = _client(url)
        held = {collection.name for collection in client.list_collections()}
        for name in held.intersection(names):
            client.delete_collection(name)


@contextmanager
def _told(where: Path | str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # chromadb raises bare ValueErrors, httpx errors and Rust panics alike
        if isinstance(where, str):
            raise VectorsUnavailable(f"向量库（{where}）打不开或没有应答，请检查 FAZHI_CHROMA_URL 指向的服务。") from error
        raise DataFolderError(f"向量库（{where}）打不开或没有应答，请运行 fazhi index --rebuild 重建。") from error


def _client(where: Path | str) -> ClientAPI:
    settings = ChromaSettings(anonymized_telemetry=False)
    if isinstance(where, Path):
        return chromadb.PersistentClient(str(where), settings)
    scheme, _, rest = where.rstrip("/").partition("://")
    host, _, port = rest.partition(":")
    ssl = scheme == "https"
    return chromadb.HttpClient(host=host, port=int(port or (443 if ssl else 8000)), ssl=ssl, settings=settings)
