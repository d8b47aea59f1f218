"""A model is called within limits: of time, of tries, of calls at once, of words; one that keeps failing is left alone for a while."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pybreaker
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from assistant.generation.model import Model, ModelError, Prompt
from assistant.generation.remembering import Remembered
from index.endpoint import FAILURES, PASSING, PAUSE

LOG = logging.getLogger("fazhi.model")
_TRIES = 2
_WAIT_FOR_A_TURN = 1.0
MOST_CHARACTERS = 8_000  # an endpoint that ignores the cap on tokens is cut off here


class Caller:
    """Asks a model, at most `at_once` calls at a time, none longer than `seconds`; whole answers may be remembered."""

    def __init__(self, model: Model, *, seconds: float, at_once: int, remembered: Remembered | None = None) -> None:
        self.name = model.name
        self._model = model
        self._seconds = seconds
        self._turns = threading.BoundedSemaphore(at_once)
        self._remembered = remembered
        self._breaker = pybreaker.CircuitBreaker(
            fail_max=FAILURES, reset_timeout=PAUSE, exclude=[_is_no_fault_of_the_model], throw_new_error_on_trip=False
        )

    @property
    def remembers(self) -> bool:
        """Whether whole answers are kept: then they are heard to their end."""
        return self._remembered is not None

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """The words of the model piece by piece; raises ModelError."""
        known = self._remembered.get(self.name, prompt) if self._remembered else None
        if known is not None:
            yield known
            return
        said: list[str] = []
        try:
            with self._breaker.calling():
                for piece in self._listen(prompt):
                    said.append(piece)
                    yield piece
        except pybreaker.CircuitBreakerError:
            raise ModelError("resting") from None
        if self._remembered:
            self._remembered.put(self.name, prompt, "".join(said))

    def _listen(self, prompt: Prompt) -> Iterator[str]:
        """What another thread hears, as long as there is time: a silent endpoint cannot hold this one."""
        deadline = time.monotonic() + self._seconds
        if not self._turns.acquire(timeout=min(_WAIT_FOR_A_TURN, self._seconds)):
            raise ModelError("crowded")
        heard: queue.SimpleQueue[str | ModelError | None] = queue.SimpleQueue()
        line = _Line()
        threading.Thread(target=self._hear, args=(prompt, heard, line), name="model", daemon=True).start()
        characters = 0
        try:
            while (piece := _next(heard, deadline)) is not None:
                if isinstance(piece, ModelError):
                    raise piece
                characters += len(piece)
                if characters > MOST_CHARACTERS:
                    raise ModelError("endless")
                yield piece
        finally:
            line.hang_up()

    def _hear(self, prompt: Prompt, heard: queue.SimpleQueue[str | ModelError | None], line: _Line) -> None:
        said = 0

        def may_try_again(error: BaseException) -> bool:
            return isinstance(error, ModelError) and error.reason in PASSING and not said and not line.hung_up

        try:
            for attempt in Retrying(
                stop=stop_after_attempt(_TRIES),
                wait=wait_random_exponential(multiplier=0.3, max=2.0),
                retry=retry_if_exception(may_try_again),
                reraise=True,
            ):
                if line.hung_up:
                    return
                with attempt:
                    for piece in line.carries(self._model.stream(prompt)):
                        if line.hung_up:
                            return
                        said += 1
                        heard.put(piece)
            heard.put(None)
        except ModelError as error:
            heard.put(error)
        except Exception as error:  # whatever a model raises, its listener must not wait for nothing
            heard.put(ModelError("unreadable"))
            LOG.error("the language model could not be read: %s", type(error).__name__)  # its words may hold what is secret
        finally:
            self._turns.release()


def _is_no_fault_of_the_model(error: object) -> bool:
    """Whoever listens may leave, and too many may ask at once."""
    return isinstance(error, GeneratorExit) or (isinstance(error, ModelError) and error.reason == "crowded")


class _Line:
    """The call that is being heard; hanging up ends it even where the endpoint would talk, or be silent, for ever."""

    def __init__(self) -> None:
        self._calls: list[Iterator[str]] = []
        self.hung_up = False

    def carries(self, call: Iterator[str]) -> Iterator[str]:
        self._calls.append(call)
        return call

    def hang_up(self) -> None:
        self.hung_up = True
        for call in self._calls:
            with suppress(ValueError):  # a generator that runs in the other thread stops by itself
                call.close()  # type: ignore[attr-defined]


def _next(heard: queue.SimpleQueue[str | ModelError | None], deadline: float) -> str | ModelError | None:
    try:
        left = deadline - time.monotonic()
        if left > 0:
            return heard.get(timeout=left)
    except queue.Empty:
        pass
    raise ModelError("timeout")
