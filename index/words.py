"""Words: the same segmentation for clauses and questions, with the domain's terms, place names and a thesaurus."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from functools import cache
from pathlib import Path

import jieba

from index.places import by_name

_HERE = Path(__file__).parent
_WORD = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]")


@cache
def _tokenizer() -> jieba.Tokenizer:
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = tempfile.gettempdir()
    tokenizer.initialize()
    for word in _domain_words():
        tokenizer.add_word(word)
    for said, _ in _thesaurus_lines():
        for word in said:
            tokenizer.add_word(word)
    for name, places in by_name().items():
        if len(name) >= 3 and any(place.name == name for place in places):
            tokenizer.add_word(name)
    return tokenizer


@cache
def _parts_of_speech() -> dict[str, str]:
    """Word → tag (n, v, r …) as jieba's own dictionary has them; read once."""
    with _tokenizer().get_dict_file() as lines:
        rows = (line.decode("utf-8").split() for line in lines)
        return {row[0]: row[2] for row in rows if len(row) == 3}


@cache
def _domain_words() -> frozenset[str]:
    return frozenset((_HERE / "domain_words.txt").read_text(encoding="utf-8").split())


def is_domain_word(word: str) -> bool:
    """Whether a word is a term of such documents (四张清单): it names one thing, and its parts do not."""
    return word in _domain_words()


def part_of_speech(word: str) -> str:
    """A word's class in jieba's dictionary (n noun, v verb, r pronoun …); unknown words count as nouns."""
    return _parts_of_speech().get(word, "n")


def is_dictionary_word(word: str) -> bool:
    """Whether the dictionary lists the word itself."""
    return bool(_tokenizer().FREQ.get(word))


def plain(text: str) -> str:
    """Width and compatibility forms made one (１２ → 12, ，→ ,), lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def segments(text: str) -> list[str]:
    """A text cut into words and what stands between them; joined they are the text."""
    return _tokenizer().lcut(text)


def cut(text: str) -> list[str]:
    """Whole words of a text in order, punctuation left out."""
    return [word for word in _tokenizer().lcut(plain(text)) if _WORD.search(word)]


def cut_for_search(text: str) -> list[str]:
    """Words and the shorter words inside them, as they are indexed and searched."""
    return [word for word in _tokenizer().lcut_for_search(plain(text)) if _WORD.search(word)]


def _thesaurus_lines() -> list[tuple[list[str], list[str]]]:
    lines = []
    for line in (_HERE / "thesaurus.txt").read_text(encoding="utf-8").splitlines():
        said, _, written = line.partition("=")
        if written and not line.startswith("#"):
            lines.append((said.split(), written.split()))
    return lines


@cache
def thesaurus() -> dict[str, tuple[str, ...]]:
    """For each word people say, the words documents write for it."""
    table: dict[str, tuple[str, ...]] = {}
    for said, written in _thesaurus_lines():
        for word in said:
            table[word] = tuple(dict.fromkeys((*table.get(word, ()), *written)))
    return table
