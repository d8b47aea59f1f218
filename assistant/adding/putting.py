"""Files become documents that are held: put into the plans folder, indexed; what holds nothing new is taken back out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.adding.files import put, take_back
from index.build import BuildReport
from index.corrections import write_place
from index.models import Frozen
from index.places import Place
from index.readings import Held

Build = Callable[[], BuildReport]
Placed = Mapping[str, tuple[Path, bool]]  # source → where it is in the plans folder, and whether it was put there now


class PutIn(Frozen):
    """The documents the files are held as, a sentence for each that cannot be read, all documents held, and what the build says."""

    documents: tuple[Held, ...]
    failures: tuple[str, ...]
    held: tuple[Held, ...]
    notes: tuple[str, ...]


def put_in(paths: Sequence[Path], said: Place | None, folder: Path, build: Build) -> PutIn:
    """Put files into the plans folder and bring the index up to date; where that fails the folder is left as it was."""
    placed = _placed(paths, said, folder)
    try:
        report = build()
    except BaseException:
        take_back(path for path, is_new in placed.values() if is_new)
        raise
    failures = _taken_back(report, placed)
    sources = _sources(report, placed)
    held = (build() if _took_over(report, placed) else report).held
    documents = tuple(one for one in held if one.head.source in sources)
    return PutIn(documents=documents, failures=failures, held=held, notes=report.notes)


def _placed(paths: Sequence[Path], said: Place | None, folder: Path) -> Placed:
    placed: dict[str, tuple[Path, bool]] = {}
    try:
        for path in paths:
            is_inside = path.resolve().is_relative_to(folder.resolve())
            target, is_new = (path, False) if is_inside else put(path, folder)
            placed[target.resolve().relative_to(folder.resolve()).as_posix()] = (target, is_new)
            if said:
                write_place(target, said)
    except BaseException:
        take_back(target for target, is_new in placed.values() if is_new)
        raise
    return placed


def _taken_back(report: BuildReport, placed: Placed) -> tuple[str, ...]:
    """Take out of the plans folder what cannot be read or holds nothing new; a sentence for each that cannot be read."""
    failed = [file for file in report.failed if file.source in placed]
    twins = {twin.source for twin in report.twins} - {one.head.source for one in report.held}
    gone = {*twins, *_took_over(report, placed), *(file.source for file in failed)}
    take_back(path for source, (path, is_new) in placed.items() if is_new and source in gone)
    return tuple(file.failure for file in failed)


def _took_over(report: BuildReport, placed: Placed) -> set[str]:
    """New files that hold nothing new, and are held instead of a file of before only because their names come first."""
    documents = Counter(one.head.source for one in report.held)
    copies = Counter((twin.held, twin.source) for twin in report.twins if twin.source not in placed)
    return {source for (source, _), count in copies.items() if count == documents[source] and placed.get(source, ("", False))[1]}


def _sources(report: BuildReport, placed: Placed) -> set[str]:
    """Files that the documents may be held from: those added, and those that have the same words."""
    twins = {source for twin in report.twins for source in (twin.source, twin.held) if {twin.source, twin.held} & set(placed)}
    return {*placed, *twins}
