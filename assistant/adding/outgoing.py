"""Documents on their way out; told of for as long as the server runs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock, Thread

from assistant.adding.models import Removal, Step
from assistant.adding.removing import remove_document
from assistant.adding.steps import LOG, held_now, note, sentence_of, told_as_steps
from assistant.bootstrap import Fazhi
from index.errors import UnknownPlan
from index.readings import Held

_TOLD, _TOLD_FOR = 20, timedelta(days=1)


class Outgoing:
    """Takes documents out, one after the other; `building` is held while an index is built."""

    def __init__(self, fazhi: Fazhi, building: Lock, now: Callable[[], datetime]) -> None:
        self._fazhi = fazhi
        self._building = building
        self._now = now
        self._removals: dict[str, Removal] = {}

    def all(self) -> tuple[Removal, ...]:
        """The documents taken out lately, the last one first."""
        recent = [told for told in [*self._removals.values()] if self._now() - datetime.fromisoformat(told.at) < _TOLD_FOR]
        return tuple(reversed(recent))

    def begin(self, plan_id: str, by: str) -> Removal:
        """Begin to take a document out; raises UnknownPlan."""
        one = _held(plan_id, held_now(self._fazhi))
        at = self._now().isoformat(timespec="seconds")
        removal = Removal(removal_id=secrets.token_hex(8), title=one.head.title, by=by, at=at)
        for old in [key for key, told in [*self._removals.items()] if not told.is_at_work][:-_TOLD]:
            del self._removals[old]
        self._removals[removal.removal_id] = removal
        Thread(target=self._remove, args=(removal, plan_id), daemon=True).start()
        return removal

    def _remove(self, removal: Removal, plan_id: str) -> None:
        def told(step: Step, done: int, total: int) -> None:
            self._removals[removal.removal_id] = removal.model_copy(update={"step": step, "done": done, "total": total})

        try:
            with self._building:
                sentences = self._removed(plan_id, told)
        except Exception as error:  # nobody else would tell of it
            note(error, "document not removed", removal.by, plan_id)
            ended = removal.model_copy(update={"step": "failed", "sentences": (sentence_of(error),)})
        else:
            LOG.info("document removed", by=removal.by, document=plan_id, title=removal.title)
            ended = removal.model_copy(update={"step": "held", "sentences": sentences})
        self._removals[removal.removal_id] = ended

    def _removed(self, plan_id: str, told: Callable[[Step, int, int], None]) -> tuple[str, ...]:
        told("indexing", 0, 0)
        held, settings = held_now(self._fazhi), self._fazhi.settings
        one = _held(plan_id, held)
        removed = remove_document(one, held, settings.plans, settings.data, lambda: self._fazhi.build(progress=told_as_steps(told)))
        moved = (f"{file.source} 已移到 {file.to}。" for file in removed.moved)
        others = (f"同一个文件里的《{title}》也一起取出了。" for title in removed.others)
        return (*moved, *others, f"现收录{removed.left}份文件。")


def _held(plan_id: str, held: tuple[Held, ...]) -> Held:
    one = next((one for one in held if one.head.plan_id == plan_id), None)
    if one is None:
        raise UnknownPlan("这份文件已不再收录。")
    return one
