"""What is said where no clause is quoted, and the one question to put back to the caller."""

from __future__ import annotations

from assistant.hotline.said import LONGEST, MOST_NAMED
from assistant.hotline.speech import listed, spoken
from assistant.locate import held_places
from assistant.models import Answer, Ask
from assistant.understand.understand import Understood
from index.places import is_within, places_called
from index.search import Index
from prompts import render

_MOST_CHOICES = 4
_ALIKE = 8  # places of one name that are looked at


def refused(answer: Answer, ask_back: str | None) -> str:
    """A short polite sentence for an answer that rests on nothing."""
    if answer.status == "needs_clarification" and ask_back:
        return ask_back
    if answer.status in ("not_covered", "not_found"):
        return _fitting(render(f"hotline_{answer.status}", places=names) for names in (_named(answer.places), _counted(answer.places), ""))
    return render(f"hotline_{answer.status}")


def asked_back(ask: Ask, answer: Answer, understood: Understood, index: Index) -> str | None:
    """The one question that clears up what place, document or matter is meant; None where nothing is unclear."""
    if answer.status == "not_covered":
        near = near_places(answer.places, index)
        return render("hotline_ask_near", meant=_meant(near)) if near else None
    if answer.status != "needs_clarification":
        return None
    if understood.misspelt:
        return render("hotline_ask_meant", meant=understood.misspelt[0][1])
    named = [one.name for one in understood.places]
    if ask.place and named and ask.place not in named:
        return _place_asked([ask.place, *named])
    if understood.reference and answer.places:
        return render("hotline_ask_clause", place=listed(list(answer.places[:1])))
    if answer.places:
        return render("hotline_ask_matter", places=_named(answer.places) or _counted(answer.places))
    alike = places_called(ask.caller_place) if ask.caller_place and not named else ()
    return _place_asked([place.full_name for place in alike] if len(alike) > 1 else _offered(answer, index))


def near_places(names: tuple[str, ...], index: Index) -> list[str]:
    """Places with documents in which one of these lies, or which lie in it; of places that share a name, any."""
    held = held_places(list(index.heads.values()))
    asked = [place for name in names for place in places_called(name)[:_ALIKE]]
    return [other.name for other in held if any(is_within(place, other) or is_within(other, place) for place in asked)]


def _offered(answer: Answer, index: Index) -> list[str]:
    """The places that the answer asks about; all with documents where it names none."""
    held = [place.name for place in held_places(list(index.heads.values()))]
    return [name for name in held if name in answer.answer] or held


def _place_asked(places: list[str]) -> str:
    return _fitting(render("hotline_ask_place", choices=choices) for choices in (_choices(places), ""))


def _choices(names: list[str]) -> str:
    return listed([spoken(name) for name in names], "还是") if 1 < len(names) <= _MOST_CHOICES else ""


def _meant(near: list[str]) -> str:
    if len(near) == 1:
        return f"{near[0]}的规定吗"
    return f"{_choices(near)}的规定" if _choices(near) else "其中哪个市、哪个县的规定"


def _named(places: tuple[str, ...]) -> str:
    return listed(list(places)) if len(places) <= MOST_NAMED else ""


def _counted(places: tuple[str, ...]) -> str:
    return f"{places[0]}等{len(places)}个地区" if places else ""


def _fitting(sentences) -> str:  # type: ignore[no-untyped-def]
    """The first that fits; the last is short whatever is asked."""
    last = ""
    for last in filter(None, sentences):
        if len(last) <= LONGEST:
            return last
    return last
