"""Retrieval alone: where the clauses expected stand in the ranking of each search method, locked to the places of the case.

recall@k: share of the clauses expected among the first k (a case that any of its clauses answers counts the best one).
MRR: mean of 1 / rank of the first clause expected, 0 where it is not found (Voorhees 1999).
nDCG@10: gains of 1 for clauses expected, discounted by log2(rank + 1), over the best possible (Järvelin, Kekäläinen 2002).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from assistant.bootstrap import Fazhi
from assistant.evidence import gather
from assistant.searching import questioned
from eval.cases import numbered_clauses
from eval.results import Asked, Ranked, SearchRow
from index.search import DEPTH, Index, Query, Ranking

METHODS = ("keyword", "vectors", "fused", "reranked")
Rank = Callable[[Index, Query, Sequence[str]], list[str]]


def ranked(fazhi: Fazhi, asked: Asked) -> list[Ranked]:
    """The figures of one case for each method; nothing for a case that expects no clause of a place held."""
    index = fazhi.index.get()
    plans = [index.plans[head.plan_id] for head in index.heads.values() if head.place in asked.case.expect.places]
    expected = {clause.clause_id for _, clause in numbered_clauses(asked.case, plans)}
    question = asked.answer.standalone_question if asked.answer else asked.case.question
    prepared = questioned(fazhi, index, question)
    if not expected or prepared is None:
        return []
    understood, query = prepared
    plan_ids = [plan.plan_id for plan in plans]
    hits = gather(index, understood.parts[0].topic, query, plan_ids).hits
    rankings = {
        "keyword": _clauses(index, index.keyword_search(query, plan_ids, DEPTH)),
        "vectors": _clauses(index, index.vector_search(query, plan_ids, DEPTH)),
        "fused": [found.clause_id for found in index.search(query, plan_ids, DEPTH)],
        "reranked": list(dict.fromkeys(hit.clause_id for hit in hits)),
    }
    every = asked.case.expect.all_clauses
    return [figures(asked.case.id, method, ranking, expected, every=every) for method, ranking in rankings.items()]


def figures(case_id: str, method: str, ranking: Sequence[str], expected: set[str], *, every: bool = True) -> Ranked:
    """Recall, reciprocal rank and nDCG of one ranking; `every` where all of the expected are wanted, not any one."""
    ranks = sorted(rank for rank, found in enumerate(ranking, start=1) if found in expected)
    wanted = len(expected) if every else 1
    ranks = ranks if every else ranks[:1]
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(wanted, 10) + 1))
    gained = sum(1 / math.log2(rank + 1) for rank in ranks if rank <= 10)
    recalls = [sum(rank <= k for rank in ranks) / wanted for k in (1, 5, 10)]
    return Ranked(
        case_id=case_id,
        method=method,
        recall_1=recalls[0],
        recall_5=recalls[1],
        recall_10=recalls[2],
        reciprocal_rank=1 / ranks[0] if ranks else 0.0,
        ndcg_10=gained / best,
    )


def means(rows: Iterable[Ranked]) -> tuple[SearchRow, ...]:
    """The mean figures of each method, in the order in which methods first occur."""
    groups: dict[str, list[Ranked]] = {}
    for row in rows:
        groups.setdefault(row.method, []).append(row)
    return tuple(_mean(method, group) for method, group in groups.items())


def _mean(method: str, group: Sequence[Ranked]) -> SearchRow:
    def mean(name: str) -> float:
        return sum(getattr(row, name) for row in group) / len(group)

    return SearchRow(
        method=method,
        recall_1=mean("recall_1"),
        recall_5=mean("recall_5"),
        recall_10=mean("recall_10"),
        mrr=mean("reciprocal_rank"),
        ndcg_10=mean("ndcg_10"),
        cases=len(group),
    )


def told(row: SearchRow) -> str:
    """One line for a terminal."""
    recalls = f"R@1 {row.recall_1:.3f}  R@5 {row.recall_5:.3f}  R@10 {row.recall_10:.3f}"
    return f"{row.method:10}{recalls}  MRR {row.mrr:.3f}  nDCG@10 {row.ndcg_10:.3f}  ({row.cases})"


def _clauses(index: Index, ranking: Ranking) -> list[str]:
    return list(dict.fromkeys(spot.clause_id for spot, _ in ranking))
