"""An answer of the past is made again from what was asked then: the same evidence and the same answer, or what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.chat import Chat
from assistant.models import Answer
from assistant.record.models import Beside, EvidenceSeen, Record
from index.models import Frozen

_TOLD = {"status": "状态", "trust": "可信程度", "answer": "回答", "places": "地区"}
_VERSIONS = {"program": "程序", "reader": "读取规则", "index": "索引", "embedding": "向量模型", "model": "大模型", "prompt_digest": "提示"}


class Difference(Frozen):
    """One thing that is not as it was."""

    what: str
    before: str
    after: str


class Replay(Frozen):
    """What came of asking again: `same` where evidence and answer are what they were; other versions alone are told, not counted."""

    answer_id: str
    same: bool
    differences: tuple[Difference, ...]
    versions: tuple[Difference, ...]
    answer: Answer


def replay(chat: Chat, answer: Answer, record: Record) -> Replay:
    """Ask again what was asked, on the same day as then, as part of the same conversation; nothing is kept of it."""
    ask = record.asked.model_copy(update={"as_of": answer.as_of, "session_id": None})
    again = chat.consider(ask, before=record.before, reuse=answer.approved is not None)
    differences = (*_in_answer(answer, again.answer), *_in_evidence(record.evidence, again.beside.evidence))
    return Replay(
        answer_id=answer.answer_id,
        same=not differences,
        differences=differences,
        versions=tuple(_in_versions(record, again.beside)),
        answer=again.answer,
    )


def _in_answer(before: Answer, after: Answer) -> Iterator[Difference]:
    for name, called in _TOLD.items():
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield Difference(what=called, before=_said(was), after=_said(now))
    was, now = ({citation.address: citation.digest for citation in answer.citations} for answer in (before, after))
    for address in {**was, **now}:
        if was.get(address) != now.get(address):
            yield Difference(what=f"出处 {address}", before=was.get(address, "没有"), after=now.get(address, "没有"))


def _in_evidence(before: Sequence[EvidenceSeen], after: Sequence[EvidenceSeen]) -> Iterator[Difference]:
    """Sentences that were looked at and are not now, or the other way round, or score otherwise."""
    was, now = ({(seen.clause_id, seen.digest, seen.end - seen.start): seen for seen in some} for some in (before, after))
    for key in {**was, **now}:
        first, second = was.get(key), now.get(key)
        if first and second and (first.score, first.used) == (second.score, second.used):
            continue
        yield Difference(what=f"证据 {key[0]}", before=_seen(first), after=_seen(second))


def _in_versions(record: Record, after: Beside) -> Iterator[Difference]:
    for name, called in _VERSIONS.items() if record.versions else ():
        was, now = getattr(record.versions, name), getattr(after.versions, name)
        if was != now:
            yield Difference(what=called, before=was, after=now)


def _seen(seen: EvidenceSeen | None) -> str:
    return f"{seen.score:.4f}{'，引用' if seen.used else ''}" if seen else "没有"


def _said(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)
