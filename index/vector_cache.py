"""Vectors already made, by digest of model and words, so that only new words are embedded; safe to kill at any moment."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedding import Vectors
from index.errors import DataFolderError, EmbeddingError

EmbedMany = Callable[[Sequence[str]], Iterable[tuple[Sequence[str], Vectors]]]  # texts → batches of them, each with its vectors
Made = Callable[[int], None]  # told how many more are there
_SPARE = 1.5  # times the vectors in use: beyond that, those nobody uses are thrown away


class VectorCache:
    """Vectors in one SQLite file."""

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
            database.execute("CREATE TABLE IF NOT EXISTS made (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID")
            database.execute("DROP TABLE IF EXISTS vectors")  # an earlier form of this table
            database.commit()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)

    def clear(self) -> None:
        """Forget every vector."""
        with closing(self._open()) as database:
            database.execute("DELETE FROM made")
            database.commit()
            database.execute("VACUUM")

    def passages(self, model: str, texts: Sequence[str], embed: EmbedMany, made: Made = lambda more: None) -> Vectors:
        """Vectors of texts in order, from the cache or newly made; each batch is kept as soon as it is there."""
        keys = {text: key_of(model, text) for text in texts}
        with closing(self._open()) as database:
            known = self._known(database, keys.values())
            missing = [text for text, key in keys.items() if key not in known]
            made(len(texts) - len(missing))
            for batch, vectors in embed(missing):
                for text, vector in zip(batch, vectors, strict=True):
                    known[keys[text]] = vector
                    database.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", (keys[text], vector.astype(np.float32).tobytes()))
                database.commit()
                made(len(batch))
        if len({vector.size for vector in known.values()}) > 1:
            raise EmbeddingError("向量接口先后给出的向量长短不一，请检查它的模型，再运行 fazhi index --rebuild。", "unreadable")
        return np.stack([known[keys[text]] for text in texts]) if texts else np.zeros((0, 1), dtype=np.float32)

    def _known(self, database: sqlite3.Connection, keys: Iterable[bytes]) -> dict[bytes, Vectors]:
        known = {}
        for key in keys:
            row = database.execute("SELECT vector FROM made WHERE key = ?", (key,)).fetchone()
            if row:
                known[key] = np.frombuffer(row[0], dtype=np.float32)
        return known

    def prune(self, in_use: int, keys: Callable[[], Iterable[bytes]]) -> None:
        """Throw away vectors nobody uses where they have become many; `in_use` is how many are used, `keys` are asked for only then."""
        with closing(self._open()) as database:
            held = int(database.execute("SELECT COUNT(*) FROM made").fetchone()[0])
            if held <= _SPARE * in_use + 1000:
                return
            database.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
            database.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in keys()))
            database.execute("DELETE FROM made WHERE key NOT IN (SELECT key FROM used)")
            database.commit()
            database.execute("VACUUM")


def key_of(model: str, text: str) -> bytes:
    """The key of a text embedded by a model."""
    return hashlib.sha256(f"{model}\n{text}".encode("utf-8", "replace")).digest()[:16]
