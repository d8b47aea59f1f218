"""The reserve is what was locked, or it is not reported on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from eval.cases import RESERVE, read_cases
from eval.reserve import ReserveChanged, read_reserve
from eval.run import cases_digest


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RESERVE, tmp_path / "reserve"))


def test_the_reserve_is_what_was_locked() -> None:
    assert read_reserve() == read_cases(RESERVE)
    assert (RESERVE / "LOCK").read_text(encoding="utf-8").strip() == cases_digest(read_cases(RESERVE))


def test_a_case_that_was_changed_is_refused(copied: Path) -> None:
    path = copied / "deadline.jsonl"
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([first.replace('"question": "', '"question": "请问'), *rest]), encoding="utf-8")
    with pytest.raises(ReserveChanged, match=r"python -m eval\.reserve"):
        read_reserve(copied)


def test_a_case_that_was_taken_away_is_refused(copied: Path) -> None:
    (copied / "typos.jsonl").unlink()
    with pytest.raises(ReserveChanged):
        read_reserve(copied)


def test_a_case_that_was_added_is_refused(copied: Path) -> None:
    first = (copied / "deadline.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (copied / "more.jsonl").write_text(first.replace('"id": "', '"id": "more-'), encoding="utf-8")
    with pytest.raises(ReserveChanged):
        read_reserve(copied)


def test_the_same_cases_in_another_order_are_the_same_reserve(copied: Path) -> None:
    path = copied / "deadline.jsonl"
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[::-1]), encoding="utf-8")
    assert len(read_reserve(copied)) == len(read_reserve())
