"""Bytes become text, unchanged: offsets into the stored text are what every citation rests on."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from index.errors import UnreadableFile

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(path: Path) -> tuple[str, str]:
    """The text of a file and the sha256 of its bytes; line ends stay as they are."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path.name} 无法打开，已跳过，请检查有没有这个文件、能不能读。") from error
    text = _decode(data, path.name)
    if not text.strip():
        raise UnreadableFile(f"{path.name} 是空文件，已跳过，请换成有正文的文件。")
    return text, hashlib.sha256(data).hexdigest()


def _decode(data: bytes, name: str) -> str:
    encodings = [encoding for bom, encoding in _BOMS if data.startswith(bom)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_prose(text):
            return text
    raise UnreadableFile(f"{name} 不是可读的文本文件，已跳过，请另存为 UTF-8 文本后再试。")


def _is_prose(text: str) -> bool:
    """Binary files decode as GB18030 more often than one would think: control characters give them away."""
    controls = sum(1 for char in text if ord(char) < 32 and char not in "\t\n\r\f\v")
    return controls * 200 <= len(text)
