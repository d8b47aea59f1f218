"""What was typed into the form, and what stands in it: topics to begin with and the places held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import islice

from assistant.comparison.wanted import without_person
from assistant.links import comparison_link
from assistant.understand.cleaning import shown
from index.models import Frozen
from index.search import Index
from index.words import cut

_LOOKED_AT = 8  # places whose headings are read for topics to begin with
_MOST_TOPICS, _SHORTEST_TOPIC = 6, 4
_MOST_PLACES, _LONGEST_PLACE = 60, 30


class Typed(Frozen):
    """The form as it was sent, personal data replaced."""

    topic: str = ""
    places: tuple[str, ...] = ()
    as_of: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing was asked yet."""
        return not (self.topic or self.places or self.as_of)

    @property
    def day(self) -> date | None:
        """The day asked for, None for today; raises ValueError where it is no day."""
        return date.fromisoformat(self.as_of) if self.as_of else None

    def link(self, path: str) -> str:
        """The same comparison at another path."""
        return comparison_link(self.topic, self.places, self.as_of, path)


class Topic(Frozen):
    """A topic to begin with, and where it is compared."""

    words: str
    href: str


def typed(topic: str, places: Sequence[str], as_of: str) -> Typed:
    """What was sent, as it may be shown."""
    named = dict.fromkeys(name for place in places[:_MOST_PLACES] if (name := shown(place[:_LONGEST_PLACE])))
    return Typed(topic=without_person(topic), places=tuple(named), as_of=shown(as_of[:_LONGEST_PLACE]))


def places_held(index: Index) -> tuple[str, ...]:
    """The places with documents, in the order of the documents."""
    return tuple(dict.fromkeys(head.place for head in index.heads.values()))


def topics(index: Index) -> tuple[Topic, ...]:
    """Matters that the headings of several places name; those that tell most first."""
    looked_at = list(islice(places_held(index), _LOOKED_AT))
    naming = {place: _headed(index, place) for place in looked_at}
    times = Counter(word for words in naming.values() for word in words)
    rarity = index.lexicon().rarity
    common = sorted((word for word in times if times[word] > 1), key=lambda word: (-times[word] * rarity(word), word))
    apart = [word for word in common if not any(word != other and word in other for other in common)]
    return tuple(
        Topic(words=word, href=Typed(topic=word, places=tuple(place for place in looked_at if word in naming[place])).link("/compare"))
        for word in apart[:_MOST_TOPICS]
    )


def _headed(index: Index, place: str) -> set[str]:
    """Long words of headings; one that is a heading by itself (指导思想) every document has."""
    headings = [c.heading for head in index.heads.values() if head.place == place for c in index.plans[head.plan_id].clauses]
    return {word for heading in headings for word in cut(heading) if len(word) >= _SHORTEST_TOPIC and word not in headings}
