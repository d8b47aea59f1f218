"""A .zip from anywhere: names repaired, and nothing taken out that is too large, locked, linked or pointing outside."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from index.errors import UnreadableFile
from index.forms.models import Document, Found, Limits

_MOST_ENTRIES = 2000
_MOST_BYTES = 1 << 30
_BOMB = 200  # times smaller in the archive than outside
_BOMB_FROM = 10 << 20
_UTF_8 = 0x800  # flag of an entry whose name is in UTF-8
_LOCKED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError, RuntimeError, OverflowError)


def extracted(path: Path, scratch: Path, is_document: Callable[[str], bool]) -> Found:
    """Take the documents of an archive out into `scratch`; one sentence for each entry that is refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_ENTRIES:
                raise UnreadableFile(f"{path.name} 里有 {len(entries)} 个文件，超过 {_MOST_ENTRIES} 个，已跳过，请分成几个压缩包。")
            return _taken(archive, entries, path, scratch, is_document)
    except _DAMAGE as error:
        raise UnreadableFile(f"{path.name} 不是完好的 zip 压缩包，已跳过，请重新压缩或下载。") from error


def _taken(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], path: Path, scratch: Path, is_document: Callable[[str], bool]
) -> Found:
    scratch.mkdir(parents=True, exist_ok=True)
    documents: list[Document] = []
    failures: list[str] = []
    room = _MOST_BYTES
    for number, entry in enumerate(entries):
        name = repaired_name(entry)
        if any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in PurePosixPath(name).parts):
            continue
        try:
            _check(entry, name, room)
            if is_document(name):
                target = scratch / f"{number:04d}" / PurePosixPath(name).name
                room -= _take(archive, entry, target, name, min(room, Limits().file_bytes))
                documents.append(Document(path=target, name=name))
        except UnreadableFile as error:
            failures.append(f"{path.name} 里的{error}")
    return Found(documents=tuple(documents), failures=tuple(failures))


def repaired_name(entry: zipfile.ZipInfo) -> str:
    """An entry's name; archives made on Chinese systems write it in GBK and say it is CP437."""
    name = entry.filename
    if not entry.flag_bits & _UTF_8:
        for encoding in ("utf-8", "gb18030"):
            try:
                name = entry.filename.encode("cp437").decode(encoding)
                break
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
    return name.replace("\\", "/")


def _check(entry: zipfile.ZipInfo, name: str, room: int) -> None:
    parts = PurePosixPath(name).parts
    if ".." in parts or name.startswith("/") or (len(name) > 1 and name[1] == ":"):
        raise UnreadableFile(f"{name} 指向压缩包以外，已跳过，请重新压缩。")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableFile(f"{name} 是链接，不是文件，已跳过，请放入文件本身。")
    if entry.flag_bits & _LOCKED:
        raise UnreadableFile(f"{name} 加了密码，不能读，已跳过，请不加密码重新压缩。")
    if name.lower().endswith((".zip", ".rar", ".7z", ".gz", ".tar")):
        raise UnreadableFile(f"{name} 是压缩包里的压缩包，已跳过，请解开后再放入。")
    if entry.file_size > _BOMB_FROM and entry.file_size > _BOMB * max(1, entry.compress_size):
        raise UnreadableFile(f"{name} 解开后大得反常，已跳过，请检查来源。")
    if entry.file_size > min(room, Limits().file_bytes):
        raise UnreadableFile(f"{name} 解开后太大，已跳过，请拆成几份。")


def _take(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, name: str, most: int) -> int:
    """Write an entry's bytes to a file and count them: the size an archive claims may be a lie."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as source:
            data = source.read(most + 1)
        if len(data) > most:
            raise UnreadableFile(f"{name} 解开后太大，已跳过，请拆成几份。")
        target.write_bytes(data)
    except _DAMAGE as error:
        raise UnreadableFile(f"{name} 已损坏，已跳过，请重新压缩或下载。") from error
    return len(data)
