"""Bytes become text: the encoding is found out, never assumed, and what is no text is refused."""

from __future__ import annotations

import codecs

import chardet

from index.errors import UnreadableFile

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 1 << 16
_DAMAGED = 0.01  # a text that is UTF-8 but for so few characters is damaged UTF-8, and nothing else


def decoded(data: bytes, name: str) -> str:
    """The text of bytes, line ends as they are; `name` is what a refusal calls the file."""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if is_prose(text):
            return text
    raise UnreadableFile(f"{name} 不是可读的文本文件，已跳过，请另存为 UTF-8 文本后再试。")


def is_prose(text: str) -> bool:
    """Whether a text is written to be read: binary files decode more often than one would think, control characters give them away."""
    controls = sum(1 for char in text if ord(char) < 32 and char not in "\t\n\r\f\v")
    return controls * 200 <= len(text)


def _candidates(data: bytes) -> list[str]:
    marked = [encoding for bom, encoding in _BOMS if data.startswith(bom)]
    if marked:
        return marked
    wide = _utf_16_of(data)
    if wide:
        return [wide]
    if _is_damaged_utf_8(data):
        return []
    guess = (chardet.detect(data[:_SAMPLE])["encoding"] or "").lower()
    return ["utf-8", "big5hkscs", "gb18030"] if guess.startswith("big5") else ["utf-8", "gb18030"]


def _utf_16_of(data: bytes) -> str | None:
    """UTF-16 without a mark: Chinese, ASCII and Chinese punctuation fill one byte of each pair with a narrow range of values.

    In other encodings no text has so many pairs of a byte below 32 (which ASCII and punctuation need) and another byte.
    """
    sample = data[: _SAMPLE & ~1]
    if len(data) % 2 or len(sample) < 4:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        narrow = sum(1 for byte in high if 0x4E <= byte <= 0x9F or byte in (0x00, 0x20, 0x30, 0xFF))
        if narrow >= 0.98 * len(high) and not _is_utf_8(data) and _is_chinese(data, encoding):
            return encoding
    return None


def _is_chinese(data: bytes, encoding: str) -> bool:
    """Whether nearly every character is ASCII, Chinese punctuation or one of the Chinese characters that GB2312 or Big5 list."""
    try:
        text = data[: _SAMPLE & ~1].decode(encoding)
    except UnicodeDecodeError:
        return False
    return is_prose(text) and strange_share(text) <= 0.05


def strange_share(text: str) -> float:
    """The share of a text's characters that official Chinese texts hardly ever use (0 to 1)."""
    shown = [char for char in text if not char.isspace()]
    return sum(1 for char in shown if _is_strange(char)) / len(shown) if shown else 0.0


def _is_strange(char: str) -> bool:
    if char.isascii():
        return not char.isprintable()
    return not any(_encodable(char, encoding) for encoding in ("gb2312", "big5"))


def _encodable(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return char in "〇—·•～〔〕⑴⑵⑶"
    return True


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf_8(data: bytes) -> bool:
    if _is_utf_8(data):
        return False
    text = data.decode("utf-8", errors="replace")
    wide = sum(1 for char in text if ord(char) > 0x7FF)
    return bool(wide) and text.count("\ufffd") <= max(1, _DAMAGED * wide)
