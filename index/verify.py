"""Run as a process of its own: opens shards just written, counts them and asks each one question."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.shard_files import ShardInfo
from index.shards import Shard

_HERE = Path(__file__).resolve().parent.parent  # where `python -m index.verify` finds this package


def problem_of(shard: Shard) -> str:
    """An empty string where a shard is whole, else what is wrong."""
    if shard.count() != shard.info.pieces:
        return f"{shard.info.name}: {shard.count()} pieces stored, {shard.info.pieces} expected"
    sample = np.ones(max(1, shard.dimensions), dtype=np.float32)
    if shard.info.pieces and not shard.by_vector(sample, shard.info.plan_ids, 1):
        return f"{shard.info.name}: a sample query found nothing"
    return ""


def verified_elsewhere(folder: Path, shards: Sequence[ShardInfo], chroma_url: str) -> str:
    """Another process opens what was written: what it cannot open, nobody will be pointed to. What is wrong, or nothing."""
    command = [sys.executable, "-m", "index.verify", str(folder.resolve()), chroma_url]
    names = "\n".join(shard.name for shard in shards)
    checked = subprocess.run(command, input=names, capture_output=True, text=True, check=False, cwd=_HERE)
    return (checked.stderr or f"exit status {checked.returncode}") if checked.returncode != 0 else ""


def _main(folder: Path, chroma_url: str, names: Sequence[str]) -> None:
    for name in names:
        shard = Shard(folder / name, chroma_url)
        problem = problem_of(shard)
        shard.close()
        if problem:
            sys.exit(problem)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2], sys.stdin.read().split())
