"""A topic and places become a table, step by step: understand → what each place says → align → close gaps → set down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from assistant.comparison.aligning import aligned
from assistant.comparison.closing import closed, to_the_point
from assistant.comparison.models import Comparison
from assistant.comparison.table import in_order, set_down
from assistant.comparison.telling import Lines, told_by, topics_of
from assistant.comparison.wanted import Matter, understood_matter, without_person
from assistant.locate import Stop
from assistant.queries import Queries
from index.current import CurrentIndex
from index.embedding import Embedding
from index.models import Plan
from index.search import Index


class Comparing:
    """Compares what places say of a topic, over the index that is published now; no model is asked, and the topic alone is embedded."""

    def __init__(
        self,
        index: CurrentIndex,
        embedding: Embedding,
        today: Callable[[], date] = date.today,
        admit: Callable[[], None] = lambda: None,
    ) -> None:
        self._index = index
        self._embedding = embedding
        self._today = today
        self._admit = admit

    def compare(self, topic: str, places: Sequence[str], as_of: date | None = None) -> Comparison | Stop:
        """The table, or a sentence why there is none; raises what `admit` raises while answering is paused."""
        self._admit()
        index, day = self._index.get(), as_of or self._today()
        matter = understood_matter(index, without_person(topic), places, day)
        return matter if isinstance(matter, Stop) else self._table(index, matter, day)

    def _table(self, index: Index, matter: Matter, day: date) -> Comparison:
        queries, topics = Queries(index, self._embedding), topics_of(matter.understood)
        told = told_by(index, matter.understood, queries.of_parts(matter.understood), matter.plan_ids.values())
        rows = to_the_point(aligned(told))
        rows = in_order(closed(rows, _looked_into(index, matter.plan_ids.values(), told), topics), topics)
        return set_down(index, matter, rows, day, queries.caveats)


def _looked_into(index: Index, by_place: Iterable[Sequence[str]], told: Sequence[Lines]) -> list[Plan]:
    """The documents that say something of the topic; of a place where none does, all of them."""
    saying = {lines[0].plan.plan_id for lines in told}
    wanted = [plan_id for plan_ids in by_place for plan_id in plan_ids if plan_id in saying or not saying & set(plan_ids)]
    return [index.plans[plan_id] for plan_id in wanted] if told else []
