"""A question as it was typed becomes text that can be read: width, invisible characters, traditional characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

LONGEST = 1000
_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACE = re.compile(r"(?<=[\u4e00-\u9fff，。？！、；：])\s+(?=[\u4e00-\u9fff，。？！、；：])")
_TAG = re.compile(r"<[^<>]{0,200}>")
_WIDTH = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，？！；：（）"})
_QUOTES = str.maketrans({"「": "“", "」": "”", "『": "“", "』": "”"})


@cache
def _converter() -> OpenCC:
    return OpenCC("tw2s")


def shown(question: str) -> str:
    """The question as it may be shown and stored: half surrogates and control characters replaced."""
    return _INVISIBLE.sub(" ", question.encode("utf-8", "replace").decode("utf-8")).strip()


def clean(question: str) -> str:
    """The question as it is read: one width, one script, no tags, no gaps between characters."""
    text = _TAG.sub(" ", unicodedata.normalize("NFC", shown(question)))
    text = simplified(text.translate(_WIDTH).translate(_QUOTES))
    return re.sub(r"\s+", " ", _SPACE.sub("", text)).strip()


def simplified(text: str) -> str:
    """Traditional characters to simplified ones; 著 as in 著力 becomes 着. Words stay: tw2sp would make 文件 文档."""
    return _converter().convert(text)
