"""The index on disk, published by swapping one small file.

    current.json            which generation is read now, and which before it
    generations/<name>/     the documents held, and the shards they are searched in
    shards/<name>/          what is searched of one place; shared by all generations whose documents of that place are the same
    readings/<key>/         files as they were read, each once
    vectors.sqlite          vectors made so far

A reader sees the old generation or the new one. What nobody points to any more is thrown away by the next build.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index import disk
from index.errors import DataFolderError, IndexMissing
from index.models import READER_VERSION, Frozen, Plan
from index.readings import Held, Readings
from index.shard_files import SHARD_FORMAT, UNFINISHED, ShardInfo, drop_shards, plan_of_clause, read_info
from index.vector_cache import VectorCache

if TYPE_CHECKING:  # they load Chroma and the dictionary, and most who look at the store need neither
    from index.lexicon import Lexicon
    from index.shards import Shard

_PATIENCE = 5  # seconds a second writer waits for the first


VERSION = f"{READER_VERSION}.{SHARD_FORMAT}"  # of all that is read and written


class Manifest(Frozen):
    """What a generation was made from, and its shards."""

    version: str
    embedding_model: str
    chroma_url: str = ""
    shards: tuple[ShardInfo, ...] = ()

    def made_for(self, embedding_model: str, chroma_url: str) -> bool:
        """Whether this program, with this model and vector store, can read it; vectors of two models are never mixed."""
        return (self.version, self.embedding_model, self.chroma_url) == (VERSION, embedding_model, chroma_url)

    @property
    def pieces(self) -> int:
        """How many pieces all shards hold."""
        return sum(shard.pieces for shard in self.shards)


class Generation:
    """One state of the index: which documents are held, and in which shards they are searched."""

    def __init__(self, store: IndexStore, name: str) -> None:
        self.name = name
        self.folder = store.folder / "generations" / name
        self._store = store

    def write(self, manifest: Manifest, held: Sequence[Held]) -> None:
        """Put it on disk."""
        self.folder.mkdir(parents=True)
        disk.replace(self.folder / "held.jsonl", "".join(one.model_dump_json(by_alias=True) + "\n" for one in held))
        disk.replace(self.folder / "manifest.json", manifest.model_dump_json())

    def manifest(self) -> Manifest:
        """Read the manifest; raises IndexMissing where it is not one of this version."""
        with _readable():
            return Manifest.model_validate_json((self.folder / "manifest.json").read_text(encoding="utf-8"))

    def held(self) -> tuple[Held, ...]:
        """The documents held, in order; raises IndexMissing where they are not of this version."""
        with _readable():
            lines = (self.folder / "held.jsonl").read_text(encoding="utf-8").split("\n")
            return tuple(Held.model_validate_json(line) for line in lines if line)

    def plan(self, held: Held) -> Plan:
        """A document with its text."""
        return self._store.readings.plan(held)

    def plans(self) -> Iterator[Plan]:
        """All documents, one after the other."""
        return (self.plan(held) for held in self.held())

    def shard(self, name: str, chroma_url: str) -> Shard:
        """A shard, opened; raises IndexMissing where its files are gone."""
        from index.shards import Shard

        with _readable():
            return Shard(self._store.shards / name, chroma_url)

    def lexicon(self, name: str) -> Lexicon:
        """The words of a shard's documents."""
        from index.lexicon import Lexicon

        with _readable():
            folder = self._store.shards / name
            return Lexicon(json.loads((folder / "words.json").read_text(encoding="utf-8")), read_info(folder).pieces)

    def plain_texts(self, name: str) -> dict[str, str]:
        """The texts of a shard's documents by plan, as `index.words.plain` gives them."""
        with _readable():
            texts: dict[str, str] = json.loads((self._store.shards / name / "texts.json").read_text(encoding="utf-8"))
            return texts

    def plan_of_clause(self, clause_id: str) -> str | None:
        """The id of the plan that a clause is of, None where no shard has it."""
        with _readable():
            found = (plan_of_clause(self._store.shards / shard.name, clause_id) for shard in self.manifest().shards)
            return next(filter(None, found), None)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexMissing("索引读不出来，可能是别的版本建的，请运行 fazhi index --rebuild 重建。") from error


