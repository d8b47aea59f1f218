"""The pages of adding: the front with all that waits, and one file as it was understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fastapi import Request
from fastapi.responses import Response

from assistant.adding.desk import AddingDesk
from assistant.adding.models import Understood, UnderstoodDocument, Upload
from assistant.adding.steps import compared, held_now
from assistant.bootstrap import Fazhi
from assistant.http.admission import LARGEST_UPLOAD
from assistant.links import plan_link
from index.corrections import Corrections, corrections_beside
from index.forms.folders import SUFFIXES
from index.models import Frozen, PlanHead
from index.places import all_places
from index.readings import Held
from ui.adding.form import Given, Problem, given_of
from ui.adding.showing import Node, Row, row_of_removal, row_of_upload, tree
from ui.templating import page
from ui.visitors import visitor_of

HERE = "/add"
_LISTED = 50  # documents
_SUGGESTED = 12  # places


class Check(Frozen):
    """A file as it was understood, with all that a person should know before it is added.

    `printed` is what the file says by itself; `same` are the documents held that it has again, with their links;
    `is_new` whether it has anything that is not held.
    """

    documents: tuple[tuple[UnderstoodDocument, tuple[Node, ...]], ...]
    given: Given
    printed: Given
    is_placed: bool
    choices: tuple[str, ...]
    same: tuple[tuple[PlanHead, str], ...]
    alike: tuple[str, ...]
    is_new: bool
    known_places: tuple[str, ...]

    @property
    def is_one(self) -> bool:
        """Whether the file is one document."""
        return len(self.documents) == 1


def front(request: Request, desk: AddingDesk, fazhi: Fazhi, find: str = "", refused: Sequence[str] = (), status: int = 200) -> Response:
    """Where files are dropped, what waits, and what is held; `refused` are sentences about what was just sent."""
    heads = [one.head for one in held_now(fazhi)]
    found = [head for head in heads if all(word in f"{head.title} {head.place} {head.province} {head.source}" for word in find.split())]
    return page(
        "add.html",
        visitor_of(request),
        HERE,
        status,
        rows=rows(desk),
        refused=refused,
        held=[(head, plan_link(head.plan_id)) for head in found[:_LISTED]],
        found=len(found),
        all=len(heads),
        find=find,
        suffixes=",".join(sorted(SUFFIXES)),
        largest=LARGEST_UPLOAD,
    )


def rows(desk: AddingDesk) -> list[Row]:
    """What is on its way out and in."""
    return [*map(row_of_removal, desk.outgoing.all()), *map(row_of_upload, desk.uploads())]


def one_file(
    request: Request, desk: AddingDesk, fazhi: Fazhi, upload: Upload, given: Given | None = None, problems: tuple[Problem, ...] = ()
) -> Response:
    """A file: how far it has come, what was understood of it, or what it is held as; `given` and `problems` of a form just sent."""
    row, visitor = row_of_upload(upload), visitor_of(request)
    understood = desk.room.understood(upload) if upload.step == "waiting" else None
    if understood is None:
        held = [(one, plan_link(one.plan_id)) for one in upload.held]
        return page("add_file.html", visitor, HERE, row=row, upload=upload, held=held)
    said = corrections_beside(desk.room.document(upload))
    check = _check(understood, said, held_now(fazhi), given)
    by_field = {problem.field: problem for problem in problems}
    is_again = "again" in request.query_params
    return page(
        "add_check.html", visitor, HERE, 422 if problems else 200, row=row, upload=upload, check=check, problems=by_field, is_again=is_again
    )


def _check(understood: Understood, said: Corrections, held: Sequence[Held], given: Given | None) -> Check:
    likes = compared(understood, held, date.today())
    return Check(
        documents=tuple((document, tree(document.lines)) for document in understood.documents),
        given=given or given_of(understood.documents[0].head, understood.is_placed, said),
        printed=given_of(understood.printed, understood.is_placed_as_printed, said),
        is_placed=understood.is_placed,
        choices=understood.choices,
        same=tuple((like.same, plan_link(like.same.plan_id)) for like in likes if like.same),
        alike=tuple(sentence for like in likes for sentence in like.sentences),
        is_new=not likes or any(like.same is None for like in likes),
        known_places=places_beginning("", held),
    )


def places_beginning(words: str, held: Sequence[Held]) -> tuple[str, ...]:
    """Places a person may be about to write; without a word those of which something is held."""
    if not words:
        codes = dict.fromkeys(one.head.place_code for one in held if one.head.place_code in all_places())
        return tuple(all_places()[code].full_name for code in codes)[:_SUGGESTED]
    found = [place for place in all_places().values() if words in place.full_name]
    found.sort(key=lambda place: (not place.name.startswith(words), len(place.full_name)))
    return tuple(place.full_name for place in found[:_SUGGESTED])


def gone(request: Request) -> Response:
    """There is no such file, or no such document any more."""
    return page("add_gone.html", visitor_of(request), HERE, 404)
