"""The documents of a generation and their clauses by id: read from disk when asked for, the last ones kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from threading import RLock

from cachetools import LRUCache

from index.models import Clause, Plan
from index.readings import Held
from index.store import Generation

_KEPT = 256  # documents with their text, about half a megabyte each
_CLAUSES = 100  # of a document, on average


class HeldPlans(Mapping[str, Plan]):
    """Plans by id; `clauses` are those of the plans read, by id."""

    def __init__(self, generation: Generation, held: Sequence[Held]) -> None:
        self._generation = generation
        self._held = {one.head.plan_id: one for one in held}
        self._read: LRUCache[str, Plan] = LRUCache(_KEPT)
        self.clauses: LRUCache[str, Clause] = LRUCache(_KEPT * _CLAUSES)
        self._lock = RLock()

    def __getitem__(self, plan_id: str) -> Plan:
        held = self._held[plan_id]
        with self._lock:
            if plan_id not in self._read:
                plan = self._generation.plan(held)
                self._read[plan_id] = plan
                self.clauses.update({clause.clause_id: clause for clause in plan.clauses})
            return self._read[plan_id]

    def clause(self, clause_id: str) -> Clause | None:
        """A clause, found by reading the plan it is of where that was not read lately."""
        with self._lock:
            if clause_id not in self.clauses:
                plan_id = self._generation.plan_of_clause(clause_id)
                if plan_id is None:
                    return None
                self.clauses.update({clause.clause_id: clause for clause in self[plan_id].clauses if clause.clause_id == clause_id})
            return self.clauses.get(clause_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class HeldClauses(Mapping[str, Clause]):
    """Clauses by id."""

    def __init__(self, plans: HeldPlans) -> None:
        self._plans = plans

    def __getitem__(self, clause_id: str) -> Clause:
        clause = self._plans.clause(clause_id)
        if clause is None:
            raise KeyError(clause_id)
        return clause

    def __iter__(self) -> Iterator[str]:
        return (clause.clause_id for plan in self._plans.values() for clause in plan.clauses)

    def __len__(self) -> int:
        return sum(len(plan.clauses) for plan in self._plans.values())
