"""What an agent must not promise: hedges of the clause, the standing of the document, a target that is past, what was not answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.hotline.models import NoPromise
from assistant.hotline.said import Said
from assistant.hotline.speech import spoken
from assistant.hotline.vocabulary import HEDGES, NOT_ANSWERED, PAST_TARGET, STANDINGS
from assistant.models import Answer, Citation
from index.ordering import REPORT
from index.search import Index

_SENTENCE = re.compile(r"[^。；;！!？?]+")
_SEGMENT = re.compile(r"[，,；;。：:]")
_SHORTEST = 4  # characters of a segment that tell from which sentence it is


def not_to_promise(answer: Answer, said: Said, index: Index) -> tuple[NoPromise, ...]:
    """Everything the words to say do not promise, each once, with why."""
    found = [*_standings(answer), *_hedges(said), *_past(answer, said, index), *_missing(answer)]
    return tuple({promise.words: promise for promise in reversed(found)}.values())[::-1]


def _standings(answer: Answer) -> Iterator[NoPromise]:
    for caveat in answer.caveats:
        if caveat.code in STANDINGS:
            words, why = STANDINGS[caveat.code]
            yield NoPromise(words=words, why=why)


def _hedges(said: Said) -> Iterator[NoPromise]:
    used = "。".join(used_sentences(said))
    for pattern, why in HEDGES:
        match = pattern.search(used)
        if match:
            yield NoPromise(words=match[0], why=why)


def used_sentences(said: Said) -> list[str]:
    """The sentences of the clauses from which the facts said were taken; all that are cited where they are to be read out."""
    sentences = [one for citation in said.basis for one in _SENTENCE.findall(spoken(citation.quote))]
    parts = [part for fact in said.facts for part in _SEGMENT.split(fact.checked) if len(part) >= _SHORTEST]
    return [one for one in sentences if any(part in one for part in parts)] if parts else sentences


def _past(answer: Answer, said: Said, index: Index) -> Iterator[NoPromise]:
    """Deadlines in the words said that are past on the day asked about; what a report tells of was no target."""
    for citation in said.basis:
        if index.heads[citation.plan_id].label == REPORT:
            continue
        for words in _past_deadlines(citation, date.fromisoformat(answer.as_of), index):
            if spoken(words) in said.text or not said.facts:
                yield NoPromise(words=spoken(words), why=PAST_TARGET)


def _past_deadlines(citation: Citation, as_of: date, index: Index) -> Iterator[str]:
    for deadline in index.clauses[citation.clause_id].deadlines:
        if citation.start <= deadline.start < citation.end and deadline.date and deadline.date < as_of.isoformat():
            yield deadline.text


def _missing(answer: Answer) -> Iterator[NoPromise]:
    for missing in answer.missing:
        yield NoPromise(words=spoken(missing), why=NOT_ANSWERED)
