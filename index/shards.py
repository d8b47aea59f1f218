"""A shard holds what is searched of one place: pieces, keywords and vectors, written once and never changed.

Its name begins with a digest of what it was made from, so that the same documents need no second shard, and a build that
was killed finds again what it had finished. A place's documents are in its shard alone: a search in it cannot leave the place.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import disk
from index.keywords import KeywordIndex
from index.models import Piece, Plan, Spot
from index.shard_files import UNFINISHED, ShardInfo, collection_of, read_info
from index.vectors import VectorStore
from index.words import plain

_PIECE = np.dtype([("plan", "<i4"), ("clause", "S24"), ("start", "<i4"), ("end", "<i4")])


class Shard:
    """A shard, open for searching."""

    def __init__(self, folder: Path, chroma_url: str = "") -> None:
        self._folder = folder
        self.info = read_info(folder)
        self._rows = np.load(folder / "pieces.npy", mmap_mode="r")
        self._keywords = KeywordIndex.load(folder / "keywords")
        self._vectors = VectorStore(chroma_url or folder / "chroma", self.info.collection) if self.info.pieces else None
        self._ordinals = {plan_id: at for at, plan_id in enumerate(self.info.plan_ids)}

    @property
    def dimensions(self) -> int:
        """Length of the vectors held, 0 where none are."""
        return self._vectors.dimensions() if self._vectors else 0

    def count(self) -> int:
        """How many vectors are held."""
        return self._vectors.count() if self._vectors else 0

    def by_keyword(self, words: Sequence[str], plan_ids: Sequence[str], limit: int) -> list[tuple[Spot, float]]:
        """Spots of these plans by BM25, best first."""
        wanted = [self._ordinals[plan_id] for plan_id in plan_ids if plan_id in self._ordinals]
        return [(self._spot(at), score) for at, score in self._keywords.best(words, np.isin(self._rows["plan"], wanted), limit)]

    def by_vector(self, vector: np.ndarray, plan_ids: Sequence[str], limit: int) -> list[tuple[Spot, float]]:
        """Spots of these plans by cosine, best first."""
        wanted = [plan_id for plan_id in self.info.plan_ids if plan_id in set(plan_ids)]
        if self._vectors is None or not wanted:
            return []
        every = len(wanted) == len(self.info.plan_ids)  # a filter that lets all pass only costs time
        return [(self._spot(at), cosine) for at, cosine in self._vectors.nearest(vector, None if every else wanted, limit)]

    def _spot(self, at: int) -> Spot:
        row = self._rows[at]
        return Spot(self.info.plan_ids[int(row["plan"])], row["clause"].decode(), int(row["start"]), int(row["end"]))

    def close(self) -> None:
        """Let go of the files."""
        if self._vectors:
            self._vectors.close()


class NewShard:
    """A shard being written, in a folder that gets its name at the end: what is killed before leaves none of that name."""

    def __init__(self, shards: Path, digest: str, chroma_url: str) -> None:
        self._shards = shards
        self._name = f"{digest}-{uuid.uuid4().hex[:6]}"
        self._chroma_url = chroma_url
        self._folder = shards / f"{UNFINISHED}{self._name}"

    def write(self, plans: Sequence[Plan], pieces: Sequence[Piece], vectors: np.ndarray) -> ShardInfo:
        """Write what is searched of these plans of one place."""
        info = ShardInfo(
            name=self._name,
            place_code=plans[0].place_code,
            plan_ids=tuple(plan.plan_id for plan in plans),
            pieces=len(pieces),
            collection=collection_of(self._name),
        )
        self._folder.mkdir(parents=True)
        disk.replace(self._folder / "shard.json", info.model_dump_json())  # first: so an unfinished collection is known by name
        self._write_lists(info, plans, pieces)
        keywords = KeywordIndex.of(pieces)
        keywords.save(self._folder / "keywords")
        (self._folder / "words.json").write_text(json.dumps(keywords.frequencies(), ensure_ascii=False), encoding="utf-8")
        if pieces:
            store = VectorStore(self._chroma_url or self._folder / "chroma", info.collection, new=True)
            store.add(pieces, vectors)
            store.close()
        for path in self._folder.rglob("*"):
            disk.sync(path)
        os.replace(self._folder, self._shards / self._name)
        return info

    def _write_lists(self, info: ShardInfo, plans: Sequence[Plan], pieces: Sequence[Piece]) -> None:
        ordinals = {plan_id: at for at, plan_id in enumerate(info.plan_ids)}
        rows = [(ordinals[piece.plan_id], piece.clause_id.encode(), piece.start, piece.end) for piece in pieces]
        np.save(self._folder / "pieces.npy", np.array(rows, dtype=_PIECE))
        texts = {plan.plan_id: plain(plan.text) for plan in plans}
        (self._folder / "texts.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
        clauses = "".join(f"\n{clause.clause_id} {plan.plan_id}" for plan in plans for clause in plan.clauses)
        (self._folder / "clauses.txt").write_text(f"{clauses}\n", encoding="ascii")
