"""Slips of the pen: 复义 for 行政复议's 复议, 律锁 for 律所; read as the word of the documents that sounds the same.

Only what is no word at all is touched, and only where one character of it is wrong. Names of places are left alone:
they are offered back, never replaced in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from index.models import Frozen
from index.places import by_name
from index.words import cut, is_dictionary_word, thesaurus

_HANZI = re.compile(r"[\u4e00-\u9fff]+")
_LONG = 4  # so long a word with one wrong character is known even where it sounds otherwise (法律顾门)
_SAME_SOUND = str.maketrans({"h": "", "g": ""})  # zh z, sh s, ch c, ing in: not told apart in much of the country
_FUNCTION = frozenset(
    "的了是在和与及或有不也就都要来去吗呢吧这那哪我你他她谁几多说把被对从到由于又还很更最各每某该其之所以为能会可请问查看个跟讲写条项款市县区省年月日"
)
_WHICH = re.compile(r"那(?=几|些|年(?![底中初]))")
_ASKS = re.compile(r"[哪谁啥何吗呢吧么]|多少|几(?!种|个|些|家|年|天|条|项)|什么|怎|是否|(.)[不没]\1")


class Vocabulary(Frozen):
    """The words of the documents held, by how they sound and, the long ones, by what is left without one character."""

    by_sound: dict[str, tuple[str, ...]]
    by_gap: dict[str, tuple[str, ...]]


def corrected(text: str, words: frozenset[str]) -> str:
    """The question with its slips mended by the words of the documents; unchanged where there are none."""
    if _WHICH.search(text) and not _ASKS.search(text):
        text = _WHICH.sub("哪", text)
    known = _vocabulary(words)
    loose = _loose(text)
    for at in sorted(loose):
        for size in (4, 3, 2):
            for start in range(max(0, at - size + 1), at + 1):
                meant = _meant(text[start : start + size], at - start, known) if _mendable(text, start, size, loose) else ""
                if meant:
                    return corrected(text[:start] + meant + text[start + size :], words)
    return text


def _loose(text: str) -> set[int]:
    """Where characters stand that belong to no word of the dictionary."""
    loose: set[int] = set()
    at = 0
    for word in cut(text):
        at = text.lower().find(word, at)
        if at < 0:
            return set()  # width or case changed under way: nothing is touched
        if _HANZI.fullmatch(word) and (len(word) == 1 or not is_dictionary_word(word)):
            loose.update(range(at, at + len(word)))
        at += len(word)
    return {i for i in loose if text[i] not in _FUNCTION}


def _mendable(text: str, start: int, size: int, loose: set[int]) -> bool:
    """Whether a stretch is no word; a short one must be loose altogether, lest it begins in one word and ends in another."""
    window = text[start : start + size]
    if len(window) < size or not _HANZI.fullmatch(window) or is_dictionary_word(window):
        return False
    return size >= _LONG or all(i in loose for i in range(start, start + size))


def _meant(window: str, wrong: int, known: Vocabulary) -> str:
    """The one word of the documents that differs in the character at `wrong` only; empty where none or several do."""
    alike: set[str] = {word for word in known.by_sound.get(_sound(window), ()) if _differs_at(word, window, wrong)}
    if not alike and len(window) >= _LONG:
        alike = {word for word in known.by_gap.get(_gap(window, wrong), ()) if word != window}
    if len(alike) > 1:  # 检查, 监察 and 检察 for 捡查: the one of the same tones
        alike = {word for word in alike if lazy_pinyin(word, style=Style.TONE3) == lazy_pinyin(window, style=Style.TONE3)}
    return alike.pop() if len(alike) == 1 else ""


def _differs_at(word: str, window: str, wrong: int) -> bool:
    return [i for i, pair in enumerate(zip(word, window, strict=True)) if pair[0] != pair[1]] == [wrong]


def _gap(word: str, at: int) -> str:
    return f"{word[:at]}□{word[at + 1 :]}"


def _sound(word: str) -> str:
    return " ".join(syllable.translate(_SAME_SOUND) for syllable in lazy_pinyin(word))


@lru_cache(maxsize=16)
def _vocabulary(words: frozenset[str]) -> Vocabulary:
    """Built once for the documents asked; a place's name is no word to mend to."""
    words |= {word for row in thesaurus().items() for word in (row[0], *row[1])}
    usable = {
        word for word in words if 2 <= len(word) <= 6 and _HANZI.fullmatch(word) and is_dictionary_word(word) and word not in by_name()
    }
    return Vocabulary(
        by_sound=_grouped((_sound(word), word) for word in usable),
        by_gap=_grouped((_gap(word, at), word) for word in usable if len(word) == _LONG for at in range(_LONG)),
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, word in pairs:
        found[key] = (*found.get(key, ()), word)
    return found
