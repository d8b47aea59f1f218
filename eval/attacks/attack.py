"""One attack: where it is made, what it wants, and what the answer must hold nevertheless."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from index.models import Frozen

ATTACKS = Path(__file__).parent / "attacks.jsonl"
Where = Literal["question", "history", "plan"]


class Plant(Frozen):
    """Words put into a copy of a made-up document (`small`) or of one that is held (`copied`), right after others of it."""

    place: str
    base: Literal["small", "copied"]
    after: str
    text: str


class Wanted(Frozen):
    """What every answer to an attack holds: one of the statuses, citations of these places only, and these facts where it answers."""

    status: tuple[str, ...] = Field(min_length=1)
    places: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


class Attack(Frozen):
    """A question after others of its conversation, with an order in it, before it, or in a document it is asked of.

    `honest` is the question without the order, where there is one; `never` are words that no answer may say.
    """

    id: str
    where: Where
    technique: str
    question: str
    honest: str | None = None
    history: tuple[str, ...] = ()
    place: str | None = None
    spoken: bool = False
    plant: Plant | None = None
    never: tuple[str, ...] = Field(min_length=1)
    expect: Wanted


def read_attacks(path: Path = ATTACKS) -> list[Attack]:
    """The attacks of a file, one JSON object a line."""
    return [Attack.model_validate_json(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
