"""What a file was read as, for a person to look at: facts, the order of its parts, what is odd, and lines that may be headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.adding.models import OutlineLine, Understood, UnderstoodDocument
from index.blocks import Line, page_part
from index.corrections import Corrections
from index.documents import documents_of
from index.errors import NotAPlan
from index.forms.models import Read
from index.models import Clause, Plan
from index.places import Place, all_places, names_in
from index.unnumbered import is_short

_MOST_LINES = 500  # of an outline: nobody looks through more, and a page of more is slow
_MOST_SHORT_LINES = 60
_MOST_ODDITIES = 50
_BEGINNING = 30  # characters by which a correction names a line
_SHOWN = 60  # characters of a clause that has no heading


def understood(read: Read, source: str, said: Corrections) -> Understood:
    """Read a file as what was put right says; raises NotAPlan where that cannot be, but not where only the place is unknown."""
    plans, is_placed = _plans(read, source, said)
    lines_alone = Corrections(not_headings=said.not_headings, headings=said.headings)
    printed, is_placed_as_printed = _plans(read, source, lines_alone)
    return Understood(
        documents=tuple(_document(plan, said) for plan in plans),
        printed=printed[0].head,
        is_placed=is_placed,
        is_placed_as_printed=is_placed_as_printed,
        choices=() if is_placed else _choices(plans[0].title, source),
    )


def _plans(read: Read, source: str, said: Corrections) -> tuple[tuple[Plan, ...], bool]:
    """The documents, and whether their place is known; where it is not the rest is read as if they were of any other."""
    try:
        return documents_of(read, source, said), True
    except NotAPlan:
        if said.place:
            raise
        return documents_of(read, source, said.model_copy(update={"place": _any_place()})), False


def _any_place() -> Place:
    return next(iter(all_places().values()))


def _choices(title: str, source: str) -> tuple[str, ...]:
    """The places that share the name a document begins with."""
    named = next((named for words in (title, source) for named in names_in(words) if len(named.places) > 1), None)
    return tuple(place.full_name for place in named.places) if named else ()


def _document(plan: Plan, said: Corrections) -> UnderstoodDocument:
    ordered = [clause for clause in plan.clauses if clause.path or (clause.kind == "clause" and clause.heading)]
    return UnderstoodDocument(
        head=plan.head,
        lines=tuple(_line(plan, clause) for clause in ordered[:_MOST_LINES]),
        all_lines=len(ordered),
        short_lines=tuple(islice(_short_lines(plan, said.not_headings), _MOST_SHORT_LINES)),
        oddities=tuple(oddity.text for oddity in plan.oddities[:_MOST_ODDITIES]),
        notes=plan.notes,
    )


def _line(plan: Plan, clause: Clause) -> OutlineLine:
    line = plan.words(clause).strip().split("\n", 1)[0].strip()
    label = clause.path[-1] if clause.path else ""
    return OutlineLine(
        label=label,
        words=clause.heading or line.removeprefix(label).strip()[:_SHOWN],
        depth=max(1, len(clause.path)),
        beginning="" if "\t" in line or not clause.path else line[:_BEGINNING].strip(),
        oddities=tuple(oddity.text for oddity in plan.oddities if clause.start <= oddity.start < clause.end),
    )


def _short_lines(plan: Plan, not_headings: Sequence[str]) -> Iterator[str]:
    """Lines that look like headings and are taken for none, each once."""
    seen = set()
    for clause in plan.clauses:
        if clause.kind in ("furniture", "title", "dateline"):
            continue
        lines = plan.words(clause).strip().split("\n")
        for words in (line.strip() for line in (lines[1:] if clause.path or clause.heading else lines)):
            line = Line(0, len(words), words)
            if is_short(line) and not page_part(line) and words not in seen and not words.startswith(tuple(not_headings)):
                seen.add(words)
                yield words
