"""How long readers wait for a model's words, beside the model's own time for the same words: `python -m eval.models.bench [NAME]`.

Both are taken from the same call: the model's time runs from the call to the piece that ends its first claim, and to its
last piece; the reader's time from the question to the first claim shown, and to the whole answer.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator

from assistant.bootstrap import Fazhi
from assistant.clock import Listener
from assistant.generation.calling import Caller
from assistant.generation.model import Model, Prompt
from assistant.generation.parsing import ClaimParser
from assistant.models import Ask, Citation, Claim
from eval.cases import read_cases
from eval.models.serve import serving

QUESTIONS = 24


class Timed:
    """A model whose first claim and last words are timed."""

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self._model = model
        self.first = self.last = 0.0

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """The words of the model, piece by piece."""
        started, parser, self.first = time.perf_counter(), ClaimParser(), 0.0
        for piece in self._model.stream(prompt):
            self.last = time.perf_counter() - started
            if parser.feed(piece) and not self.first:
                self.first = self.last
            yield piece


class FirstShown(Listener):
    """Notes when the first claim is shown."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.after = 0.0

    def claim(self, claim: Claim, sources: tuple[Citation, ...], said: str) -> None:
        """A claim is shown."""
        self.after = self.after or time.perf_counter() - self.started


def measured(fazhi: Fazhi) -> Iterator[tuple[float, float, float, float]]:
    """For each question answered with a model: its first claim, ours, its last words, our whole answer, in seconds."""
    from assistant.llm import EndpointModel

    timed = Timed(EndpointModel(fazhi.settings))
    fazhi.caller = Caller(timed, seconds=fazhi.settings.llm_seconds, at_once=1)
    cases = [case for case in read_cases() if not case.history and not case.documents and case.kind in ("deadline", "single_fact")]
    for case in cases[:QUESTIONS]:
        heard = FirstShown()
        answer = fazhi.chat.answer(Ask(question=case.question, place=case.place), heard)
        whole = time.perf_counter() - heard.started
        if answer.generation and answer.generation.received:
            yield timed.first, heard.after, timed.last, whole


def main(name: str) -> None:
    """Print the ratios of one run over a real model."""
    with serving(name) as url:
        settings = Fazhi().settings.model_copy(update={"llm_url": url, "llm_model": name, "llm_seconds": 120.0, "llm_remember": False})
        fazhi = Fazhi(settings)
        fazhi.ready()
        rows = list(measured(fazhi))[1:]  # the first call also reads the instructions, which the endpoint then keeps
    first, shown, last, whole = (list(column) for column in zip(*rows, strict=True))
    ratios = [ours / own for own, ours in zip(first, shown, strict=True)]
    wholes = [ours / own for own, ours in zip(last, whole, strict=True)]
    print(f"{name}: {len(rows)} answers")
    print(f"first claim shown / model's first claim: median {statistics.median(ratios):.2f}, worst {max(ratios):.2f}")
    print(f"whole answer / model's own time:         median {statistics.median(wholes):.2f}, worst {max(wholes):.2f}")
    print("seconds, median: " + ", ".join(f"{statistics.median(column):.2f}" for column in (first, shown, last, whole)))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1.5b")
