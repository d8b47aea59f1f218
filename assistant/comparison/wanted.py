"""What is to be compared: a topic and places become a matter and the documents of each place, or a sentence why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.locate import Stop, held_places, locate
from assistant.models import Ask
from assistant.narrowing import Narrowing
from assistant.no_question import guard
from assistant.privacy import without_personal_data
from assistant.understand.cleaning import LONGEST, clean, shown
from assistant.understand.guard import is_greeting
from assistant.understand.mentions import PlaceAsked, place_by_name
from assistant.understand.understand import Understood, understand
from index.models import PlanHead
from index.ordering import REPORT
from index.places import Place
from index.search import Index

MOST = 12  # places in one table
_MOST_NAMED = 12  # held places that a sentence lists


@dataclass(frozen=True)
class Matter:
    """A topic that was understood; for each place, in order, the documents compared and the reports left out of them."""

    topic: str
    understood: Understood
    documents: dict[str, tuple[PlanHead, ...]]
    left_out: dict[str, tuple[PlanHead, ...]]
    unheld: tuple[str, ...]

    @property
    def plan_ids(self) -> dict[str, tuple[str, ...]]:
        """The ids of the documents compared, by place."""
        return {place: tuple(head.plan_id for head in heads) for place, heads in self.documents.items()}


def without_person(text: str) -> str:
    """Words as they may be kept and shown: personal data replaced, no longer than can be read."""
    return shown(without_personal_data(text[: 2 * LONGEST]).text)[: LONGEST + 1]


def understood_matter(index: Index, topic: str, places: Sequence[str], as_of: date) -> Matter | Stop:
    """The matter of a topic at places, those that the topic names included; `topic` holds no personal data any more."""
    stop = guard(topic) if topic.strip() else None
    if stop or not topic.strip() or is_greeting(clean(topic)):
        return stop or _no_topic()
    plans = list(index.heads.values())
    held = held_places(plans)
    names = {place.name for place in held}
    asked = dict.fromkeys([*(_name(place, held) for place in places), *_named_in(topic, held, plans, index)])
    chosen = tuple(place for place in held if place.name in asked)
    unheld = tuple(name for name in asked if name not in names)
    if len(chosen) < 2:
        return _too_few(unheld, [place.name for place in held])
    if len(chosen) > MOST:
        return Stop(status="needs_clarification", text=f"一次最多比较{MOST}个地区，请少选几个。")
    chosen_names = tuple(name for name in asked if name in names)
    understood = understand(topic, held, plans, lambda _: index.lexicon(chosen_names))
    if not any(part.topic.terms for part in understood.parts):
        return _no_topic()
    by_name = {place.name: PlaceAsked(name=place.name, code=place.code, held=True) for place in chosen}
    of = {"places": tuple(by_name[name] for name in chosen_names), "misspelt": (), "scope": "named", "compares": True}
    put = understood.model_copy(update=of)
    return _located(index, topic, put, chosen_names, unheld, as_of)


def _located(index: Index, topic: str, understood: Understood, names: Sequence[str], unheld: tuple[str, ...], as_of: date) -> Matter | Stop:
    """The documents an answer would rest on; reports tell what was done and rule nothing, so they are compared where they are asked for."""
    located = locate(understood, Ask(question=topic), list(index.heads.values()))
    narrowed = located if isinstance(located, Stop) else Narrowing(index, understood, as_of).narrowed(located)
    if isinstance(narrowed, Stop):
        return narrowed
    of = {name: [index.heads[plan_id] for group in narrowed.groups if group.place == name for plan_id in group.plan_ids] for name in names}
    reported = "报告" in understood.documents.kinds
    ruling = {name: tuple(head for head in heads if reported or head.label != REPORT) or tuple(heads) for name, heads in of.items()}
    left_out = {name: tuple(head for head in heads if head not in ruling[name]) for name, heads in of.items()}
    return Matter(topic, understood, ruling, left_out, unheld)


def _name(said: str, held: Sequence[Place]) -> str:
    said = shown(said)
    place = place_by_name(said, held)
    return place.name if place else said[:_MOST_NAMED]


def _named_in(topic: str, held: Sequence[Place], plans: Sequence[PlanHead], index: Index) -> list[str]:
    return [place.name for place in understand(topic, held, plans, index.lexicon).places]


def _no_topic() -> Stop:
    return Stop(status="needs_clarification", text="请写明要比较的事项，例如“行政复议”“政务公开”。")


def _too_few(unheld: Sequence[str], held: Sequence[str]) -> Stop:
    if len(held) < 2:
        return Stop(status="not_covered", text="现在收录的文件不到两个地区，还不能比较。")
    if unheld:
        listed = "、".join(held[:_MOST_NAMED]) + ("等" if len(held) > _MOST_NAMED else "")
        return Stop(status="not_covered", text=f"没有收录{'、'.join(unheld)}的文件，请至少选两个收录了文件的地区。现已收录：{listed}。")
    return Stop(status="needs_clarification", text="请至少选两个地区。")
