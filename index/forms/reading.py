"""The way from a file to what it says: check it, find out what it is, read it as that."""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.errors import UnreadableFile
from index.forms.encodings import decoded
from index.forms.kinds import kind_of
from index.forms.models import Form, Limits, Read
from index.forms.paragraphs import Paragraph, laid_out

Told = tuple[list[Paragraph], list[str]]  # what a form's own reader gives: paragraphs, and notes for the reader


def read_file(path: Path, limits: Limits | None = None) -> Read:
    """Read a file of any form in this process; raises UnreadableFile with what to do."""
    limits = limits or Limits()
    data = _bytes(path, limits)
    kind = kind_of(data, path.name)
    sha256 = hashlib.sha256(data).hexdigest()
    if kind == "text":
        form: Form = "md" if path.suffix.lower() in (".md", ".markdown") else "txt"
        return _checked(Read(text=decoded(data, path.name), sha256=sha256, form=form), path.name, limits)
    try:
        form, (paragraphs, notes) = _told(kind, data, path, limits)
    except (RecursionError, MemoryError) as error:
        raise UnreadableFile(f"{path.name} 的结构太复杂，读不出来，已跳过，请另存一份或换成别的格式。") from error
    text, marks = laid_out(paragraphs)
    return _checked(Read(text=text, sha256=sha256, form=form, marks=marks, notes=tuple(notes)), path.name, limits)


def check_size(path: Path, limits: Limits) -> None:
    """Refuse what is no file, or too large a one, without opening it."""
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        if path.stat().st_size > limits.file_bytes:
            raise UnreadableFile(f"{path.name} 超过 {limits.file_bytes >> 20} MB，已跳过，请拆成几份或去掉图片后再试。")
    except (OSError, ValueError) as error:
        raise _unopened(path) from error


def _unopened(path: Path) -> UnreadableFile:
    return UnreadableFile(f"{path.name} 无法打开，已跳过，请检查有没有这个文件、能不能读。")


def _bytes(path: Path, limits: Limits) -> bytes:
    check_size(path, limits)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unopened(path) from error
    if not data.strip(b"\x00"):
        raise UnreadableFile(f"{path.name} 是空文件，已跳过，请换成有正文的文件。")
    return data


def _told(kind: str, data: bytes, path: Path, limits: Limits) -> tuple[Form, Told]:
    """Each form's reader is loaded only when a file needs it."""
    if kind in ("html", "mht"):
        from index.forms.web import read_page, read_web_archive

        return "html", (read_page if kind == "html" else read_web_archive)(data, path.name)
    if kind == "docx":
        from index.forms.word import read_word

        return "docx", read_word(data, path.name)
    if kind == "office":
        from index.forms.office import read_office

        return "wps" if path.suffix.lower() == ".wps" else "doc", read_office(data, path.name)
    if kind == "pdf":
        from index.forms.pdf import read_pdf

        return read_pdf(data, path.name, limits)
    from index.forms.pictures import read_picture

    return "scan", read_picture(data, path.name, limits)


def _checked(read: Read, name: str, limits: Limits) -> Read:
    if not read.text.strip():
        raise UnreadableFile(f"{name} 是空文件，已跳过，请换成有正文的文件。")
    if len(read.text) > limits.characters:
        raise UnreadableFile(f"{name} 的文字超过 {limits.characters // 10_000} 万字，不像一份文件，已跳过，请拆成几份后再试。")
    return read
