"""What a model is to the rest of the program: something that is given a prompt and writes, or cannot be heard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from index.models import Frozen


class Prompt(Frozen):
    """What a model is told: instructions that never change within a task, and the data given with them."""

    task: str
    digest: str
    instructions: str
    given: str
    structured: bool = True


class ModelError(Exception):
    """The model could not be heard; `reason` is a short code and never holds what the endpoint said."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Model(Protocol):
    """Something that writes; `name` tells one from another."""

    name: str

    def stream(self, prompt: Prompt) -> Iterator[str]:
        """The words of the model piece by piece; raises ModelError. Closing it from another thread hangs up, or at least does no harm."""
        ...
