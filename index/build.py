"""The way in: file → documents → pieces → vectors → shards → published index, as named steps in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from index.documents import read_documents
from index.embedding import Embedding
from index.errors import DataFolderError, FazhiError
from index.forms.folders import SUFFIXES
from index.holding import Twin, tell_apart
from index.models import Frozen
from index.pieces import pieces_of
from index.readings import FileRead, Held, PlanFile
from index.shard_files import ShardInfo, shard_digest
from index.shards import NewShard
from index.store import VERSION, Generation, IndexStore, Manifest
from index.vector_cache import EmbedMany, key_of
from index.verify import verified_elsewhere
from index.workers import embedding_many

Stage = Literal["read", "embed"]
Progress = Callable[[Stage, int, int], None]  # told the stage, how many are done, how many there are
Verify = Callable[[Path, Sequence[ShardInfo], str], str]  # the shards' folder, shards, the Chroma server's URL in; what is wrong out


class BuildReport(Frozen):
    """What a build did: the documents held now, the files read anew, those that cannot be read, and those that hold nothing new."""

    held: tuple[Held, ...]
    changed: bool
    read: tuple[str, ...] = ()
    failed: tuple[FileRead, ...] = ()
    twins: tuple[Twin, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[str, ...]:
        """A sentence for each file that cannot be read."""
        return tuple(file.failure for file in self.failed)


def build(
    plans_folder: Path,
    store: IndexStore,
    embedding: Embedding,
    *,
    chroma_url: str = "",
    rebuild: bool = False,
    progress: Progress = lambda stage, done, total: None,
    verify: Verify = verified_elsewhere,
) -> BuildReport:
    """Bring the index up to date with a folder of plan files; atomic, and resumable after a kill."""
    with store.writing():
        store.drop_unfinished(chroma_url)
        files, unopened = store.readings.survey((path, path.relative_to(plans_folder).as_posix()) for path in plan_files(plans_folder))
        read, anew = _read(files, store, progress, again=rebuild)
        held, twins, notes = tell_apart(read)
        failed = (*unopened, *(file for file in read if file.failure))
        report = BuildReport(held=held, changed=False, read=anew, failed=failed, twins=twins, notes=notes)
        if not rebuild and _is_up_to_date(store, held, embedding, chroma_url):
            return report
        shards = _Sharding(store, embedding, chroma_url, progress).shards(held, again=rebuild)
        _verify(store, shards, chroma_url, verify)
        manifest = Manifest(version=VERSION, embedding_model=embedding.model, chroma_url=chroma_url, shards=shards)
        generation = store.publish(manifest, held)
        store.tidy(chroma_url)
        store.vectors().prune(manifest.pieces, lambda: _keys(generation, embedding.model))
        return report.model_copy(update={"changed": True})


def plan_files(folder: Path) -> list[Path]:
    """The plan files of a folder and the folders in it, by name; hidden ones are none."""
    if not folder.is_dir():
        raise DataFolderError(f"文件目录 {folder} 不存在，请建立它或用 FAZHI_PLANS 指到放文件的目录。")
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _read(files: Sequence[PlanFile], store: IndexStore, progress: Progress, *, again: bool) -> tuple[list[FileRead], tuple[str, ...]]:
    """What each file holds, and the sources of those that were not known; kept one by one, so that none is read twice."""
    known: dict[str, FileRead | None] = {file.key: None if again else store.readings.get(file.key) for file in files}
    anew = [file for file in files if known[file.key] is None]
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for done, one in enumerate(pool.map(lambda file: _read_one(file, store), anew), start=1):
            known[one.key] = one
            progress("read", done, len(anew))
    return [read for file in files if (read := known[file.key])], tuple(file.source for file in anew)


def _read_one(file: PlanFile, store: IndexStore) -> FileRead:
    try:
        return store.readings.put(file, read_documents(file.path, file.source))
    except FazhiError as error:
        return store.readings.fail(file, str(error))


class _Sharding:
    """Makes the shards of a build: a place after the other, so that no more than one place is in memory."""

    def __init__(self, store: IndexStore, embedding: Embedding, chroma_url: str, progress: Progress) -> None:
        self._store = store
        self._embedding = embedding
        self._chroma_url = chroma_url
        self._progress = progress
        self._done = 0

    def shards(self, held: Sequence[Held], *, again: bool) -> tuple[ShardInfo, ...]:
        """One shard for each place, those that were finished before as they are; `again` makes all anew."""
        cache = self._store.vectors()
        if again:
            cache.clear()
        total = sum(one.pieces for one in held)
        made = []
        with embedding_many(self._embedding) as embed:
            for group in _by_place(held):
                digest = shard_digest(group, self._embedding.model, self._chroma_url)
                finished = None if again else self._store.finished(digest)
                made.append(finished or self._make(group, digest, embed, total))
                self._tell(finished.pieces if finished else 0, total)
        return tuple(made)

    def _make(self, group: Sequence[Held], digest: str, embed: EmbedMany, total: int) -> ShardInfo:
        plans = [self._store.readings.plan(held) for held in group]
        pieces = [piece for plan in plans for piece in pieces_of(plan)]
        texts = [piece.searched_text for piece in pieces]
        vectors = self._store.vectors().passages(self._embedding.model, texts, embed, lambda more: self._tell(more, total))
        return NewShard(self._store.shards, digest, self._chroma_url).write(plans, pieces, vectors)

    def _tell(self, more: int, total: int) -> None:
        self._done += more
        self._progress("embed", self._done, total)


def _by_place(held: Iterable[Held]) -> list[list[Held]]:
    places: dict[str, list[Held]] = {}
    for one in held:
        places.setdefault(one.head.place_code, []).append(one)
    return list(places.values())


def _verify(store: IndexStore, shards: Sequence[ShardInfo], chroma_url: str, verify: Verify) -> None:
    """Shards that are not in use yet are opened by another process before anybody is pointed to them."""
    current = store.current()
    in_use = {shard.name for shard in current.manifest().shards} if current and _is_readable(current) else set()
    fresh = [shard for shard in shards if shard.name not in in_use]
    if fresh and verify(store.shards, fresh, chroma_url):
        store.drop(fresh, chroma_url)
        raise DataFolderError("新建的索引没有通过核对，旧索引仍在使用；请再运行一次 fazhi index --rebuild。")


def _is_up_to_date(store: IndexStore, held: tuple[Held, ...], embedding: Embedding, chroma_url: str) -> bool:
    current = store.current()
    if current is None or not _is_readable(current) or not current.manifest().made_for(embedding.model, chroma_url):
        return False
    return current.held() == held and store.is_whole(current)


def _is_readable(generation: Generation) -> bool:
    try:
        return generation.held() is not None and generation.manifest().version == VERSION
    except FazhiError:
        return False


def _keys(generation: Generation, model: str) -> Iterable[bytes]:
    return (key_of(model, piece.searched_text) for plan in generation.plans() for piece in pieces_of(plan))
