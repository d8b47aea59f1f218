"""Whole answers of a model, kept by digest of model, instructions and data; used only where it is switched on."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from assistant.generation.model import Prompt


class Remembered:
    """A file of answers; the same prompt over the same evidence to the same model is not asked twice. A broken file is done without."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(sqlite3.Error), closing(self._open()) as database:
            database.execute("CREATE TABLE IF NOT EXISTS answers (digest TEXT PRIMARY KEY, words TEXT NOT NULL)")
            database.commit()

    def get(self, model: str, prompt: Prompt) -> str | None:
        """What the model said to this prompt, None where it was not asked."""
        with suppress(sqlite3.Error), closing(self._open()) as database:
            row = database.execute("SELECT words FROM answers WHERE digest = ?", (_digest(model, prompt),)).fetchone()
            return row[0] if row else None
        return None

    def put(self, model: str, prompt: Prompt, words: str) -> None:
        """Keep what it said."""
        with suppress(sqlite3.Error), closing(self._open()) as database:
            database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (_digest(model, prompt), words))
            database.commit()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=10)


def _digest(model: str, prompt: Prompt) -> str:
    return hashlib.sha256("\n".join((model, prompt.instructions, prompt.given)).encode("utf-8", "replace")).hexdigest()
