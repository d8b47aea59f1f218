"""Taking a document out: its file is moved aside, and the index is brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.adding.files import put_aside, put_back
from index.build import BuildReport
from index.models import Frozen
from index.readings import Held


class Moved(Frozen):
    """A file of the plans folder, and where it is now."""

    source: str
    to: Path


class Removed(Frozen):
    """What was taken out: the files, the titles of other documents that were in them, and how many documents are held now."""

    moved: tuple[Moved, ...]
    others: tuple[str, ...]
    left: int


def remove_document(one: Held, held: Sequence[Held], plans: Path, data: Path, build: Callable[[], BuildReport]) -> Removed:
    """Move the file of a document out of the plans folder, and every copy of it; nothing else of the file is lost from sight.

    Where the index cannot be brought up to date the file is where it was.
    """
    moved: list[Moved] = []
    others: list[str] = []
    copy: Held | None = one
    while copy:
        others += [other.head.title for other in with_it(copy, held)]
        aside = _moved(copy.head.source, plans, data, build)
        moved += [aside[0]] if aside[0] else []
        held = aside[1].held
        copy = next((other for other in held if _words(other) == _words(one)), None)
    return Removed(moved=tuple(moved), others=tuple(others), left=len(held))


def with_it(one: Held, held: Sequence[Held]) -> tuple[Held, ...]:
    """The other documents that stand in the same file."""
    return tuple(other for other in held if other.head.source == one.head.source and other != one)


def _moved(source: str, plans: Path, data: Path, build: Callable[[], BuildReport]) -> tuple[Moved | None, BuildReport]:
    path = plans / source
    aside = put_aside(path, data) if path.exists() else None
    try:
        report = build()
    except BaseException:
        if aside:
            put_back(aside, path)
        raise
    return (Moved(source=source, to=aside) if aside else None), report


def _words(held: Held) -> tuple[str, str]:
    """The same for copies of one document."""
    return held.head.place_code, held.head.words_digest