class IndexStore:
    """The folder that holds everything of the index and points to the generation that is read now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shards = folder / "shards"
        self.readings = Readings(folder / "readings")
        self._pointer = folder / "current.json"
        self._lock = FileLock(str(folder / "writer.lock"))

    def vectors(self) -> VectorCache:
        """The vectors made so far."""
        return VectorCache(self.folder / "vectors.sqlite")

    def current(self) -> Generation | None:
        """The published generation, None where nothing has been indexed."""
        try:
            generation = Generation(self, json.loads(self._pointer.read_text(encoding="utf-8"))["generation"])
        except FileNotFoundError:
            return None
        except PermissionError as error:
            raise DataFolderError(f"索引指针 {self._pointer} 没有读权限，请检查权限或用 FAZHI_DATA 换一个目录。") from error
        except (OSError, ValueError, KeyError, TypeError):
            return None  # the pointer is unreadable: build anew
        return generation if (generation.folder / "manifest.json").exists() else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer; a second one is told so after a short wait."""
        try:
            self.shards.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=_PATIENCE)
        except Timeout as error:
            raise DataFolderError("另一个 fazhi 正在更新索引，请等它完成后再试。") from error
        except OSError as error:
            raise DataFolderError(f"数据目录 {self.folder.parent} 不能写入，请检查权限或用 FAZHI_DATA 换一个目录。") from error
        try:
            yield
        except (OSError, sqlite3.OperationalError) as error:
            raise DataFolderError(f"索引目录 {self.folder} 写不进去，旧索引仍在使用，请检查权限和剩余空间后再运行一次。") from error
        finally:
            self._lock.release()

    def publish(self, manifest: Manifest, held: Sequence[Held]) -> Generation:
        """Write a generation and point to it, in one atomic step that survives a power cut."""
        previous = self.current()
        generation = Generation(self, uuid.uuid4().hex[:12])
        generation.write(manifest, held)
        disk.sync(generation.folder.parent)
        disk.sync(self.shards)
        disk.replace(self._pointer, json.dumps({"generation": generation.name, "previous": previous.name if previous else None}))
        return generation

    def finished(self, digest: str) -> ShardInfo | None:
        """A shard made from what has this digest, if one was finished."""
        names = [folder.name for folder in _folders(self.shards) if folder.name.startswith(f"{digest}-")]
        with suppress(OSError, ValueError):
            return read_info(self.shards / max(names)) if names else None
        return None  # it cannot be read: another is made

    def is_whole(self, generation: Generation) -> bool:
        """Whether the folders of all its shards are there."""
        return all((self.shards / shard.name).is_dir() for shard in generation.manifest().shards)

    def drop(self, shards: Sequence[ShardInfo], chroma_url: str) -> None:
        """Throw shards away."""
        drop_shards([self.shards / shard.name for shard in shards], chroma_url)

    def drop_unfinished(self, chroma_url: str) -> None:
        """Throw away what a killed build was in the midst of writing."""
        drop_shards([folder for folder in _folders(self.shards) if folder.name.startswith(UNFINISHED)], chroma_url)

    def tidy(self, chroma_url: str) -> None:
        """Throw away what neither the current generation nor the one before it uses."""
        kept = self._kept()
        for folder in _folders(self.folder / "generations"):
            if folder.name not in [generation.name for generation in kept]:
                shutil.rmtree(folder, ignore_errors=True)
        used = {shard.name for generation in kept for shard in generation.manifest().shards}
        drop_shards([folder for folder in _folders(self.shards) if folder.name not in used], chroma_url)
        self.readings.prune(held.key for generation in kept for held in generation.held())

    def _kept(self) -> list[Generation]:
        try:
            names = json.loads(self._pointer.read_text(encoding="utf-8"))
            found = [Generation(self, name) for name in (names.get("generation"), names.get("previous")) if name]
        except (OSError, ValueError, AttributeError, TypeError):
            found = []
        return [generation for generation in found if _is_whole(generation)]


def _is_whole(generation: Generation) -> bool:
    try:
        return bool(generation.manifest()) and generation.held() is not None
    except IndexMissing:
        return False


def _folders(parent: Path) -> list[Path]:
    return [Path(entry.path) for entry in os.scandir(parent) if entry.is_dir()] if parent.is_dir() else []
