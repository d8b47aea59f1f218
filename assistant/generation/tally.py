"""What became of a model's claims, counted for the record of the answer."""

from __future__ import annotations

from collections import Counter

from assistant.generation.model import Prompt
from assistant.generation.models import RawClaim, Why
from assistant.models import Generation


class Tally:
    """Counts the claims of one call; `reason` says why the model could not be heard to its end."""

    def __init__(self, model: str, prompt: Prompt) -> None:
        self._model = model
        self._prompt = prompt
        self._received = 0
        self._dropped: Counter[str] = Counter()
        self.reason = ""

    def heard(self, claims: list[RawClaim]) -> list[RawClaim]:
        """Claims that arrived."""
        self._received += len(claims)
        return claims

    def drop(self, why: Why) -> None:
        """A claim that is not shown."""
        self._dropped[why] += 1

    def generation(self, *, worded: int) -> Generation:
        """The record: of the claims received, so many shown and so many not."""
        left = self._received - worded - self._dropped.total()
        if left > 0:
            self._dropped["beside"] += left
        return Generation(
            model=self._model,
            prompt=self._prompt.task,
            prompt_digest=self._prompt.digest,
            received=self._received,
            shown=worded,
            dropped=self._dropped.total(),
            dropped_for=dict(self._dropped),
            failure=self.reason,
        )
