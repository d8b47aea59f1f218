"""Files into the plans folder and out of it: never over another, never half."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.adding.files import put, put_aside, put_back, take_back


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return tmp_path / "plans"


def written(path: Path, words: str, beside: str = "") -> Path:
    path.write_text(words, encoding="utf-8")
    if beside:
        path.with_suffix(".toml").write_text(beside, encoding="utf-8")
    return path


def test_the_same_file_is_used_as_it_is_unless_something_else_is_said_beside_it(tmp_path: Path, plans: Path) -> None:
    file = written(tmp_path / "方案.txt", "甲")
    assert put(file, plans) == (plans / "方案.txt", True)
    assert put(file, plans) == (plans / "方案.txt", False)
    written(file, "甲", '状态 = "征求意见稿"')
    assert put(file, plans) == (plans / "方案-2.txt", True)
    assert not (plans / "方案.toml").exists() and (plans / "方案-2.toml").exists()


def test_what_is_taken_back_leaves_nothing(tmp_path: Path, plans: Path) -> None:
    target, _ = put(written(tmp_path / "方案.txt", "甲", '标题 = "甲"'), plans)
    take_back([target])
    assert list(plans.iterdir()) == []


def test_what_is_put_aside_can_be_put_back(tmp_path: Path, plans: Path) -> None:
    target, _ = put(written(tmp_path / "方案.txt", "甲", '标题 = "甲"'), plans)
    aside = put_aside(target, tmp_path)
    assert list(plans.iterdir()) == []
    put_back(aside, target)
    assert sorted(path.name for path in plans.iterdir()) == ["方案.toml", "方案.txt"]
