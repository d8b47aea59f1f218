"""Files into and out of the plans folder: copied whole under a free name, never over another file, moved aside when removed."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from index.corrections import CORRECTIONS_SUFFIX
from index.errors import DataFolderError
from index.forms.folders import SUFFIXES


def put(path: Path, plans_folder: Path) -> tuple[Path, bool]:
    """Copy a file, with what was put right by hand beside it, into the plans folder: its place there, and whether it is new.

    The same file under the same name, left by an attempt that was broken off, is used as it is, unless something else is said beside it.
    """
    name = path.name if path.suffix.lower() in SUFFIXES else f"{path.name}.txt"
    try:
        plans_folder.mkdir(parents=True, exist_ok=True)
        there = plans_folder / name
        beside = path.with_suffix(CORRECTIONS_SUFFIX)
        if _is_same(path, there) and (not beside.is_file() or _is_same(beside, there.with_suffix(CORRECTIONS_SUFFIX))):
            return there, False
        target = _free(there)
        if beside.is_file():
            _copy(beside, target.with_suffix(CORRECTIONS_SUFFIX))
        _copy(path, target)
    except OSError as error:
        raise DataFolderError(f"文件目录 {plans_folder} 不能写入，请检查权限或用 FAZHI_PLANS 换一个目录。") from error
    return target, True


def _is_same(path: Path, there: Path) -> bool:
    return there.is_file() and filecmp.cmp(path, there, shallow=False)


def _copy(path: Path, target: Path) -> None:
    """A file is there whole or not at all: a hidden name is no document."""
    fresh = target.with_name(f".{target.name}.new")
    shutil.copyfile(path, fresh)
    os.replace(fresh, target)


def take_back(paths: Iterable[Path]) -> None:
    """Remove files just put into the plans folder, with what was put beside them."""
    for path in paths:
        path.unlink(missing_ok=True)
        path.with_suffix(CORRECTIONS_SUFFIX).unlink(missing_ok=True)


def put_aside(path: Path, data: Path) -> Path:
    """Move a plan file, and the file that puts it right, into DATA/removed."""
    aside = data / "removed"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        target = _free(aside / path.name)
        shutil.move(path, target)
        beside = path.with_suffix(CORRECTIONS_SUFFIX)
        if beside.exists():
            shutil.move(beside, target.with_suffix(CORRECTIONS_SUFFIX))
    except OSError as error:
        raise DataFolderError(f"{path.name} 移不到 {aside}，请检查两个目录的写权限。") from error
    return target


def put_back(aside: Path, path: Path) -> None:
    """Move a file that was put aside, and what stands beside it, to where it was."""
    shutil.move(aside, path)
    beside = aside.with_suffix(CORRECTIONS_SUFFIX)
    if beside.exists():
        shutil.move(beside, path.with_suffix(CORRECTIONS_SUFFIX))


def _free(path: Path) -> Path:
    """The path itself, or with -2, -3 … where another file has it; what stands beside it must be free too."""
    number, chosen = 1, path
    while chosen.exists() or chosen.with_suffix(CORRECTIONS_SUFFIX).exists():
        number += 1
        chosen = path.with_stem(f"{path.stem}-{number}")
    return chosen
