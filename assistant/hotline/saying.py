"""What is said of an answer that rests on clauses: whose document, then the fact, in at most 80 characters."""

from __future__ import annotations

from assistant.compose.across import NOTHING_NEWER
from assistant.hotline.one_document import of_one
from assistant.hotline.said import LONGEST, Said, Scene
from assistant.hotline.several_documents import of_each, of_the_nearest
from assistant.hotline.speech import listed
from assistant.hotline.which_places import catalogue, which_places
from assistant.models import Answer
from assistant.understand.understand import Understood
from index.search import Index
from prompts import render


def say(answer: Answer, understood: Understood, index: Index) -> Said:
    """The best of the ways to say it that fits; where no fact does, that the clause is to be read out."""
    scene = Scene(answer, understood, index)
    if understood.documents.fields == ("catalogue",):
        return catalogue(scene)
    if understood.scope == "which" and "who" not in understood.intents:
        return which_places(scene)
    if len(scene.groups) == 1:
        found = next(of_one(scene, scene.groups[0]), None)
    else:
        found = of_each(scene, scene.groups) or of_the_nearest(scene, scene.groups)
    return _with_missing(scene, found) if found else _to_be_read(scene)


def _with_missing(scene: Scene, said: Said) -> Said:
    """With what was asked about as well and is not held, where there is room: other places, a newer version."""
    told = {citation.place for citation in scene.answer.citations}
    lacking = [place for place in scene.answer.places if place not in told]
    unheld = [place for place in lacking if place not in scene.held]
    silent = [place for place in lacking if place in scene.held]
    more = f"没有收录{listed(unheld)}的文件。" * bool(unheld) + f"{listed(silent)}的文件没有写到。" * bool(silent) if lacking else ""
    more = more or next((line for line in scene.answer.answer.splitlines() if line.startswith(NOTHING_NEWER)), "")
    return said.model_copy(update={"text": said.text + more}) if more and len(said.text + more) <= LONGEST else said


def _to_be_read(scene: Scene) -> Said:
    """That the documents say it, at a length that is read out from the clause."""
    heads = scene.heads
    basis = tuple(group[0].citations[0] for group in scene.groups)
    if len(heads) == 1:
        return Said(text=render("hotline_read_out", document=scene.named(heads[0])), basis=basis)
    names = [scene.named(head) for head in heads]
    places = list(dict.fromkeys(head.place for head in heads))
    for said in (listed(names), listed([f"{place}的文件" for place in places]), f"{places[0]}等{len(places)}个地区的文件"):
        text = render("hotline_read_out_each", documents=said)
        if len(text) <= LONGEST:
            return Said(text=text, basis=basis)
    return Said(text=render("hotline_read_out_each", documents="这些文件"), basis=basis)
