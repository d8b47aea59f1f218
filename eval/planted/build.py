"""All pairs: those written by hand, and as many of each kind as asked for, drawn evenly over the plans and over the laws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from random import Random

from eval.planted.across import across
from eval.planted.conditions import exception_cut
from eval.planted.dates import date_changed
from eval.planted.harmless import harmless_numeral, harmless_punctuation, harmless_traditional, harmless_verbatim
from eval.planted.invented import sentence_invented
from eval.planted.modals import modal_changed
from eval.planted.moved import citation_moved
from eval.planted.negations import negation_changed
from eval.planted.numbers import number_changed, number_swapped
from eval.planted.owners import owners_exchanged
from eval.planted.pairs import ERRORS, HARMLESS, Change, Error, Harmless, Pair, by_hand, pair, plain
from eval.planted.passages import Passage, of_articles, of_plans
from eval.planted.places import city_swapped
from eval.planted.shortened import harmless_order, harmless_shortening
from eval.planted.units import bracket_changed, unit_changed
from index.models import Plan

SEED = 20250501
_CHANGES: dict[Error | Harmless, Change] = {
    "number_changed": number_changed,
    "number_swapped": number_swapped,
    "date_changed": date_changed,
    "unit_changed": unit_changed,
    "modal_changed": modal_changed,
    "negation_changed": negation_changed,
    "exception_cut": exception_cut,
    "owners_exchanged": owners_exchanged,
    "harmless_numeral": harmless_numeral,
    "harmless_punctuation": harmless_punctuation,
    "harmless_traditional": harmless_traditional,
    "harmless_order": harmless_order,
    "harmless_shortening": harmless_shortening,
    "harmless_verbatim": harmless_verbatim,
}
# Kinds whose claim may be followed by the next sentence as it stands.
_FOLLOWED = {"number_changed", "date_changed", "unit_changed", "modal_changed", "negation_changed", "harmless_verbatim", "harmless_order"}


def planted(plans: Sequence[Plan], articles: Path | None = None, per_kind: int = 120) -> list[Pair]:
    """The pairs of every kind, those by hand first; where articles are given they fill half, or what the plans leave."""
    clauses = of_plans(list(plans))
    laws = of_articles(articles, SEED) if articles else []
    written = by_hand()
    chosen: list[Pair] = []
    for kind in (*ERRORS, *HARMLESS):
        hand = [pair for pair in written if pair.kind == kind][:per_kind]
        of_clauses, of_laws = generated(kind, clauses), generated(kind, laws)
        most = per_kind - len(hand)
        share = max(most - most // 2, most - len(of_laws)) if laws else most
        drawn = _evenly(of_clauses, share, kind)
        chosen += hand + drawn + _evenly(of_laws, most - len(drawn), kind)
    return chosen


def generated(kind: Error | Harmless, passages: list[Passage]) -> list[Pair]:
    """Every pair of one kind that the passages offer, each once."""
    if not passages:
        return []
    rng = Random(f"{SEED}:{kind}")
    found = {made.claim + made.evidence: made for made in _made(kind, passages, rng) if _stands(made)}
    return list(found.values())


def _made(kind: Error | Harmless, passages: list[Passage], rng: Random) -> Iterator[Pair]:
    if kind == "sentence_invented":
        for passage, claim in sentence_invented(passages, rng):
            yield pair(kind, claim, passage.text, _asked(passage, rng), passage.source)
    elif kind == "citation_moved":
        for passage, other, claim in citation_moved(passages, rng):
            yield pair(kind, claim, other.text, other.place if rng.random() < 0.5 else None, passage.source)
    elif kind == "city_swapped":
        for passage in passages:
            for sentence in passage.sentences:
                for swapped in city_swapped(passage, sentence, rng):
                    yield pair(kind, swapped.claim, passage.text, swapped.place, passage.source)
    elif kind in _CHANGES:
        yield from _changed(kind, passages, rng)
    if kind == "owners_exchanged":
        for told in across(passages, rng):
            yield pair(kind, told.claim, told.evidence, told.place if rng.random() < 0.5 else None, told.source)


def _changed(kind: Error | Harmless, passages: list[Passage], rng: Random) -> Iterator[Pair]:
    for passage in passages:
        brackets = bracket_changed(passage, rng) if kind == "unit_changed" else ()
        for claim in brackets:
            yield pair(kind, claim, passage.text, _asked(passage, rng), passage.source)
        for sentence, after in zip_longest(passage.sentences, passage.sentences[1:], fillvalue=""):
            for claim in _CHANGES[kind](passage, sentence, rng):
                follows = kind in _FOLLOWED and rng.random() < 0.2
                yield pair(kind, claim + after if follows else claim, passage.text, _asked(passage, rng), passage.source)


def _asked(passage: Passage, rng: Random) -> str | None:
    return passage.place if rng.random() < 0.5 else None


def _stands(made: Pair) -> bool:
    """Whether an error is none of the evidence's own words; a rule cut short may be."""
    return made.supported or made.kind == "exception_cut" or plain(made.claim) not in plain(made.evidence)


def _evenly(pairs: list[Pair], most: int, kind: str) -> list[Pair]:
    """So many pairs, in turn from each source, and within it in turn from each evidence."""
    rng = Random(f"{SEED}:{kind}:drawn")
    sources: dict[str, dict[str, list[Pair]]] = {}
    for made in rng.sample(pairs, len(pairs)):
        sources.setdefault(made.source if made.source.endswith(".txt") else "", {}).setdefault(made.evidence, []).append(made)
    queues = [_in_turn(list(of_source.values())) for of_source in sources.values()]
    return _in_turn(queues)[: max(most, 0)]


def _in_turn(groups: list[list[Pair]]) -> list[Pair]:
    return [made for row in zip_longest(*groups) for made in row if made is not None]
