"""A saved web page (.html, .mht) becomes the article that is printed in it."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError

from index.errors import UnreadableFile
from index.forms.article import article_lines
from index.forms.encodings import decoded
from index.forms.markup import html_tree
from index.forms.paragraphs import GAP, Paragraph

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}


def read_page(data: bytes, name: str) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs of a page's article, and what the reader should know."""
    lines = article_lines(html_tree(_page_text(data, name), name))
    if any("\ufffd" in line for line in lines):
        raise UnreadableFile(f"{name} 的正文里有损坏的文字，已跳过，请重新保存网页。")
    return [Paragraph(text=line) if line else GAP for line in lines], []


def read_web_archive(data: bytes, name: str) -> tuple[list[Paragraph], list[str]]:
    """The same for a page saved with its pictures as one file (.mht)."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        page = part.get_payload(decode=True) if part else None
        charset = str(part.get_content_charset() or "") if part else ""
    except (MessageError, ValueError, LookupError, AttributeError, IndexError, KeyError, TypeError) as error:
        raise UnreadableFile(f"{name} 已损坏，已跳过，请把网页重新保存为 .html。") from error
    if not isinstance(page, bytes) or not page.strip():
        raise UnreadableFile(f"{name} 里没有网页正文，已跳过，请把网页重新保存为 .html。")
    return read_page(_with_charset(page, charset), name)


def _with_charset(page: bytes, charset: str) -> bytes:
    """The charset said outside the page counts before the one said in it."""
    return f'<meta charset="{charset}">'.encode() + page if charset.isascii() and charset else page


def _page_text(data: bytes, name: str) -> str:
    """The declared encoding where the bytes bear it out, else the one found; a stray broken byte breaks one character only."""
    try:
        declared = _declared(data)
        return data.decode(declared) if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")) else decoded(data, name)
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return decoded(data, name)
    except UnreadableFile:
        if not declared or b"\x00" in data:
            raise
    try:
        return data.decode(declared, errors="replace")
    except LookupError as error:
        raise UnreadableFile(f"{name} 写的编码 {declared} 不认识，已跳过，请重新保存网页。") from error


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    charset = found[1].decode("ascii", errors="replace").lower() if found else ""
    return _CHINESE.get(charset, charset) or None
