"""What is planted: a claim beside the evidence it is held against, and whether the evidence supports it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Literal, get_args

from eval.planted.passages import Passage
from index.models import Frozen

Error = Literal[
    "number_changed",
    "number_swapped",
    "date_changed",
    "city_swapped",
    "unit_changed",
    "modal_changed",
    "negation_changed",
    "exception_cut",
    "owners_exchanged",
    "sentence_invented",
    "citation_moved",
]
Harmless = Literal[
    "harmless_numeral",
    "harmless_punctuation",
    "harmless_traditional",
    "harmless_order",
    "harmless_shortening",
    "harmless_verbatim",
    "paraphrase",
]
ERRORS: tuple[Error, ...] = get_args(Error)
HARMLESS: tuple[Harmless, ...] = get_args(Harmless)
BY_HAND = Path(__file__).parent / "by_hand.jsonl"

# What a sentence becomes: any number of other sentences.
Change = Callable[[Passage, str, Random], Iterator[str]]


class Pair(Frozen):
    """A claim and its evidence; `place` is the place asked about, where one was, and `source` the document it was made from."""

    id: str
    kind: Error | Harmless
    claim: str
    evidence: str
    place: str | None
    supported: bool
    source: str


def pair(kind: Error | Harmless, claim: str, evidence: str, place: str | None, source: str) -> Pair:
    """A pair whose id follows from what it says."""
    digest = hashlib.sha256(f"{claim}|{evidence}|{place}".encode()).hexdigest()[:10]
    return Pair(id=f"{kind}-{digest}", kind=kind, claim=claim, evidence=evidence, place=place, supported=kind in HARMLESS, source=source)


def plain(text: str) -> str:
    """A text without white space and punctuation."""
    return re.sub(r"[\W_]", "", text)


def by_hand() -> list[Pair]:
    """The pairs written by hand."""
    return [Pair.model_validate_json(line) for line in BY_HAND.read_text(encoding="utf-8").splitlines() if line.strip()]
