"""What one document says to a question: one thing, two where two were asked, a list by its headings, or what a clause is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.hotline.facts import Fact, Stated, spoken_path
from assistant.hotline.said import LONGEST, Group, Said, Scene, said_of
from assistant.hotline.shortening import segments
from assistant.hotline.speech import sentence, spoken
from index.models import PlanHead
from prompts import render

_TRIED = 7  # ways to say a first thing that are tried beside a second
_SECOND = 8  # characters that a second thing needs at least
_MORE = 0.2  # of the matter, that words under a heading say beyond it
_AS_MUCH = 0.8  # of what the best claim says of the matter: a second one is said beside it


def of_one(scene: Scene, group: Group) -> Iterator[Said]:
    """What one document says: both things where two were asked and both fit, a list by its headings, or the fact itself."""
    head = group[0].head
    items = [one for one in group if one.is_item]
    if (len(items) > 1 or (items and scene.unit)) and (said := _list(scene, head, items)):
        yield said
    begun = scene.opening(head)
    if len(group) > 1 and _asks_two_things(scene, group):
        yield from _two_things(scene, begun, group)
    firsts = sorted(group, key=lambda one: -scene.worth(one))  # stable: the answer's order otherwise
    if "who" in scene.understood.intents:
        firsts = sorted(group, key=lambda one: not one.units)
    if scene.understood.reference and group[0].is_whole_clause and not _asks_inside(scene, group[0]):
        yield from _what_it_is_about(scene, head, group[0])
    for one in firsts:
        for fact in one.facts(LONGEST - len(begun), scene.wanted):
            yield _put(scene, head, fact)


def _what_it_is_about(scene: Scene, head: PlanHead, one: Stated) -> Iterator[Said]:
    """A clause asked for by its number and too long to say: what its heading says it is about."""
    heading = spoken(one.citations[0].heading).rstrip("。")
    where = spoken_path(one.citations[0].path)
    text = render("hotline_is_about", document=scene.named(head), where=where, heading=heading)
    if len(text) <= LONGEST:
        yield said_of(text, Fact(words=sentence(heading), checked=heading, citations=one.citations[:1]))


def _asks_inside(scene: Scene, one: Stated) -> bool:
    """Whether something in a clause is asked for, which its heading does not say."""
    heading = scene.wanted.matter(one.citations[0].heading)
    return max(scene.wanted.matter(part.words) for part in segments(spoken(one.text))) > heading + _MORE


def _asks_two_things(scene: Scene, group: Group) -> bool:
    """Whether more than one thing was asked, or two claims say about as much of the one that was."""
    if len(scene.understood.parts) > 1 or len(set(scene.understood.intents) - {"yes_no"}) > 1:
        return True
    first, second = sorted((scene.worth(one) for one in group), reverse=True)[:2]
    return second >= _AS_MUCH * first


def _put(scene: Scene, head: PlanHead, fact: Fact) -> Said:
    """Behind the document's name, with the years of a draft where there is room."""
    for long in (True, False) if head.status == "draft" else (False,):
        name = scene.named(head, short=True)
        text = f"{name}{fact.words}" if fact.names else scene.opening(head, long=long, where=fact.where) + fact.words
        if len(text) <= LONGEST:
            break
    return said_of(text, fact)


def _two_things(scene: Scene, begun: str, group: Group) -> Iterator[Said]:
    """A thing and who answers for it, or two things, where both were found and both fit."""
    first, second = _pair(scene, group)
    if first.head.plan_id != second.head.plan_id or first.text == second.text:
        return
    for one in islice(first.facts(LONGEST - len(begun) - _SECOND, scene.wanted), _TRIED):
        rest = LONGEST - len(begun) - len(one.words)
        other = next(second.facts(rest, scene.wanted, alone=False), None)
        if other and not one.names and not other.names and one.checked != other.checked:
            text = f"{begun}{one.words[:-1]}；{other.words}"
            yield said_of(text, one, other)
        elif other and one.names and other.names:
            name = scene.named(group[0].head, short=True)
            text = f"{name}{one.words[:-1]}，{other.words.removeprefix('的')}"
            if len(text) <= LONGEST:
                yield said_of(text, one, other)


def _pair(scene: Scene, group: Group) -> tuple[Stated, Stated]:
    units = next((one for one in group if one.units), None)
    others = [one for one in group if not one.units]
    best = max(others or group, key=lambda one: scene.worth(one))
    return (best, units) if units and others else (group[0], group[1])


def _list(scene: Scene, head: PlanHead, items: Sequence[Stated]) -> Said | None:
    """The headings of a list: how many there are, and as many of the first as fit."""
    depth = max(len(one.citations[0].path) for one in items)
    members = [one for one in items if len(one.citations[0].path) == depth]
    above = next((one for one in items if len(one.citations[0].path) < depth), None)
    part = spoken(above.citations[0].heading) if above else ""
    names = [spoken(one.citations[0].heading).rstrip("。") for one in members]
    name = f"{scene.named(head)}里，"
    leads = [f"{name}{scene.unit}名下"] if scene.unit else [f"{name}{part}这部分", f"{name}这部分"]
    for lead in leads:
        for shown in range(len(names), 0, -1):
            first = "是" if shown == len(names) else "包括"
            text = f"{lead}有{len(names)}条，{first}{'；'.join(names[:shown])}。"
            if len(text) <= LONGEST and (shown > 1 or len(names) == 1 or lead == leads[-1]):
                facts = tuple(
                    Fact(words=sentence(name), checked=name, citations=one.citations)
                    for name, one in zip(names[:shown], members, strict=False)
                )
                return said_of(text, *facts)
    return None
