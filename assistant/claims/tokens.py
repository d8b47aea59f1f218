"""A sentence as it is compared: characters of prose, and one token for each thing that has a type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.claims.typed import typed
from assistant.understand.cleaning import simplified
from index.words import plain

_MARK = re.compile(r"[，,：:()（）\n；;。!！?？]")
_SKIP = re.compile(r"[\s、“”\"'‘’《》〈〉<>—–\-~·.…【】\[\]〔〕]")
_GAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u3000]+(?=[\d\u4e00-\u9fff])|(?<=[\d%])[ \t\u3000]+(?=[\u4e00-\u9fff])")
_BETWEEN = re.compile(r"(?<=\d)\s?[至~～—–-]\s?(?=\d)")
_EVEN_WORDS = (
    ("之内", "以内"),
    ("年年底", "年底"),
    ("年年末", "年底"),
    ("截止", "截至"),
    ("之前", "前"),
    ("以前", "前"),
    ("之后", "后"),
    ("以后", "后"),
    ("以外", "外"),
)
_END = "；;。!！?？\n"
_LABEL = re.compile(
    r"(?m)^\s*(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|\d{1,3}[.、](?!\d)|第[一二三四五六七八九十百\d]+[条章节](?=\s))"
)


@dataclass(frozen=True)
class Token:
    """One thing compared: a character of prose, or a typed value.

    `segment` counts the stretches between marks, `part` those between full stops or semicolons.
    """

    kind: str
    value: str
    start: int
    end: int
    segment: int
    part: int

    @property
    def key(self) -> tuple[str, str]:
        """What makes two tokens the same."""
        return self.kind, self.value


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """One width, one script: what both are turned into before they are compared."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _BETWEEN.sub("-", _GAP.sub("", simplified(plain(text))))
    for written, even in _EVEN_WORDS:
        text = text.replace(written, even)
    return text


def tokens(text: str) -> tuple[Token, ...]:
    """Tokens of a readable text in order; marks are not tokens, they count the segments."""
    spans = _spans(text)
    labels = {match.start(): match.end() for match in _LABEL.finditer(text)}
    found: list[Token] = []
    at = segment = part = 0
    while at < len(text):
        if at in labels:  # a printed number begins a sentence and is none of its words
            segment, part, at = segment + 1, part + 1, labels[at]
            continue
        if at in spans:
            kind, value, end = spans[at]
            found.append(Token(kind, value, at, end, segment, part))
            at = end
            continue
        char = text[at]
        if _MARK.match(char):
            if not found or found[-1].segment == segment:
                segment += 1
            part += char in _END
        elif not _SKIP.match(char):
            found.append(Token("word", char, at, at + 1, segment, part))
        at += 1
    return tuple(_with_detached_bounds(found))


def _spans(text: str) -> dict[int, tuple[str, str, int]]:
    """Typed stretches by where they begin; the first reader that takes a stretch keeps it."""
    spans: dict[int, tuple[str, str, int]] = {}
    taken = bytearray(len(text))
    for kind, value, start, end in typed(text):
        if end > start and not any(taken[start:end]):
            spans[start] = (kind, value, end)
            taken[start:end] = b"\x01" * (end - start)
    return spans


def _with_detached_bounds(found: list[Token]) -> Iterator[Token]:
    """至少组织一次 says the same of its number as 组织至少一次; a bound with no number after it in its segment stays where it is."""
    bound: Token | None = None
    bounds: dict[Token, Token] = {}  # of a number, the bound that stands before it
    for token in found:
        if token.kind == "bound":
            bound = token
        elif bound and token.kind == "number" and token.segment == bound.segment:
            bounds[token], bound = bound, None
    attached = set(bounds.values())
    for token in found:
        if own := bounds.get(token):
            yield replace(token, value=own.value + token.value.lstrip("≥≤<>~"))
        elif token not in attached:
            yield token
