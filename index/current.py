"""The index that is published now, taken up anew at the next question after it was published."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from index.embedding import Embedding
from index.errors import IndexMissing
from index.search import Index
from index.store import Generation


class CurrentIndex:
    """Gives the index of the generation published now; the one before is closed once another has taken its place."""

    def __init__(self, current: Callable[[], Generation | None], embedding: Embedding, chroma_url: str = "") -> None:
        self._current = current
        self._embedding = embedding
        self._chroma_url = chroma_url
        self._loaded: Index | None = None
        self._lock = Lock()

    def get(self) -> Index:
        """The loaded index; raises IndexMissing where there is none, or none made with this embedding."""
        with self._lock:  # looked at inside: whoever waited must not go back to what was published before
            generation = self._current()
            if generation is None:
                raise IndexMissing("还没有索引，请先运行 fazhi index。")
            before = self._loaded
            if before is None or before.name != generation.name:
                if not generation.manifest().made_for(self._embedding.model, self._chroma_url):
                    raise IndexMissing("索引是用别的向量模型、向量库或别的版本建的，请运行 fazhi index 重建。")
                self._loaded = Index(generation, self._chroma_url)
                if before is not None:
                    before.close()
            assert self._loaded is not None
            return self._loaded
