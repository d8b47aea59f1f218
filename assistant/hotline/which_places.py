"""Questions of which places, and of which documents are held: how many there are, and which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.across import subject
from assistant.hotline.facts import Stated
from assistant.hotline.said import LONGEST, MOST_NAMED, Said, Scene
from assistant.hotline.speech import listed, sentence, spoken
from assistant.naming import DRAFT
from assistant.understand.understand import Understood
from index.models import PlanHead

_UNNAMED = "所问的事项"  # what a matter is called that has no short name


def which_places(scene: Scene) -> Said:
    """How many places, and which; how many are drafts or past their time."""
    firsts: dict[str, Stated] = {}
    for group in scene.groups:
        firsts.setdefault(group[0].head.place, group[0])
    places = list(firsts)
    total = re.search(r"收录的(\d+)个地区", scene.answer.answer)
    matter = matter_of(scene.understood) or "您问的事"
    lead = f"收录的{total[1]}个地区里，" if total else ""
    ending = _standing(scene, [firsts[place].head for place in places])
    basis = tuple(one.citations[0] for one in firsts.values())
    for tail in (ending, ""):
        for shown in range(len(places), 0, -1):
            text = lead + _named(places, shown, matter) + tail
            if len(text) <= LONGEST:
                return Said(text=text, basis=basis)
    return Said(text=sentence(f"有{len(places)}个地区的文件写到{matter}"), basis=basis)


def catalogue(scene: Scene) -> Said:
    """How many documents of how many places are held, and of which."""
    places = list(dict.fromkeys(head.place for head in scene.heads))
    basis = tuple(group[0].citations[0] for group in scene.groups)
    counted = f"现在收录了{len(places)}个地区的{len(scene.heads)}份文件"
    for shown in range(len(places), 0, -1):
        text = f"{counted}，是{listed(places)}的。" if shown == len(places) else f"{counted}，有{'、'.join(places[:shown])}等地的。"
        if len(text) <= LONGEST:
            return Said(text=text, basis=basis)
    return Said(text=f"{counted}。", basis=basis)


def _standing(scene: Scene, heads: Sequence[PlanHead]) -> str:
    """What must be heard of the documents: which are drafts, and that others are past their time."""
    states = [scene.state(head) for head in heads]
    drafts = [head.place for head, standing in zip(heads, states, strict=True) if standing == DRAFT]
    past = {standing for standing in states if standing and standing != DRAFT}
    those = f"{listed(drafts)}的" if len(drafts) <= MOST_NAMED else f"有{len(drafts)}个地区的"
    parts = [f"其中{those}是{DRAFT}" if len(drafts) < len(heads) else f"{'都' if len(heads) > 1 else '这份文件'}是{DRAFT}"] * bool(drafts)
    rest = len(heads) - len(drafts)
    if past and sum(standing not in ("", DRAFT) for standing in states) == rest:
        those = "其余" if drafts else "这份" if rest == 1 else "这些"
        parts.append(f"{those}文件{'都' if rest > 1 else ''}{past.pop() if len(past) == 1 else '已不是现行的'}")
    elif past:
        parts.append("有的文件已不是现行的")
    return f"{'，'.join(parts)}。" if parts else ""


def matter_of(understood: Understood) -> str:
    """The matter in a few words of the question; nothing where it has none so short."""
    words = spoken(subject(understood))
    return "" if words == _UNNAMED else words


def _named(places: Sequence[str], shown: int, matter: str) -> str:
    if len(places) == 1:
        return f"只有{places[0]}的文件写到{matter}。"
    names = listed(list(places)) if shown == len(places) else f"{'、'.join(places[:shown])}等"
    return f"有{len(places)}个的文件写到{matter}，是{names}。"
