"""What callers ask: the development cases, mixed, at /v1/answers and /v1/hotline/cards in turn, follow-ups within a session."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from random import Random

from eval.cases import Case, read_cases
from index.models import Frozen

ANSWERS, CARDS = "/v1/answers", "/v1/hotline/cards"


class Asking(Frozen):
    """One request: where to, what, and the Idempotency-Key it is sent with however often."""

    path: str
    question: str
    place: str | None = None
    session_id: str | None = None
    once: str

    def body(self) -> dict[str, str]:
        """What is posted."""
        told = {"question": self.question, "place": self.place, "session_id": self.session_id}
        return {name: value for name, value in told.items() if value}


def askings(seed: int, cases: list[Case] | None = None) -> Iterator[Asking]:
    """Questions without end, in an order of one's own for each seed; every round has each case once."""
    chance = Random(seed)
    held = [case for case in cases or read_cases() if not case.documents]
    path = CARDS if seed % 2 else ANSWERS
    while True:
        for case in chance.sample(held, len(held)):
            session_id = f"call-{uuid.uuid4().hex[:12]}" if case.history else None
            for question in (*case.history, case.question):
                path = ANSWERS if path == CARDS else CARDS
                yield Asking(path=path, question=question, place=case.place, session_id=session_id, once=uuid.uuid4().hex)
