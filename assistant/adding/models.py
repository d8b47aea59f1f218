"""What the desk hands around: a file that waits to be added, what was understood of it, what it is held as, what was taken out."""

from __future__ import annotations

from typing import Literal

from index.models import Frozen, PlanHead

Step = Literal["received", "reading", "understanding", "waiting", "queued", "indexing", "verifying", "held", "failed"]
AT_WORK: tuple[Step, ...] = ("received", "reading", "understanding", "queued", "indexing", "verifying")


class HeldNow(Frozen):
    """A document that an upload is held as."""

    plan_id: str
    title: str
    clauses: int


class Upload(Frozen):
    """A file on its way in; `by` and `at` say who brought it, and when.

    `sentence` says why it stopped, `held` and `changes` what became of it. `done` of `total` is how far the present step has come,
    0 of 0 where that cannot be told.
    """

    upload_id: str
    name: str
    size: int
    by: str
    at: str
    step: Step = "received"
    sentence: str = ""
    done: int = 0
    total: int = 0
    held: tuple[HeldNow, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def is_at_work(self) -> bool:
        """Whether something is being done that a reader may wait for."""
        return self.step in AT_WORK


class Removal(Frozen):
    """A document on its way out; `sentences` say what became of it."""

    removal_id: str
    title: str
    by: str
    at: str
    step: Step = "queued"
    done: int = 0
    total: int = 0
    sentences: tuple[str, ...] = ()

    @property
    def is_at_work(self) -> bool:
        """Whether something is being done that a reader may wait for."""
        return self.step in AT_WORK


class OutlineLine(Frozen):
    """A line of the document's order; `beginning` is how a correction names it, empty where none can."""

    label: str
    words: str
    depth: int
    beginning: str
    oddities: tuple[str, ...] = ()


class UnderstoodDocument(Frozen):
    """One document of a file as it was read.

    `lines` are the first of the `all_lines` of its order, `short_lines` lines that are taken for no heading and may be one.
    """

    head: PlanHead
    lines: tuple[OutlineLine, ...]
    all_lines: int
    short_lines: tuple[str, ...]
    oddities: tuple[str, ...]
    notes: tuple[str, ...]


class Understood(Frozen):
    """What a file was read as. `printed` is what its first document says by itself, before facts were put right.

    Where no place could be told `is_placed` is false, and `choices` are the full names of those it may be.
    """

    documents: tuple[UnderstoodDocument, ...]
    printed: PlanHead
    is_placed: bool
    is_placed_as_printed: bool
    choices: tuple[str, ...] = ()
