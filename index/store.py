"""Generations of the index on disk: each built in a folder of its own, published by swapping one small file.

A reader sees the old generation or the new one. Whatever is killed on the way leaves a folder nobody points to,
which the next build throws away.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import DataFolderError, IndexMissing
from index.models import READER_VERSION, Frozen, Plan

_PATIENCE = 5  # seconds a second writer waits for the first


class Manifest(Frozen):
    """What a generation was made from."""

    reader_version: str
    embedding_model: str
    pieces: int
    collection: str
    chroma_url: str = ""

    def made_for(self, embedding_model: str, chroma_url: str) -> bool:
        """Whether this program, with this model and vector store, can read it; vectors of two models are never mixed."""
        return (self.reader_version, self.embedding_model, self.chroma_url) == (READER_VERSION, embedding_model, chroma_url)


class Generation:
    """One build of the index: a manifest, the plans, and the vectors beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name
        self.vectors = folder / "chroma"

    def write(self, manifest: Manifest, plans: tuple[Plan, ...]) -> None:
        """Put the manifest and the plans on disk."""
        lines = "".join(plan.model_dump_json(by_alias=True) + "\n" for plan in plans)
        (self.folder / "plans.jsonl").write_text(lines, encoding="utf-8")
        (self.folder / "manifest.json").write_text(manifest.model_dump_json(), encoding="utf-8")

    def manifest(self) -> Manifest:
        """Read the manifest; raises IndexMissing where it is not one of this version."""
        with _readable():
            return Manifest.model_validate_json((self.folder / "manifest.json").read_text(encoding="utf-8"))

    def plans(self) -> tuple[Plan, ...]:
        """Read the plans in the order they were indexed; raises IndexMissing where they are not of this version."""
        with _readable():
            lines = (self.folder / "plans.jsonl").read_text(encoding="utf-8").split("\n")
            return tuple(Plan.model_validate_json(line) for line in lines if line)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexMissing("索引读不出来，可能是别的版本建的，请运行 fazhi index --rebuild 重建。") from error


class IndexStore:
    """The folder that holds the generations and points to the current one."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "index"
        self._pointer = self.folder / "current.json"
        self._lock = FileLock(str(self.folder / "writer.lock"))

    def current(self) -> Generation | None:
        """The published generation, None where nothing has been indexed."""
        try:
            name = json.loads(self._pointer.read_text(encoding="utf-8"))["generation"]
        except FileNotFoundError:
            return None
        except PermissionError as error:
            raise DataFolderError(f"索引指针 {self._pointer} 没有读权限，请检查权限或用 FAZHI_DATA 换一个目录。") from error
        except (OSError, ValueError, KeyError, TypeError):
            return None  # the pointer is unreadable: build anew
        generation = Generation(self.folder / name)
        return generation if (generation.folder / "manifest.json").exists() else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer; a second one is told so after a short wait."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=_PATIENCE)
        except Timeout as error:
            raise DataFolderError("另一个 fazhi 正在更新索引，请等它完成后再试。") from error
        except OSError as error:
            raise DataFolderError(f"数据目录 {self.folder.parent} 不能写入，请检查权限或用 FAZHI_DATA 换一个目录。") from error
        try:
            yield
        finally:
            self._lock.release()

    def begin(self) -> Generation:
        """A fresh folder; what earlier builds left unfinished is thrown away."""
        for generation in self.stale():
            shutil.rmtree(generation.folder, ignore_errors=True)
        folder = self.folder / uuid.uuid4().hex[:12]
        folder.mkdir()
        return Generation(folder)

    def publish(self, generation: Generation) -> None:
        """Point to this generation, in one atomic step that survives a power cut."""
        previous = self.current()
        for path in [*generation.folder.rglob("*"), generation.folder]:
            _sync(path)
        fresh = self._pointer.with_suffix(".new")
        names = {"generation": generation.name, "previous": previous.name if previous else None}
        fresh.write_text(json.dumps(names), encoding="utf-8")
        _sync(fresh)
        os.replace(fresh, self._pointer)
        _sync(self.folder)

    def discard(self, generation: Generation) -> None:
        """Throw an unpublished generation away."""
        shutil.rmtree(generation.folder, ignore_errors=True)

    def stale(self) -> list[Generation]:
        """Generations that nobody points to: older than the last two published, or never finished."""
        try:
            names = json.loads(self._pointer.read_text(encoding="utf-8"))
            kept = [names.get("generation"), names.get("previous")]
        except (OSError, ValueError, AttributeError):
            kept = []
        return [Generation(folder) for folder in self.folder.iterdir() if folder.is_dir() and folder.name not in kept]


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
