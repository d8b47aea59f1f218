"""Documents and clauses by id are read from disk when they are asked for, and few are kept."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from cachetools import LRUCache

from index import held as held_module
from index.search import Index

Write = Callable[..., str]
PLACES = ("张掖市", "赣州市", "长春市", "抚远市")


@pytest.fixture
def index(workshop, plan_text: Write) -> Index:  # type: ignore[no-untyped-def]
    for place in PLACES:
        workshop.write(f"{place}.txt", plan_text(place, f"{place}推进公开。", "监督。"))
    workshop.build()
    return workshop.index()


@pytest.fixture
def one_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only one document and two clauses are kept."""
    monkeypatch.setattr(held_module, "_KEPT", 1)
    monkeypatch.setattr(held_module, "_CLAUSES", 2)


def test_every_document_is_held_as_it_was_read(workshop, index: Index) -> None:
    assert dict(index.plans) == {plan.plan_id: plan for plan in workshop.store.current().plans()}
    assert [plan.head for plan in index.plans.values()] == list(index.heads.values())


def test_every_clause_is_found_by_its_id(index: Index) -> None:
    clauses = [clause for plan in index.plans.values() for clause in plan.clauses]
    assert [index.clauses[clause.clause_id] for clause in clauses] == clauses
    assert (list(index.clauses), len(index.clauses)) == ([clause.clause_id for clause in clauses], len(clauses))


def test_a_clause_is_found_before_its_document_was_read(workshop, index: Index) -> None:
    clause = next(workshop.store.current().plans()).clauses[-1]
    assert index.clauses[clause.clause_id] == clause


@pytest.mark.parametrize("unknown", ["", "c000", "\ud800", "没有"])
def test_what_is_not_held_is_not_there(index: Index, unknown: str) -> None:
    assert (index.plans.get(unknown), index.clauses.get(unknown)) == (None, None)
    assert unknown not in index.plans and unknown not in index.clauses


def test_what_was_read_is_not_read_again(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = dict(index.plans)
    monkeypatch.setattr("index.store.Generation.plan", None)
    assert dict(index.plans) == plans


def test_no_more_documents_are_kept_than_are_meant_to_be(one_kept: None, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[LRUCache] = []
    monkeypatch.setattr(held_module, "LRUCache", lambda size: made.append(LRUCache(size)) or made[-1])
    plans = held_module.HeldPlans(index._generation, index._generation.held())
    assert [plans[plan_id].plan_id for plan_id in index.heads] == list(index.heads)
    assert [len(cache) for cache in made] == [1, 2]


def test_threads_that_crowd_each_other_out_all_get_what_they_asked_for(one_kept: None, workshop, index: Index) -> None:
    clauses = [clause for plan in workshop.store.current().plans() for clause in plan.clauses if clause.kind != "furniture"]

    def use(seed: int) -> bool:
        chosen = random.Random(seed).choices(clauses, k=40)
        return all(index.clauses[clause.clause_id] == clause == index.clause_in(clause.plan_id, clause.clause_id) for clause in chosen)

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(use, range(4)))
