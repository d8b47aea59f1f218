"""Sentences are scored by how much of what was asked they carry, in the locked plans alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.evidence import abbreviates, found_in, gather
from assistant.understand.topic import Term, Topic
from index.models import Clause, Plan
from index.pieces import heading_words
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


def test_without_a_vector_coverage_stands_in_for_similarity_and_says_a_little_less(workshop, two: Index, topic: MakeTopic) -> None:
    unseen = query_of(workshop, "培训多少学时").model_copy(update={"vector": ()})
    evidence = gather(two, topic("培训", "学时"), unseen, list(two.plans))
    assert evidence.best is not None
    assert two.plans[evidence.best.plan_id].words(evidence.best.sentence) == "每年培训不少于60学时。"
    assert all(0 < hit.similarity < hit.coverage for hit in evidence.hits if hit.coverage)
    assert all(hit.similarity == 0 for hit in evidence.hits if not hit.coverage)
    assert evidence.agreed == ""


def test_a_reranker_moves_the_order_and_nothing_that_evidence_is_judged_by(workshop, two: Index, topic: MakeTopic) -> None:
    asked, matter = query_of(workshop, "行政调解"), topic("监管", "公示")
    as_found = gather(two, matter, asked, list(two.plans))
    [lifted] = [clause.clause_id for clause in two.clauses.values() if clause.path and "包容审慎" in two.plan_of(clause).words(clause)]

    def lifting(texts: Sequence[str]) -> list[int]:
        return sorted(range(len(texts)), key=lambda position: "包容审慎" not in texts[position])

    read = gather(two, matter, asked.model_copy(update={"reorder": lifting}), list(two.plans))
    scores = [hit.score for hit in read.hits]
    assert scores == sorted(scores, reverse=True)
    before = {(hit.clause_id, hit.sentence): hit for hit in as_found.hits}
    assert before.keys() == {(hit.clause_id, hit.sentence) for hit in read.hits}
    for hit in read.hits:
        known = before[hit.clause_id, hit.sentence]
        assert (hit.coverage, hit.similarity, hit.unnamed) == (known.coverage, known.similarity, known.unnamed)
        assert 0 < hit.score - known.score < 0.05
    gains = {hit.clause_id: hit.score - before[hit.clause_id, hit.sentence].score for hit in read.hits}
    assert max(gains, key=lambda clause_id: gains[clause_id]) == lifted


def test_what_a_reranker_puts_first_is_looked_into_wherever_it_was_found(
    workshop, two: Index, topic: MakeTopic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.evidence.CANDIDATES", 1)
    asked, matter = query_of(workshop, "行政调解"), topic("行政调解")
    backwards = asked.model_copy(update={"reorder": lambda texts: range(len(texts) - 1, -1, -1)})
    assert (
        gather(two, matter, asked, list(two.plans)).hits[0].clause_id != gather(two, matter, backwards, list(two.plans)).hits[0].clause_id
    )


def test_a_reranker_that_fails_changes_nothing(workshop, two: Index, topic: MakeTopic) -> None:
    asked = query_of(workshop, "行政调解")
    failing = asked.model_copy(update={"reorder": lambda _: ()})
    assert gather(two, topic("行政调解"), failing, list(two.plans)) == gather(two, topic("行政调解"), asked, list(two.plans))


def test_a_reranker_sees_nothing_of_other_plans(workshop, two: Index, topic: MakeTopic) -> None:
    def look(texts: Sequence[str]) -> range:
        assert not any("包容审慎" in text for text in texts)
        return range(len(texts))

    allowed = [plan.plan_id for plan in two.plans.values() if plan.place == "张掖市"]
    asked = query_of(workshop, "包容审慎监管").model_copy(update={"reorder": look})
    assert gather(two, topic("包容审慎"), asked, allowed).hits


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
