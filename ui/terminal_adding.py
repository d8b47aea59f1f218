"""Adding documents: put into the plans folder, read, indexed, shown; what cannot be read is taken back out again."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from assistant.bootstrap import Fazhi
from assistant.summaries import PlanSummary, Told, plan_summary
from index.build import BuildReport
from index.corrections import write_place
from index.errors import FazhiError
from index.forms.folders import documents_in
from index.models import Plan
from index.places import Place, places_called
from index.readings import Held
from ui.terminal import show_understood
from ui.terminal_files import put, take_back
from ui.terminal_output import complain, emit, say


class AddedPlan(PlanSummary):
    """A document as it is held now; `oddities` are irregular numbers, followed as printed, `notes` what the reading is unsure of."""

    oddities: tuple[str, ...]
    notes: tuple[str, ...]


class Added(Told):
    """What `fazhi add --json` tells: the documents the files are held as, and what needs attention."""

    plans: tuple[AddedPlan, ...]
    failures: tuple[str, ...]
    notes: tuple[str, ...]


def add_files(fazhi: Fazhi, files: Sequence[Path], place: str | None, build: Callable[[Fazhi], BuildReport], *, as_json: bool) -> int:
    """Add files, folders and archives, and give the exit status: 1 where one could not be read."""
    said = _place(place) if place else None
    with tempfile.TemporaryDirectory(prefix="fazhi-add-") as scratch:
        found, failures = _found(files, Path(scratch))
        placed = _placed(found, said, fazhi.settings.plans)
    try:
        report = build(fazhi)
    except BaseException:
        take_back(path for path, is_new in placed.values() if is_new)
        raise
    sources = _sources(report, placed)
    failures += _taken_back(report, placed)
    held = (build(fazhi) if _took_over(report, placed) else report).held
    _tell(fazhi, [one for one in held if one.head.source in sources], failures, report, as_json=as_json)
    return 1 if failures else 0


def _place(words: str) -> Place:
    places = places_called(words)
    if len(places) == 1:
        return places[0]
    if not places:
        raise typer.BadParameter(f"没有叫“{words}”的地方，请写省、市、县的名称，如 张掖市", param_hint="--place")
    raise typer.BadParameter(
        f"“{words}”不止一处，请写明是 {'、'.join(found.full_name for found in places)} 中的哪一处", param_hint="--place"
    )


def _found(files: Sequence[Path], scratch: Path) -> tuple[list[Path], list[str]]:
    """The documents in what was given, folders and archives looked into; a sentence for each entry that is none."""
    paths: list[Path] = []
    failures: list[str] = []
    for number, path in enumerate(files):
        try:
            found = documents_in(path, scratch / str(number))
        except FazhiError as error:
            failures.append(str(error))
            continue
        paths += [document.path for document in found.documents]
        failures += found.failures
    for sentence in failures:
        complain(sentence)
    return paths, failures


def _placed(paths: Sequence[Path], said: Place | None, folder: Path) -> dict[str, tuple[Path, bool]]:
    """Source → where it is in the plans folder, and whether it was put there now."""
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


def _taken_back(report: BuildReport, placed: dict[str, tuple[Path, bool]]) -> list[str]:
    """Take out of the plans folder what cannot be read or holds nothing new; a sentence for each that cannot be read."""
    failed = [file for file in report.failed if file.source in placed]
    twins = {twin.source for twin in report.twins} - {one.head.source for one in report.held}
    gone = {*twins, *_took_over(report, placed), *(file.source for file in failed)}
    take_back(path for source, (path, is_new) in placed.items() if is_new and source in gone)
    return [file.failure for file in failed]


def _took_over(report: BuildReport, placed: dict[str, tuple[Path, bool]]) -> set[str]:
    """New files that hold nothing new, and are held instead of a file of before only because their names come first."""
    documents = Counter(one.head.source for one in report.held)
    copies = Counter((twin.held, twin.source) for twin in report.twins if twin.source not in placed)
    return {source for (source, _), count in copies.items() if count == documents[source] and placed.get(source, ("", False))[1]}


def _sources(report: BuildReport, placed: dict[str, tuple[Path, bool]]) -> set[str]:
    """Files that the documents may be held from: those added, and those that have the same words."""
    twins = {source for twin in report.twins for source in (twin.source, twin.held) if {twin.source, twin.held} & set(placed)}
    return {*placed, *twins}


def _tell(fazhi: Fazhi, held: Sequence[Held], failures: Sequence[str], report: BuildReport, *, as_json: bool) -> None:
    plans = [fazhi.store.readings.plan(one) for one in held]
    if as_json:
        emit(Added(plans=tuple(_added(plan) for plan in plans), failures=tuple(failures), notes=report.notes))
        return
    for plan in plans:
        show_understood(plan_summary(plan), sum(bool(clause.path) for clause in plan.citable), [odd.text for odd in plan.oddities])
        for note in plan.notes:
            say(f"请留意：{note}")
        say(f"已收录 {plan.plan_id}：{plan.place}《{plan.title}》。\n")


def _added(plan: Plan) -> AddedPlan:
    facts = plan_summary(plan).model_dump(by_alias=True)
    return AddedPlan.model_validate({**facts, "oddities": tuple(odd.text for odd in plan.oddities), "notes": plan.notes})
