"""A file is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index import disk


def test_the_new_words_take_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    disk.replace(path, "旧")
    disk.replace(path, "新")
    assert path.read_text(encoding="utf-8") == "新"
    assert [left.name for left in tmp_path.iterdir()] == ["a.json"]


def test_what_stops_before_the_swap_leaves_the_old_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    disk.replace(path, "旧")

    def stopped(*_: object) -> None:
        raise InterruptedError

    monkeypatch.setattr(os, "replace", stopped)
    with pytest.raises(InterruptedError):
        disk.replace(path, "新")
    assert path.read_text(encoding="utf-8") == "旧"


def test_words_are_on_the_disk_before_they_take_the_place_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    swap, sync = os.replace, os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: done.append("sync") or sync(handle))
    monkeypatch.setattr(os, "replace", lambda *paths: done.append("swap") or swap(*paths))
    disk.replace(tmp_path / "a.json", "新")
    assert done == ["sync", "swap", "sync"]
