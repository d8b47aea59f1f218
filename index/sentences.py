"""Whole sentences with their spans, and measures run on inside a paragraph (一是…二是…)."""

from __future__ import annotations

import re

from index.models import Item, Span

_SENTENCE = re.compile(r"[^。！？!?\n\r]*(?:[。！？!?]+[”’」』）)】]*|[\n\r]+|$)")
_BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"))
_ITEM = re.compile(r"(?<![\u4e00-\u9fff])(?P<label>[一二三四五六七八九十]+是)")


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Sentences between two offsets, without the white space around them; never one inside a bracket."""
    spans: list[Span] = []
    at = start
    still_open = [0] * len(_BRACKETS)
    for match in _SENTENCE.finditer(text, start, end):
        words = match[0]
        if not words:
            continue
        still_open = [count + words.count(left) - words.count(right) for count, (left, right) in zip(still_open, _BRACKETS, strict=True)]
        if not words.endswith(("\n", "\r")) and any(count > 0 for count in still_open):
            continue
        spans.extend(_without_space(text, at, match.end()))
        at, still_open = match.end(), [0] * len(_BRACKETS)
    return (*spans, *_without_space(text, at, end))


def _without_space(text: str, start: int, end: int) -> tuple[Span, ...]:
    words = text[start:end]
    if not words.strip():
        return ()
    return (Span(start=start + len(words) - len(words.lstrip()), end=start + len(words.rstrip())),)


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
