"""Many texts become vectors on all cores: the built-in model in processes of one thread each, an endpoint by several calls at once.

One thread in each of two processes embeds about a third more than two threads in one.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Thread

from index.embedding import BuiltInEmbedding, Embedding, EndpointEmbedding, Vectors
from index.vector_cache import EmbedMany

BATCH = 16
_WORTH_STARTING = 200  # texts from which processes of their own are quicker than this one
_CALLS_AT_ONCE = 4
_own: BuiltInEmbedding | None = None  # of a worker process


@contextmanager
def embedding_many(embedding: Embedding) -> Iterator[EmbedMany]:
    """Embeds texts in batches, given back as they are ready; workers are started for the first many, and stopped at the end."""
    pool: Executor | None = None

    def embed(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], Vectors]]:
        nonlocal pool
        batches = [texts[first : first + BATCH] for first in range(0, len(texts), BATCH)]
        if pool is None and len(texts) >= _WORTH_STARTING:
            pool = _pool(embedding)
        if pool is None:
            return ((batch, embedding.passages(batch)) for batch in batches)
        return _as_ready(pool, _in_a_worker if isinstance(embedding, BuiltInEmbedding) else embedding.passages, batches)

    try:
        yield embed
    finally:
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)


def _pool(embedding: Embedding) -> Executor | None:
    if isinstance(embedding, EndpointEmbedding):
        return ThreadPoolExecutor(_CALLS_AT_ONCE)
    if isinstance(embedding, BuiltInEmbedding):
        cores = len(os.sched_getaffinity(0))
        return ProcessPoolExecutor(cores, multiprocessing.get_context("spawn"), initializer=_begin) if cores > 1 else None
    return None


def _as_ready(
    pool: Executor, passages: Callable[[Sequence[str]], Vectors], batches: Sequence[Sequence[str]]
) -> Iterator[tuple[Sequence[str], Vectors]]:
    """Batches with their vectors as they are ready; only as many under way as keep every worker busy."""
    waiting = iter(batches)
    under_way: dict[Future[Vectors], Sequence[str]] = {}
    most = 2 * (os.cpu_count() or 1) + _CALLS_AT_ONCE
    while True:
        for batch in waiting:
            under_way[pool.submit(passages, batch)] = batch
            if len(under_way) >= most:
                break
        if not under_way:
            return
        for ready in wait(under_way, return_when=FIRST_COMPLETED).done:
            yield under_way.pop(ready), ready.result()


def _begin() -> None:
    """A worker's own model, of one thread; a worker whose builder was killed ends too."""
    global _own
    os.environ["OMP_NUM_THREADS"] = "1"
    _own = BuiltInEmbedding()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _in_a_worker(texts: Sequence[str]) -> Vectors:
    assert _own is not None
    return _own.passages(texts)
