"""The reserve: cases of one place, kept for reporting only and locked by a hash, so that nobody tunes to them unseen.

`python -m eval.reserve` prints the digest that belongs into eval/reserve/LOCK after a deliberate change.
"""

from __future__ import annotations

from pathlib import Path

from eval.cases import RESERVE, Case, read_cases
from eval.run import cases_digest
from index.errors import FazhiError


class ReserveChanged(FazhiError):
    """The reserve is not what was locked."""


def read_reserve(folder: Path = RESERVE) -> list[Case]:
    """The reserve's cases; raises ReserveChanged where they are not those that were locked."""
    cases = read_cases(folder)
    if (folder / "LOCK").read_text(encoding="utf-8").strip() != cases_digest(cases):
        raise ReserveChanged(f"保留题 {folder} 与 LOCK 不符：它们只用于报告，不应改动；确要更换时运行 python -m eval.reserve 重新上锁。")
    return cases


if __name__ == "__main__":
    print(cases_digest(read_cases(RESERVE)))
