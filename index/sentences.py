"""Whole sentences with their spans, and measures run on inside a paragraph (一是…二是…)."""

from __future__ import annotations

import re

from index.models import Item, Span

_SENTENCE = re.compile(r"[^。！？!?\n\r]*(?:[。！？!?]+[”’」』）)】]*|[\n\r]+|$)")
_ITEM = re.compile(r"(?<![\u4e00-\u9fff])(?P<label>[一二三四五六七八九十]+是)")


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Sentences between two offsets, without the white space around them; never one inside a bracket."""
    spans: list[Span] = []
    at = start
    for match in _SENTENCE.finditer(text, start, end):
        if match.end() == match.start():
            continue
        words = text[at : match.end()]
        ends_line = words.endswith(("\n", "\r"))
        if not ends_line and _open_bracket(words):
            continue
        if words.strip():
            first = at + len(words) - len(words.lstrip())
            spans.append(Span(start=first, end=at + len(words.rstrip())))
        at = match.end()
    if text[at:end].strip():
        words = text[at:end]
        spans.append(Span(start=at + len(words) - len(words.lstrip()), end=at + len(words.rstrip())))
    return tuple(spans)


def _open_bracket(words: str) -> bool:
    return any(words.count(left) > words.count(right) for left, right in ("（）", "()", "《》"))


def items(text: str, start: int, end: int) -> tuple[Item, ...]:
    """一是…二是…三是… where they count on from one, each to the start of the next."""
    labels: list[re.Match[str]] = []
    for match in _ITEM.finditer(text, start, end):
        if match["label"] == _label(len(labels) + 1):
            labels.append(match)
    if len(labels) < 2:
        return ()
    ends = [match.start() for match in labels[1:]] + [start + len(text[start:end].rstrip())]
    return tuple(Item(label=match["label"], start=match.start(), end=until) for match, until in zip(labels, ends, strict=True))


def _label(number: int) -> str:
    digits = "一二三四五六七八九十"
    return (digits[number - 1] if number <= 10 else f"十{digits[number - 11]}" if number < 20 else "") + "是"
