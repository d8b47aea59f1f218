"""The matter a question is about: its words, each with a weight and with the words documents write for it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from assistant.understand.intents import without_asking
from index.lexicon import Lexicon
from index.models import Frozen
from index.words import cut, cut_for_search, is_dictionary_word, is_domain_word, part_of_speech, plain, thesaurus

_LITTLE = "little_words.txt"  # words that carry no matter: particles, pronouns, the asking itself, what every plan is called
_GENERAL = "general_words.txt"  # nouns that name a matter only together with others
_YEAR_OR_NUMBER = re.compile(r"^(?!12\d{3}$)[\d.%]+(?:年|月|日)?$")  # 12345 and its like are names of hotlines


class Term(Frozen):
    """A word of the matter; `alternatives` are words documents write for it, `weight` how much it tells.

    `names` says that the word names a thing (工资, 无人机): where no document has it, the matter itself is missing.
    """

    word: str
    alternatives: tuple[str, ...]
    weight: float
    names: bool = True
    at_home: bool = False


class Topic(Frozen):
    """The matter: weighted terms, phrases put in quotation marks, and the words left when the asking is taken out."""

    terms: tuple[Term, ...]
    quoted: tuple[str, ...]
    words: str

    @property
    def is_empty(self) -> bool:
        """Nothing is said about the matter (那赣州呢？)."""
        return not self.terms and not self.quoted

    @property
    def total(self) -> float:
        """Sum of the weights."""
        return sum(term.weight for term in self.terms) or 1.0


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset((Path(__file__).parent / name).read_text(encoding="utf-8").split())


def _share(word: str) -> float:
    """How much a word of its class tells about the matter: names of things most, little words least."""
    tag = part_of_speech(word)
    if word.isascii():
        return 1.0
    if not is_dictionary_word(word):
        return 0.4
    if word in _listed(_GENERAL):
        return 0.5
    if tag[0] in "nlijzxeg" or tag in ("vn", "an"):
        return 1.0
    return {"v": 0.6, "a": 0.5, "b": 0.5}.get(tag[0], 0.15)


def read_topic(text: str, lexicon: Lexicon) -> Topic:
    """The matter of a question whose places and documents are blanked out.

    `lexicon` are the words of the documents asked: what else is held does not change how much a word tells.
    """
    quoted = tuple(dict.fromkeys(match.strip() for match in re.findall(r"[“\"「]([^”\"」]{2,40})[”\"」]", text)))
    left = without_asking(text)
    terms: dict[str, Term] = {}
    for word in (part for whole in _words(text, left) for part in _known_parts(whole, lexicon)):
        if word in _listed(_LITTLE) or _YEAR_OR_NUMBER.match(word) or (len(word) < 2 and word not in thesaurus()):
            continue
        alternatives = tuple(other for other in thesaurus().get(word, ()) if other != word)
        rare = min([lexicon.rarity(word), *(lexicon.rarity(other) for other in alternatives)])
        share = _share(word)
        terms.setdefault(
            word,
            Term(
                word=word,
                alternatives=alternatives,
                weight=round(share * rare, 3),
                names=share == 1.0 and not alternatives,
                at_home=lexicon.knows(word),
            ),
        )
    return Topic(terms=tuple(terms.values()), quoted=quoted, words=re.sub(r"[\s？?。，,！!、：:；;]+", "", left))


def _known_parts(word: str, lexicon: Lexicon) -> list[str]:
    """A compound no document has is looked for by its parts, 咨询机构 by 咨询 and 机构; a term of the trade has no parts."""
    if len(word) < 4 or word in thesaurus() or is_domain_word(word) or lexicon.knows(word):
        return [word]
    return _side_by_side(word, [part for part in cut_for_search(word) if part != word and len(part) > 1]) or [word]


def _side_by_side(word: str, parts: list[str]) -> list[str]:
    """The parts that do not overlap an earlier one: 协调 and 监督 of 协调监督, not 调监."""
    chosen, end = [], 0
    for at, part in sorted((word.find(part), part) for part in parts):
        if at >= end:
            chosen.append(part)
            end = at + len(part)
    return chosen


def _words(text: str, left: str) -> list[str]:
    """Words of the whole text that the words that ask do not touch: cut before they are taken out, lest the rest run together."""
    words, at = [], 0
    lowered = plain(text) if len(plain(text)) == len(text) else text.lower()
    for word in cut(lowered):
        at = lowered.find(word, at)
        if left[at : at + len(word)].strip() and left[at : at + len(word)].count(" ") * 2 < len(word):
            words.append(word)
        at += len(word)
    return words
