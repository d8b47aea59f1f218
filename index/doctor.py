"""Is the index sound, and is it of the files in the plans folder? Each finding says what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

from index.build import plan_files
from index.errors import FazhiError
from index.models import Frozen, Plan
from index.readings import Held
from index.shards import UNFINISHED, ShardInfo
from index.store import Generation, IndexStore
from index.verify import problem_of

_UPDATE = "请运行 fazhi index"
_REBUILD = "请运行 fazhi index --rebuild"
_NAMED = 5  # files named in one sentence


class Finding(Frozen):
    """Something found: a `problem` is to be mended, a `remark` only to be known."""

    kind: Literal["problem", "remark"]
    code: str
    text: str


def examine(plans_folder: Path, store: IndexStore, embedding_model: str, chroma_url: str) -> Iterator[Finding]:
    """Everything that is wrong, in the order in which it is to be mended; nothing where all is well."""
    generation = store.current()
    if generation is None:
        yield _problem("no_index", f"还没有索引，{_UPDATE}。")
        return
    try:
        manifest, held = generation.manifest(), generation.held()
    except FazhiError as error:
        yield _problem("unreadable", str(error))
        return
    if not manifest.made_for(embedding_model, chroma_url):
        yield _problem("other_model", f"索引是用别的向量模型、向量库或别的版本建的，{_UPDATE}。")
        return
    yield from _files(plans_folder, store, held)
    yield from _shards(store, generation, held, chroma_url)
    yield from _documents(store, held)
    yield from _left_over(store)


def _problem(code: str, text: str) -> Finding:
    return Finding(kind="problem", code=code, text=text)


def _files(plans_folder: Path, store: IndexStore, held: tuple[Held, ...]) -> Iterator[Finding]:
    """Files against what was read of them."""
    files, unopened = store.readings.survey((path, path.relative_to(plans_folder).as_posix()) for path in plan_files(plans_folder))
    yield from (_problem("cannot_open", file.failure) for file in unopened)
    now = {file.source: file.key for file in files}
    keys = {one.key for one in held}
    gone = {one.head.source for one in held if one.head.source not in now}
    changed = {one.head.source for one in held if now.get(one.head.source, one.key) != one.key}
    unread = [file.source for file in files if file.key not in keys and file.source not in changed and store.readings.get(file.key) is None]
    if gone:
        yield _problem("gone", f"{_named(gone)}已不在文件目录里，索引里还有，{_UPDATE}。")
    if changed:
        yield _problem("changed", f"{_named(changed)}改过，索引里还是旧的，{_UPDATE}。")
    if unread:
        yield _problem("unread", f"{_named(unread)}没有收进索引，{_UPDATE}，它会说明读不出来的原因。")


def _shards(store: IndexStore, generation: Generation, held: tuple[Held, ...], chroma_url: str) -> Iterator[Finding]:
    """What is searched against what is held."""
    manifest = generation.manifest()
    searched = [plan_id for shard in manifest.shards for plan_id in shard.plan_ids]
    if sorted(searched) != sorted(one.head.plan_id for one in held):
        yield _problem("not_searched", f"收录的文件与能检索的文件对不上，{_REBUILD}。")
    for info in manifest.shards:
        yield from _shard(generation, info, chroma_url)


def _shard(generation: Generation, info: ShardInfo, chroma_url: str) -> Iterator[Finding]:
    try:
        shard = generation.shard(info.name, chroma_url)
        problem = problem_of(shard)
        shard.close()
    except FazhiError as error:
        problem = str(error)
    if problem:
        yield _problem("shard", f"地区 {info.place_code} 的检索数据不完整（{problem}），{_REBUILD}。")


def _documents(store: IndexStore, held: tuple[Held, ...]) -> Iterator[Finding]:
    """Readings of documents: there, and every character of the text in one clause."""
    for one in held:
        try:
            plan = store.readings.plan(one)
        except FazhiError as error:
            yield _problem("reading", str(error))
            continue
        if not _is_tiled(plan):
            yield _problem("not_tiled", f"{one.head.source} 的条款没有正好盖住全文，{_REBUILD}。")
        if plan.notes:
            yield Finding(kind="remark", code="note", text=f"{one.head.source}：{'；'.join(plan.notes)}")
        if plan.oddities:
            odd = "；".join(oddity.text for oddity in plan.oddities[:_NAMED])
            yield Finding(kind="remark", code="odd_numbers", text=f"{one.head.source} 的编号：{odd}。")


def _is_tiled(plan: Plan) -> bool:
    edges = [clause.start for clause in plan.clauses]
    meet = all(before.end == after.start for before, after in pairwise(plan.clauses))
    return bool(edges) and edges[0] == 0 and plan.clauses[-1].end == len(plan.text) and meet


def _left_over(store: IndexStore) -> Iterator[Finding]:
    unfinished = list(store.shards.glob(f"{UNFINISHED}*"))
    if unfinished:
        yield Finding(kind="remark", code="unfinished", text="有一次建索引没有做完（不影响使用），下次运行 fazhi index 会接着做。")


def _named(sources: Iterable[str]) -> str:
    named = sorted(sources)
    more = f"等{len(named)}份文件" if len(named) > _NAMED else ""
    return "、".join(named[:_NAMED]) + more
