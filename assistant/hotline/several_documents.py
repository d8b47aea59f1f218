"""What several documents say to a question: each its own, or the nearest and that the others are read out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

from assistant.hotline.facts import Fact
from assistant.hotline.said import LONGEST, MOST_NAMED, Group, Said, Scene, said_of
from assistant.hotline.speech import listed
from assistant.naming import DRAFT
from index.models import PlanHead
from index.ordering import REPORT
from prompts import render

_MOST = 4  # documents of which each is said what it says
_TRIED_EACH = 7  # facts of a document that are tried beside those of the others


def of_each(scene: Scene, groups: Sequence[Group]) -> Said | None:
    """What each of a few documents says: the shortest of each, then as much more as there is room for."""
    if len(groups) > _MOST:
        return None
    openings = _openings(scene, [group[0].head for group in groups])
    room = LONGEST - sum(map(len, openings))
    ways = [_ways(scene, group, room) for group in groups]
    fitting = [way for way in product(*ways) if sum(len(fact.words) for fact in way) <= room]
    if not fitting:
        return None
    chosen = max(fitting, key=lambda way: (round(sum(fact.share for fact in way), 2), sum(len(fact.words) for fact in way)))
    text = "；".join(begun + fact.words[:-1] for begun, fact in zip(openings, chosen, strict=True)) + "。"
    return said_of(text, *chosen)


def of_the_nearest(scene: Scene, groups: Sequence[Group]) -> Said | None:
    """What the document says that says most of what was asked, and that the others are read out after it."""
    nearest = max(groups, key=lambda group: max(round(scene.worth(one), 1) for one in group))
    heads = [group[0].head for group in groups if group is not nearest]
    places = list(dict.fromkeys(head.place for head in heads if head.place != nearest[0].head.place))
    others = places or list(dict.fromkeys(head.label for head in heads))
    names = listed(others) if len(others) <= MOST_NAMED else f"另外{len(others)}个地区"
    tail = render("hotline_others_read_out", documents=names)
    begun = scene.opening(nearest[0].head)
    for fact in _ways(scene, nearest, LONGEST - len(begun) - len(tail)):
        return said_of(begun + fact.words + tail, fact)
    return None


def _ways(scene: Scene, group: Group, room: int) -> list[Fact]:
    """The best few ways to say what a document says, and the shortest of all."""
    best = max(group, key=lambda one: (bool(one.units) and "who" in scene.understood.intents, scene.worth(one)))
    ways = [fact for fact in islice(best.facts(room, scene.wanted), _TRIED_EACH) if not fact.names]
    return list(dict.fromkeys((*ways, *sorted(ways, key=lambda fact: len(fact.words))[:1])))


def _openings(scene: Scene, heads: Sequence[PlanHead]) -> list[str]:
    """One opening for each document; what they have in common is said once."""
    standings = {scene.state(head) for head in heads}
    labels, places = {head.label for head in heads}, {head.place for head in heads}
    if len(standings) > 1 or len(labels) > 1 or len(places) < len(heads) or REPORT in labels or standings <= {DRAFT, ""}:
        named = [scene.opening(head, short=True) for head in heads]
        return [
            one.removeprefix(head.place if i and heads[i - 1].place == head.place else "")
            for i, (one, head) in enumerate(zip(named, heads, strict=True))
        ]
    common = f"{standings.pop()}的{labels.pop()}里，"
    return [f"{'' if at else common}{head.place}写明，" for at, head in enumerate(heads)]
