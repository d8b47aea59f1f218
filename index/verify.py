"""Run as a process of its own: opens a generation just written, counts it and asks it one question."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from index.embedding import Vectors
from index.pieces import pieces_of
from index.store import Generation
from index.vectors import VectorStore


def verify(generation: Generation, chroma_url: str) -> str:
    """An empty string where the generation is whole, else what is wrong."""
    manifest, plans = generation.manifest(), generation.plans()
    expected = sum(len(pieces_of(plan)) for plan in plans)
    store = VectorStore(chroma_url or generation.vectors, manifest.collection)
    if not (store.count() == manifest.pieces == expected):
        return f"{store.count()} pieces stored, {manifest.pieces} in the manifest, {expected} expected"
    sample = _sample(store)
    if expected and not store.nearest(sample, [plans[0].plan_id], 1):
        return "a sample query found nothing"
    return ""


def _sample(store: VectorStore) -> Vectors:
    return np.ones(store.dimensions(), dtype=np.float32)


if __name__ == "__main__":
    problem = verify(Generation(Path(sys.argv[1])), sys.argv[2] if len(sys.argv) > 2 else "")
    if problem:
        sys.exit(problem)
