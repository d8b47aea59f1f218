"""What a shard is on disk, told without opening what is searched: neither vectors nor words are loaded for it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from index.models import READER_VERSION, Frozen
from index.readings import Held

SHARD_FORMAT = "4"  # raise when shards are written, or words are cut, otherwise
UNFINISHED = ".new-"


class ShardInfo(Frozen):
    """What a shard is: its place, its documents in order, how many pieces, and where its vectors are."""

    name: str
    place_code: str
    plan_ids: tuple[str, ...]
    pieces: int
    collection: str


def shard_digest(held: Sequence[Held], model: str, chroma_url: str) -> str:
    """The same for the same documents, read and embedded the same way, in the same store."""
    made_from = [SHARD_FORMAT, READER_VERSION, model, chroma_url, *(f"{one.head.plan_id}|{one.key}|{one.ordinal}" for one in held)]
    return hashlib.sha256("\n".join(made_from).encode()).hexdigest()[:16]


def collection_of(name: str) -> str:
    """The name of a shard's vectors on a server."""
    return f"fazhi-{name}"


def read_info(folder: Path) -> ShardInfo:
    """What the shard in a folder is; raises OSError or ValueError where there is none."""
    return ShardInfo.model_validate_json((folder / "shard.json").read_text(encoding="utf-8"))


def plan_of_clause(folder: Path, clause_id: str) -> str | None:
    """The plan of this shard that a clause is of; found without opening what is searched."""
    listed = (folder / "clauses.txt").read_bytes()
    at = listed.find(f"\n{clause_id} ".encode("ascii", "replace"))
    return listed[at + 1 : listed.index(b"\n", at + 1)].decode().split(" ")[1] if at >= 0 else None


def drop_shards(folders: Sequence[Path], chroma_url: str) -> None:
    """Remove shards, finished or not, with their vectors wherever they are."""
    if chroma_url:
        from index.vectors import drop_collections  # loads Chroma

        drop_collections(chroma_url, [collection_of(folder.name.removeprefix(UNFINISHED)) for folder in folders])
    for folder in folders:
        shutil.rmtree(_unnamed(folder), ignore_errors=True)


def _unnamed(folder: Path) -> Path:
    """The folder under a name of unfinished ones: what is half thrown away is never taken for a shard."""
    if folder.name.startswith(UNFINISHED):
        return folder
    with suppress(FileNotFoundError):
        return folder.rename(folder.with_name(f"{UNFINISHED}{folder.name}"))
    return folder
