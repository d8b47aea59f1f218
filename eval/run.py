"""Cases become answers: every case in a conversation of its own, its history asked first."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from assistant.bootstrap import Fazhi
from assistant.models import Answer, Ask
from eval.cases import Case

Progress = Callable[[int, int], None]


def generate(fazhi: Fazhi, cases: Sequence[Case], progress: Progress = lambda done, total: None) -> list[Answer]:
    """Answer every case in order."""
    answers = []
    for done, case in enumerate(cases, start=1):
        session = uuid.uuid4().hex
        asks = [
            Ask(question=question, place=case.place, session_id=session, as_of=case.as_of) for question in (*case.history, case.question)
        ]
        answers.append([fazhi.chat.answer(ask) for ask in asks][-1])
        progress(done, len(cases))
    return answers
