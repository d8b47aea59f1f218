"""Where a question may be answered: places and documents become groups of plans, or the answer ends here."""

from __future__ import annotations

import re

from assistant.models import Ask, Status
from assistant.understand.documents import chosen, is_kind
from assistant.understand.mentions import PlaceAsked, place_by_name, read_mentions
from assistant.understand.understand import Understood
from assistant.values import normal
from index.models import Frozen, PlanHead
from index.places import Place, all_places, is_within, places_called
from prompts import render

_MOST_SUGGESTED = 8
_MOST_CALLED_SO = 4
_LONGEST_SUGGESTED = 80  # a longer question is not repeated with each place before it


class Group(Frozen):
    """Plans of one place that a question is put to together; `label` is said before what they say."""

    label: str
    place: str
    plan_ids: tuple[str, ...]


class Stop(Frozen):
    """An answer that needs no evidence: a status and its words."""

    status: Status
    text: str
    places: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


class Located(Frozen):
    """The groups to ask, named places of which nothing is held, and documents named by their years that are not held.

    `unreported` are reports on the years named that are not held: where nothing else is found, they are what may have said it.
    """

    groups: tuple[Group, ...]
    uncovered: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    unreported: tuple[str, ...] = ()


def held_places(plans: list[PlanHead]) -> list[Place]:
    """Places with documents, in the order of the plans."""
    return [all_places()[code] for code in dict.fromkeys(plan.place_code for plan in plans)]


def locate(understood: Understood, ask: Ask, plans: list[PlanHead]) -> Located | Stop:
    """Settle the places first; what names none is about the caller's, else asked back, unless it is put to every place."""
    held = held_places(plans)
    names = tuple(place.name for place in held)
    if understood.misspelt:
        return _misspelt(understood)
    asked = understood.places
    limited = _limited_to(ask.place, held) if ask.place else None
    if limited:
        if asked and limited.name not in [place.name for place in asked]:
            return _contradiction(understood, limited.name)
        asked = asked or (limited,)
    if not asked and ask.caller_place and _is_about_one_place(understood, plans):
        caller = _where_the_caller_is(ask.caller_place, understood, held, plans)
        if isinstance(caller, Stop):
            return caller
        asked = caller
    foreign = _title_not_held(understood, plans) if not asked else ""
    if foreign:
        titles = [plan.title for plan in plans]
        return Stop(status="not_covered", text=render("no_such_title", title=foreign, held=titles))
    if asked and all(place.held for place in asked) and _asks_nothing(understood):
        return Stop(
            status="needs_clarification",
            text=render("clarify_matter", places=[place.name for place in asked]),
            places=tuple(place.name for place in asked),
            suggestions=tuple(_opening_questions([plan for plan in plans if plan.place == asked[0].name])),
        )
    by_title = () if asked else _named_by_title(understood, plans)
    titled_at = tuple(dict.fromkeys(plan.place for plan in by_title))
    if len(titled_at) > 1 and understood.scope not in ("which", "each"):
        return _ask_which_place(understood, titled_at)
    if asked:
        return _named(understood, asked, plans, names)
    if by_title:
        return Located(groups=_groups(understood, by_title))
    if understood.scope in ("which", "each") or understood.documents.fields == ("catalogue",):
        return Located(groups=tuple(_group(name, name, [plan for plan in plans if plan.place == name]) for name in names))
    if len(names) == 1:
        return Located(groups=_groups(understood, plans))
    return _ask_which_place(understood, names)


def _ask_which_place(understood: Understood, names: tuple[str, ...]) -> Stop:
    short = len(understood.text) <= _LONGEST_SUGGESTED
    return Stop(
        status="needs_clarification",
        text=render("clarify_place", held=names),
        suggestions=tuple(f"{name}：{understood.text}" for name in names[:_MOST_SUGGESTED]) if short else (),
    )


def _title_not_held(understood: Understood, plans: list[PlanHead]) -> str:
    """The 《title》 that a question is put to, where no such document is held."""
    found = re.match(r"^(?:请问|按照?|根据)?《([^《》]+)》", understood.text)
    return found[1] if found and not any(normal(found[1]) in normal(plan.title) for plan in plans) else ""


def _asks_nothing(understood: Understood) -> bool:
    """A place and no more (赣州市, 赣州市怎么规定)."""
    told = understood.reference or understood.documents.fields or understood.editions.years or not understood.topic.is_empty
    return not told and set(understood.intents) <= {"text"}


def _opening_questions(plans: list[PlanHead]) -> list[str]:
    return [f"{plan.place}的{plan.label}共有几个部分？" for plan in plans]


