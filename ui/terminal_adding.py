"""`fazhi add`: each file is read, shown as it was understood, put into the plans folder; then the index is built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from assistant.bootstrap import Fazhi
from assistant.summaries import PlanSummary, Told, plan_summary
from index.build import BuildReport, read_files
from index.models import Frozen, Plan
from index.places import Place, places_called
from ui.terminal import show_understood
from ui.terminal_files import put, same_document, say_place
from ui.terminal_output import complain, emit, say


class AddedPlan(PlanSummary):
    """A plan as it is held now; `oddities` are irregular numbers, followed as printed."""

    oddities: tuple[str, ...]


class Added(Told):
    """What `fazhi add --json` tells: the plans the files are held as, and what needs attention."""

    plans: tuple[AddedPlan, ...]
    failures: tuple[str, ...]
    notes: tuple[str, ...]


class _Taken(Frozen):
    """The name a file has in the plans folder, and what is to be said about it."""

    source: str
    note: str = ""


def add_files(fazhi: Fazhi, files: Sequence[Path], place: str | None, build: Callable[[Fazhi], BuildReport], *, as_json: bool) -> int:
    """Add files and give the exit status: 1 where one could not be read."""
    said = _place(place) if place else None
    read = [(path, *read_files([path], said)) for path in files]
    failures = tuple(sentence for _, _, sentences in read for sentence in sentences)
    taken: list[_Taken] = []
    for path, plans, _ in read:
        for plan in plans:
            if not as_json:
                _show(plan)
            taken.append(_take(path, plan, said, fazhi.settings.plans))
    for sentence in (*failures, *(one.note for one in taken if one.note)):
        complain(sentence)
    if taken:
        _tell(taken, failures, build(fazhi), as_json=as_json)
    elif as_json:
        emit(Added(plans=(), failures=failures, notes=()))
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


def _take(path: Path, plan: Plan, said: Place | None, folder: Path) -> _Taken:
    """Put a file into the plans folder, unless its words are there already."""
    held = same_document(plan.text, folder)
    target = held or put(path, folder)
    if said:
        say_place(target, said)
    if held and held.resolve() != path.resolve():
        return _Taken(source=held.name, note=f"{path.name} 与已有的 {held.name} 是同一份文件，没有再放进去。")
    return _Taken(source=target.name)


def _show(plan: Plan) -> None:
    show_understood(plan_summary(plan), sum(bool(clause.path) for clause in plan.citable), [oddity.text for oddity in plan.oddities])
    say("")


def _tell(taken: Sequence[_Taken], failures: tuple[str, ...], report: BuildReport, *, as_json: bool) -> None:
    """What the files are held as now."""
    sources = {one.source for one in taken}
    held = [plan for plan in report.plans if plan.source in sources]
    if as_json:
        notes = (*(one.note for one in taken if one.note), *report.notes)
        emit(Added(plans=tuple(_added(plan) for plan in held), failures=failures, notes=notes))
        return
    for plan in held:
        say(f"已收录 {plan.plan_id}：{plan.place}《{plan.title}》。")


def _added(plan: Plan) -> AddedPlan:
    facts = plan_summary(plan).model_dump(by_alias=True)
    return AddedPlan.model_validate({**facts, "oddities": tuple(oddity.text for oddity in plan.oddities)})
