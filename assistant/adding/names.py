"""Names of files as they come from browsers: no path, nothing invisible, not longer than a file system takes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from index.errors import UnreadableFile
from index.forms.folders import SUFFIXES

_LONGEST = 180  # bytes, with room for what is put before and after it
_SLASHES = re.compile(r"[/\\]")
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # marks that turn the direction of writing are among them


def document_name(given: str) -> str:
    """The name to keep a file under; raises UnreadableFile for one that is no document's."""
    name = _visible(_SLASHES.split(given)[-1]).lstrip(".~$ ").rstrip(". ")
    suffix = PurePath(name).suffix
    stem = name.removesuffix(suffix).encode()[:_LONGEST].decode("utf-8", "ignore").rstrip(". ")
    if not stem or suffix.lower() not in SUFFIXES:
        raise UnreadableFile(f"{name or '没有名字的文件'} 不是能读的文件，没有添加，请换成 .docx、.pdf、.txt、.html 等格式。")
    return f"{stem}{suffix}"


def _visible(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) not in _INVISIBLE)
