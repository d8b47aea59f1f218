"""`fazhi add` on a terminal: which files are meant, and what they were read as."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from assistant.adding.putting import put_in
from assistant.bootstrap import Fazhi
from assistant.summaries import PlanSummary, Told, plan_summary
from index.build import BuildReport
from index.errors import FazhiError
from index.forms.folders import documents_in
from index.models import Plan
from index.places import Place, places_called
from index.readings import Held
from ui.terminal import show_understood
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
        done = put_in(found, said, fazhi.settings.plans, lambda: build(fazhi))
    failures += done.failures
    _tell(fazhi, done.documents, failures, done.notes, as_json=as_json)
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


def _tell(fazhi: Fazhi, held: Sequence[Held], failures: Sequence[str], notes: tuple[str, ...], *, as_json: bool) -> None:
    plans = [fazhi.store.readings.plan(one) for one in held]
    if as_json:
        emit(Added(plans=tuple(_added(plan) for plan in plans), failures=tuple(failures), notes=notes))
        return
    for plan in plans:
        show_understood(plan_summary(plan), sum(bool(clause.path) for clause in plan.citable), [odd.text for odd in plan.oddities])
        for note in plan.notes:
            say(f"请留意：{note}")
        say(f"已收录 {plan.plan_id}：{plan.place}《{plan.title}》。\n")


def _added(plan: Plan) -> AddedPlan:
    facts = plan_summary(plan).model_dump(by_alias=True)
    return AddedPlan.model_validate({**facts, "oddities": tuple(odd.text for odd in plan.oddities), "notes": plan.notes})
