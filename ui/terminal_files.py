"""Files into and out of the plans folder: copied under a free name, never over another file, moved aside when removed."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.build import PLACE_FILE, plan_files
from index.clauses import words_only
from index.errors import DataFolderError, UnreadableFile
from index.places import Place
from index.reading import read_text

_SUFFIXES = (".txt", ".md")


def same_document(text: str, plans_folder: Path) -> Path | None:
    """The file of the plans folder that holds the same words, whatever its layout."""
    return next(iter(copies(text, plans_folder)), None)


def copies(text: str, plans_folder: Path) -> list[Path]:
    """All files of the plans folder that hold the same words."""
    return [path for path in plan_files(plans_folder) if _words(path) == words_only(text)] if plans_folder.is_dir() else []


def _words(path: Path) -> str | None:
    try:
        return words_only(read_text(path)[0])
    except UnreadableFile:
        return None


def put(path: Path, plans_folder: Path) -> Path:
    """Copy a file into the plans folder and give its place there."""
    name = path.name if path.suffix in _SUFFIXES else f"{path.stem}.txt"
    try:
        plans_folder.mkdir(parents=True, exist_ok=True)
        target = _free(plans_folder / name)
        shutil.copyfile(path, target)
    except OSError as error:
        raise DataFolderError(f"文件目录 {plans_folder} 不能写入，请检查权限或用 FAZHI_PLANS 换一个目录。") from error
    return target


def say_place(target: Path, place: Place) -> None:
    """Write beside a plan file which place it is of."""
    try:
        target.with_suffix(PLACE_FILE).write_text(f"{place.full_name}\n", encoding="utf-8")
    except OSError as error:
        raise DataFolderError(f"文件目录 {target.parent} 不能写入，请检查权限或用 FAZHI_PLANS 换一个目录。") from error


def put_aside(path: Path, data: Path) -> Path:
    """Move a plan file, and the file that says its place, into DATA/removed."""
    aside = data / "removed"
    try:
        aside.mkdir(parents=True, exist_ok=True)
        target = _free(aside / path.name)
        shutil.move(path, target)
        said = path.with_suffix(PLACE_FILE)
        if said.exists():
            shutil.move(said, target.with_suffix(PLACE_FILE))
    except OSError as error:
        raise DataFolderError(f"{path.name} 移不到 {aside}，请检查两个目录的写权限。") from error
    return target


def _free(path: Path) -> Path:
    """The path itself, or with -2, -3 … where another file has it; its place file must be free too."""
    number, chosen = 1, path
    while chosen.exists() or chosen.with_suffix(PLACE_FILE).exists():
        number += 1
        chosen = path.with_stem(f"{path.stem}-{number}")
    return chosen
