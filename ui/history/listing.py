"""The list of a reader's conversations: each with its name, when, how many answers, of which places, and what was asked last."""

from __future__ import annotations

from assistant.models import Answer
from index.models import Frozen
from ui.history.addresses import conversation_link
from ui.history.own import Told
from ui.history.wording import local_time
from ui.wording import STATUS

_QUESTIONS = 3  # shown of each conversation
_LONGEST = 200  # characters of a line; the page cuts it to what there is room for


class Line(Frozen):
    """A question with how it was answered."""

    href: str
    question: str
    status: str
    answer: str


class Card(Frozen):
    """A conversation in the list; `lines` are its last questions, the last first, `more` is how many others it has."""

    name: str
    href: str
    when: str
    count: int
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    more: int


def card(told: Told) -> Card:
    """A conversation as the list shows it."""
    conversation, answers = told.conversation, told.answers
    return Card(
        name=conversation.name,
        href=conversation_link(conversation.session_id),
        when=local_time(conversation.changed_at),
        count=len(answers),
        places=told.places,
        lines=tuple(_line(conversation.session_id, answer) for answer in answers[: -_QUESTIONS - 1 : -1]),
        more=max(0, len(answers) - _QUESTIONS),
    )


def first_line(answer: Answer) -> str:
    """How an answer begins."""
    return next((line.strip() for line in answer.answer.splitlines() if line.strip()), "")


def _line(session_id: str, answer: Answer) -> Line:
    return Line(
        href=conversation_link(session_id, answer.answer_id),
        question=answer.question[:_LONGEST],
        status=STATUS[answer.status],
        answer=first_line(answer)[:_LONGEST],
    )
