"""Looking through one's own answers: words in questions, answers and quoted words, of a place, with a status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.models import Answer
from assistant.record.conversations import Conversation
from index.models import Frozen
from ui.history.addresses import conversation_link
from ui.history.folding import Stretch, around, folded, words_of
from ui.history.own import Told
from ui.history.wording import local_time
from ui.wording import STATUS

LONGEST = 200  # characters of a query
_QUOTES = 3  # shown of each answer, of those that were hit


class Wanted(Frozen):
    """What is looked for; empty is anything."""

    q: str = ""
    place: str = ""
    status: str = ""

    @property
    def is_anything(self) -> bool:
        """Whether nothing in particular is looked for."""
        return not (words_of(self.q) or self.place or self.status)


class FoundQuote(Frozen):
    """Quoted words in which something was hit."""

    where: str
    words: tuple[Stretch, ...]


class Found(Frozen):
    """An answer that was looked for, with the words hit in it."""

    href: str
    conversation: str
    when: str
    status: str
    places: tuple[str, ...]
    question: tuple[Stretch, ...]
    answer: tuple[Stretch, ...]
    quotes: tuple[FoundQuote, ...]


class Hit(Frozen):
    """An answer that is wanted and the conversation it stands in."""

    conversation: Conversation
    answer: Answer


def find(everything: Sequence[Told], wanted: Wanted) -> tuple[Hit, ...]:
    """The answers wanted, the newest first."""
    words = words_of(wanted.q)
    found = [
        Hit(conversation=told.conversation, answer=answer)
        for told in everything
        for answer in told.answers
        if _is_of(answer, wanted) and _has(answer, words)
    ]
    return tuple(sorted(found, key=lambda hit: hit.answer.created_at, reverse=True))


def shown(hit: Hit, q: str) -> Found:
    """A hit as the page shows it."""
    words, answer = words_of(q), hit.answer
    quotes = [citation for citation in answer.citations if any(word in folded(citation.quote) for word in words)]
    return Found(
        href=conversation_link(hit.conversation.session_id, answer.answer_id),
        conversation=hit.conversation.name,
        when=local_time(answer.created_at),
        status=STATUS[answer.status],
        places=answer.places,
        question=around(answer.question, words),
        answer=around(answer.answer, words),
        quotes=tuple(FoundQuote(where=citation.address, words=around(citation.quote, words)) for citation in quotes[:_QUOTES]),
    )


def _is_of(answer: Answer, wanted: Wanted) -> bool:
    return (not wanted.place or wanted.place in answer.places) and wanted.status in ("", answer.status)


def _has(answer: Answer, words: Sequence[str]) -> bool:
    """Whether every word is somewhere in it, each within one text."""
    if not words:
        return True
    texts = [folded(text) for text in _texts(answer)]
    return all(any(word in text for text in texts) for word in words)


def _texts(answer: Answer) -> Iterator[str]:
    yield answer.question
    yield answer.answer
    yield from (citation.quote for citation in answer.citations)
