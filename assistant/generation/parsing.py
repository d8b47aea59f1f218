"""A model's words become claims while they arrive: JSON as asked for, or the nearest thing to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.generation.models import RawClaim

MOST_CLAIMS = 12
_LONGEST_OBJECT = 1_500  # characters: a claim is shorter, and what holds claims is read by them
_NO_CLAIMS = re.compile(r'"claims"\s*:\s*\[\s*\]')
_BEGINS, _ENDS = "<think>", "</think>"
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
_MARKER = re.compile(r"[\[［【](?:资料|编号|证据)?\s*(\d{1,3})[\]］】]")
_TEXT_KEYS = ("text", "claim", "sentence", "内容", "句子", "说法", "原文")
_EVIDENCE_KEYS = ("evidence", "citations", "sources", "source", "编号", "资料", "依据")


class ClaimParser:
    """Takes a model's words piece by piece and gives each claim once it is whole; every character is looked at once."""

    def __init__(self) -> None:
        self._heard = ""
        self._at = 0
        self._openings: list[int] = []
        self._in_string = False
        self._found = 0
        self.readable = False  # whether anything came that was meant as claims, be it none

    def feed(self, words: str) -> list[RawClaim]:
        """The claims that these words complete."""
        self._heard += words
        return self._count(claim for written in self._objects() for claim in _claims_in(_decoded(written)))

    def close(self) -> list[RawClaim]:
        """What can still be read when no more comes: sentences that carry their own numbers, where there was no JSON at all."""
        said = _THOUGHT.sub("", self._heard)
        self.readable = self.readable or bool(_NO_CLAIMS.search(said))
        return [] if self._found or "{" in said else self._count(_sentences(said))

    def _count(self, claims: Iterable[RawClaim]) -> list[RawClaim]:
        found = list(claims)[: MOST_CLAIMS - self._found]
        self._found += len(found)
        self.readable = self.readable or bool(found)
        return found

    def _objects(self) -> Iterator[str]:
        """Each object of JSON as its bracket closes, the inner ones first."""
        while self._at < len(self._heard):
            char = self._heard[self._at]
            if char == "<" and self._thinks():
                return
            if self._in_string and char == "\\":
                self._at += 1
            elif char == '"' and self._openings:
                self._in_string = not self._in_string
            elif char == "{" and not self._in_string:
                self._openings.append(self._at)
            elif char == "}" and self._openings and not self._in_string:
                opening = self._openings.pop()
                if self._at - opening <= _LONGEST_OBJECT:
                    yield self._heard[opening : self._at + 1]
            self._at += 1

    def _thinks(self) -> bool:
        """Whether a model says something to itself from here, without an end so far; what has an end is passed over."""
        ahead = self._heard[self._at : self._at + len(_BEGINS)]
        if ahead != _BEGINS:
            return _BEGINS.startswith(ahead)
        end = self._heard.find(_ENDS, self._at)
        if end >= 0:
            self._at = end + len(_ENDS) - 1
        return end < 0


def _decoded(written: str) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return None


def _claims_in(value: Any) -> Iterator[RawClaim]:
    if not isinstance(value, dict):
        return
    text = next((value[key] for key in _TEXT_KEYS if isinstance(value.get(key), str)), None)
    if text is not None:
        numbers: Any = next((value[key] for key in _EVIDENCE_KEYS if key in value), None)
        yield _claim(text, numbers)
        return


def _claim(text: str, numbers: Any) -> RawClaim:
    said = [int(number) for number in _MARKER.findall(text)]
    given = [number for one in (numbers if isinstance(numbers, list) else [numbers]) for number in _numbers(one)]
    return RawClaim(text=_MARKER.sub("", text), evidence=tuple(dict.fromkeys(given or said)))


def _numbers(one: Any) -> list[int]:
    if isinstance(one, bool) or not isinstance(one, int | float | str):
        return []
    return [int(number) for number in re.findall(r"(?<![\d.\-−])\d{1,3}(?!\d)(?!\.\d*[1-9])", str(one))]


def _sentences(plain: str) -> Iterator[RawClaim]:
    for sentence in re.findall(r"[^。！？\n]+[。！？]?(?:\s*[\[［【]\D{0,2}\s*\d{1,3}[\]］】])*", plain):
        if re.search(r"[\u4e00-\u9fff]", sentence):
            yield _claim(re.sub(r"^[\s\-*•#>]+|^\s*\d{1,2}[.、)）]\s*", "", sentence), [])
