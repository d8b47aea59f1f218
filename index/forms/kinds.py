"""What a file is, by its first bytes and not by its name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from index.errors import UnreadableFile

Kind = Literal["text", "html", "mht", "docx", "office", "pdf", "picture"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_PAGE = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_FOREIGN = (
    (b"Rar!", "是 RAR 压缩包"),
    (b"7z\xbc\xaf", "是 7z 压缩包"),
    (b"\x1f\x8b", "是压缩文件"),
    (b"MZ", "是程序文件"),
    (b"\x7fELF", "是程序文件"),
    (b"SQLite format 3", "是数据库文件"),
)


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file from its bytes; `name` settles only what text is meant as. Raises UnreadableFile for what is no document."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data, name)
    if data.startswith((_OLE, b"{\\rtf")):
        return "office"
    if data.startswith(_PICTURES) and not _is_text(data):
        return "picture"
    for magic, what in _FOREIGN:
        if data.startswith(magic) and not _is_text(data):
            raise UnreadableFile(f"{name} {what}，不是文档，已跳过，请解开或换成文档后再试。")
    return _kind_of_text(data, name)


def _kind_of_text(data: bytes, name: str) -> Kind:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    suffix = name.lower().rpartition(".")[2]
    if _MAIL.match(head) and (suffix in ("mht", "mhtml") or b"multipart/related" in head.lower()):
        return "mht"
    return "html" if _PAGE.match(head.replace(b"\x00", b"")) or suffix in ("html", "htm", "shtml", "xhtml") else "text"


def _kind_of_zip(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OverflowError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{name} 已损坏或没有下载完整，已跳过，请重新下载或另存一份。") from error
    if any(part.startswith("word/") for part in names):
        return "docx"
    what = next((what for part, what in _PACKAGES if any(held.startswith(part) for held in names)), "压缩包")
    raise UnreadableFile(f"{name} 是{what}，不是能读的文档，已跳过，请另存为 .docx 或 .pdf 后再试。")


_PACKAGES = (("xl/", "电子表格"), ("ppt/", "演示文稿"), ("OFD.xml", "OFD 版式文件"), ("mimetype", "OpenDocument 文件"))


def _is_text(data: bytes) -> bool:
    """Short magic numbers are letters too: a text may begin with BM or MZ."""
    return all(byte >= 32 or byte in b"\t\n\r\f" for byte in data[:512])
