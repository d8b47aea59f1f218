"""Sentences are scored by how much of what was asked they carry, in the locked plans alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.evidence import abbreviates, found_in, gather, heading_words
from assistant.understand.topic import Term, Topic
from index.models import Clause, Plan
from index.search import Index, Query
from index.words import cut_for_search

MakeTopic = Callable[..., Topic]


def query_of(workshop, text: str) -> Query:
    return Query(text=text, words=tuple(cut_for_search(text)), vector=tuple(map(float, workshop.embedding.query(text))))


def term(word: str, *alternatives: str, at_home: bool = False) -> Term:
    return Term(word=word, alternatives=alternatives, weight=1.0, at_home=at_home)


@pytest.fixture
def two(workshop, plan_text: Callable[..., str], small_index: Callable[..., Index]) -> Index:
    """张掖市 and 赣州市 with one sentence in common."""
    workshop.write("赣州.txt", plan_text("赣州市", "全面落实行政执法公示制度。", "推行包容审慎监管。（责任单位：市司法局）"))
    return small_index("全面落实行政执法公示制度。", "加强行政调解工作。每年培训不少于60学时。（责任单位：市司法局）")


def test_the_sentence_that_carries_the_words_comes_first(workshop, two: Index, topic: MakeTopic) -> None:
    evidence = gather(two, topic("培训", "学时"), query_of(workshop, "培训多少学时"), list(two.plans))
    assert evidence.best is not None
    assert two.plans[evidence.best.plan_id].words(evidence.best.sentence) == "每年培训不少于60学时。"
    assert evidence.best.coverage == 1.0
    scores = [hit.score for hit in evidence.hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("place", ["张掖市", "赣州市"])
def test_evidence_never_leaves_the_plans_it_is_locked_to(workshop, two: Index, topic: MakeTopic, place: str) -> None:
    allowed = [plan.plan_id for plan in two.plans.values() if plan.place == place]
    evidence = gather(two, topic("行政执法公示制度", "包容审慎", "学时"), query_of(workshop, "行政执法公示制度 包容审慎 学时"), allowed)
    assert {hit.plan_id for hit in evidence.hits} == set(allowed)


@pytest.mark.parametrize("plan_ids", [[], ["nowhere"]])
def test_no_plan_gives_no_evidence(workshop, two: Index, topic: MakeTopic, plan_ids: list[str]) -> None:
    evidence = gather(two, topic("培训"), query_of(workshop, "培训"), plan_ids)
    assert (evidence.hits, evidence.best, evidence.agreed) == ((), None, "")


def test_evidence_may_be_limited_to_clauses(workshop, two: Index, topic: MakeTopic) -> None:
    only = [clause.clause_id for clause in two.clauses.values() if clause.path and "公示" in two.plan_of(clause).words(clause)][:1]
    evidence = gather(two, topic("培训"), query_of(workshop, "培训"), list(two.plans), only)
    assert {hit.clause_id for hit in evidence.hits} == set(only)
    assert evidence.of(only[0]) == evidence.hits
    assert evidence.of("another") == ()


def test_a_line_of_units_is_no_evidence_for_its_matter(workshop, two: Index, topic: MakeTopic) -> None:
    evidence = gather(two, topic("市司法局"), query_of(workshop, "市司法局"), list(two.plans))
    said = [two.plans[hit.plan_id].words(hit.sentence) for hit in evidence.hits]
    assert said
    assert not any(words.startswith("（责任单位") for words in said)


def test_a_word_counts_most_in_the_sentence_then_the_heading_then_the_clause() -> None:
    word = term("行政调解")
    worth = [
        found_in(word, "加强行政调解。", "", ""),
        found_in(word, "抓好落实。", "加强行政调解", ""),
        found_in(word, "抓好落实。", "", "加强行政调解。抓好落实。"),
        found_in(word, "抓好落实。", "矛盾化解", "抓好落实。"),
    ]
    assert worth == sorted(worth, reverse=True)
    assert (worth[0], worth[-1]) == (1.0, 0.0)
    assert len(set(worth)) == 4


def test_another_word_for_it_counts_less_than_the_word_and_least_where_the_word_is_at_home() -> None:
    itself = found_in(term("学习", "培训"), "组织学习。", "", "")
    foreign = found_in(term("学习", "培训"), "组织培训。", "", "")
    at_home = found_in(term("学习", "培训", at_home=True), "组织培训。", "", "")
    assert itself > foreign > at_home > 0


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("听审", "旁听庭审活动", True),
        ("环保", "环境保护", True),
        ("听审", "听取群众意见后认真审查", False),
        ("环保", "保护环境", False),
        ("ab", "a b", False),
        ("审", "审查", False),
    ],
)
def test_a_short_word_may_abbreviate_a_longer_one(word: str, text: str, expected: bool) -> None:
    assert abbreviates(word, text) is expected


def test_the_headings_of_a_clause_are_those_above_it_and_its_own(bundled: dict[str, Plan], clause_of: Callable[..., Clause]) -> None:
    words = heading_words(bundled["赣州"], clause_of("赣州", "三", "（四）", "14．"))
    assert words.endswith("强化行政执法监督")
    assert len(words.split(" ")) == 3


def test_the_share_of_the_matter_a_clause_does_not_name_is_counted(workshop, two: Index, topic: MakeTopic) -> None:
    evidence = gather(two, topic("行政调解", "工资"), query_of(workshop, "行政调解"), list(two.plans))
    unnamed = {two.plans[hit.plan_id].words(hit.sentence): hit.unnamed for hit in evidence.hits}
    assert unnamed["加强行政调解工作。"] == 0.5
    assert unnamed["推行包容审慎监管。"] == 1.0
