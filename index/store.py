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

from index.errors import DataFolderError
from index.models import Frozen, Plan

_KEPT = 2  # the current generation and the one before it, which a server may still be reading


class Manifest(Frozen):
    """What a generation was made from."""

    reader_version: str
    embedding_model: str
    pieces: int
    collection: str


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
        """Read the manifest."""
        return Manifest.model_validate_json((self.folder / "manifest.json").read_text(encoding="utf-8"))

    def plans(self) -> tuple[Plan, ...]:
        """Read the plans in the order they were indexed."""
        lines = (self.folder / "plans.jsonl").read_text(encoding="utf-8").split("\n")
        return tuple(Plan.model_validate_json(line) for line in lines if line)


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
        except (OSError, ValueError, KeyError) as error:
            raise DataFolderError(f"索引指针 {self._pointer} 读不出来，请运行 fazhi index --rebuild 重建。") from error
        generation = Generation(self.folder / name)
        return generation if (generation.folder / "manifest.json").exists() else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer; a second one is told so after a short wait."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=5)
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
        self._sweep(keep=_KEPT)
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

    def _sweep(self, keep: int) -> None:
        try:
            names = json.loads(self._pointer.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            names = {}
        kept = [names.get("generation"), names.get("previous")][:keep]
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