def _misspelt(understood: Understood) -> Stop:
    written, meant = understood.misspelt[0]
    return Stop(
        status="needs_clarification",
        text=render("misspelt_place", written=written, meant=meant),
        suggestions=(understood.text.replace(written, meant),),
    )


def _limited_to(name: str, held: list[Place]) -> PlaceAsked:
    place = place_by_name(name, held)
    return PlaceAsked(name=place.name if place else name, code=place.code if place else "", held=place in held)


def _is_about_one_place(understood: Understood, plans: list[PlanHead]) -> bool:
    """Whether a question that names no place is about one: not about all of them, nor about a document called by its title."""
    if understood.scope in ("which", "each") or understood.documents.fields == ("catalogue",):
        return False
    return not _named_by_title(understood, plans) and not _title_not_held(understood, plans)


def _where_the_caller_is(words: str, understood: Understood, held: list[Place], plans: list[PlanHead]) -> tuple[PlaceAsked, ...] | Stop:
    """The place a caller is in, as if the question had named it; asked back where several are called so, some of them near places held."""
    called = places_called(words)
    near = [place for place in called if any(place == other or is_within(place, other) or is_within(other, place) for other in held)]
    if len(called) > 1 and near and not any(place in held for place in called):
        names = [place.full_name for place in called[:_MOST_CALLED_SO]]
        asking = tuple(f"{place.full_name}：{understood.text}" for place in near[:_MOST_SUGGESTED])
        text = render("hotline_which_of_a_name", called=words, places=names)
        return Stop(status="needs_clarification", text=text, suggestions=asking if len(understood.text) <= _LONGEST_SUGGESTED else ())
    return read_mentions(words, held, plans).places or (_limited_to(words, held),)


def _contradiction(understood: Understood, chosen_name: str) -> Stop:
    named = "、".join(place.name for place in understood.places)
    return Stop(
        status="needs_clarification",
        text=render("clarify_chosen_place", chosen=chosen_name, named=named),
        places=(),
        suggestions=(understood.text,),
    )


def _named_by_title(understood: Understood, plans: list[PlanHead]) -> list[PlanHead]:
    """Plans whose title or document number a question gives."""
    titled = set(understood.titled)
    return [plan for plan in plans if plan.plan_id in titled or (plan.document_number and plan.document_number in understood.text)]


def _named(understood: Understood, asked: tuple[PlaceAsked, ...], plans: list[PlanHead], names: tuple[str, ...]) -> Located | Stop:
    uncovered = tuple(place.name for place in asked if not place.held)
    covered = [place.name for place in asked if place.held]
    if not covered:
        related = tuple(dict.fromkeys(name for place in asked for name in place.related))
        return Stop(
            status="not_covered",
            text=render("not_covered", asked=uncovered, related=related, held=names),
            places=uncovered,
            suggestions=tuple(f"{plan.place}的{plan.label}共有几个部分？" for plan in plans if plan.place in related[:2]),
        )
    groups = [group for name in covered for group in _groups(understood, [plan for plan in plans if plan.place == name], name)]
    missing = _no_such_document(understood, covered, plans)
    return missing if missing and not groups else Located(groups=tuple(groups), uncovered=uncovered)


def _groups(understood: Understood, plans: list[PlanHead], name: str = "") -> tuple[Group, ...]:
    """One group a place; a plan and its report apart where both are named."""
    kinds = understood.documents.kinds
    if len(kinds) > 1:
        apart = [(kind, [plan for plan in plans if is_kind(plan, kind)]) for kind in kinds]
        if all(found for _, found in apart):
            return tuple(_group(_kind_label(kind, found), found[0].place, found) for kind, found in apart)
    wanted = chosen(plans, kinds if len(kinds) == 1 else ())
    return (_group(name or wanted[0].place, wanted[0].place, wanted),) if wanted else ()


def _kind_label(kind: str, plans: list[PlanHead]) -> str:
    return kind if len(plans) > 1 else plans[0].kind


def _group(label: str, place: str, plans: list[PlanHead]) -> Group:
    return Group(label=label, place=place, plan_ids=tuple(plan.plan_id for plan in plans))


def _no_such_document(understood: Understood, covered: list[str], plans: list[PlanHead]) -> Stop | None:
    kinds = understood.documents.kinds
    place = covered[0]
    own = [plan for plan in plans if plan.place == place]
    if len(kinds) != 1 or chosen(own, kinds):
        return None
    kind = "年度报告" if kinds[0] == "报告" else kinds[0]
    return Stop(
        status="not_found",
        text=render("no_such_document", place=place, kind=kind, titles=[f"《{plan.title}》" for plan in own]),
        places=(place,),
    )
