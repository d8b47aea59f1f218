"""Of sentences about as near, those that other places have in nearly the same words come first."""

from __future__ import annotations

from assistant.compose.alike import leaning
from assistant.evidence import Evidence, Hit
from index.models import Plan
from index.search import Index


def evidence(index: Index, plan: Plan, **scores: float) -> Evidence:
    """The sentences of a plan that hold these words, with these scores."""
    hits = [
        Hit(plan_id=plan.plan_id, clause_id=clause.clause_id, sentence=s, coverage=score, similarity=score, score=score)
        for words, score in scores.items()
        for clause in plan.citable
        for s in clause.sentences
        if words in plan.words(s)
    ]
    return Evidence(hits=tuple(sorted(hits, key=lambda hit: -hit.score)))


def first(index: Index, found: Evidence) -> str:
    assert found.best
    return index.plans[found.best.plan_id].words(found.best.sentence)


def test_the_sentence_with_a_counterpart_comes_first(index: Index, plans: list[Plan]) -> None:
    zhangye, ganzhou = (next(plan for plan in plans if plan.place == place) for place in ("张掖市", "赣州市"))
    own = evidence(index, zhangye, 行政裁决改革试点=0.62, 公正权威=0.6)
    other = evidence(index, ganzhou, 公正权威=0.9)
    assert "公正权威" in first(index, leaning(index, own, [other]))


def test_what_is_far_from_the_question_gains_nothing(index: Index, plans: list[Plan]) -> None:
    zhangye, ganzhou = (next(plan for plan in plans if plan.place == place) for place in ("张掖市", "赣州市"))
    own = evidence(index, zhangye, 行政裁决改革试点=0.9, 公正权威=0.3)
    assert "行政裁决" in first(index, leaning(index, own, [evidence(index, ganzhou, 公正权威=0.9)]))


def test_without_anything_to_compare_nothing_changes(index: Index, plans: list[Plan]) -> None:
    own = evidence(index, plans[0])
    assert leaning(index, own, []) == own == leaning(index, own, [Evidence(hits=())])
