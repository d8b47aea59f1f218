"""Search is locked to plans before it ranks, and fails closed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.models import Spot
from index.search import Index, Query, fuse

Write = Callable[..., str]
SAME = "全面落实行政执法公示制度。"


@pytest.fixture
def index(workshop, plan_text: Write) -> Index:
    workshop.write("a.txt", plan_text("张掖市", SAME, "建立政务诚信档案。"))
    workshop.write("b.txt", plan_text("赣州市", SAME, "推行包容审慎监管。"))
    workshop.build()
    return workshop.index()


def plan_of(index: Index, place: str) -> str:
    return next(plan.plan_id for plan in index.plans.values() if plan.place == place)


def test_what_was_asked_for_comes_first(workshop, index: Index) -> None:
    [best, *_] = index.search(workshop.query("包容审慎监管"), list(index.plans))
    assert "包容审慎" in index.plan_of(index.clauses[best.clause_id]).words(index.clauses[best.clause_id])


@pytest.mark.parametrize("place", ["张掖市", "赣州市"])
def test_search_never_leaves_the_plans_it_is_locked_to(workshop, index: Index, place: str) -> None:
    allowed = plan_of(index, place)
    found = index.search(workshop.query("行政执法公示 包容审慎监管 政务诚信"), [allowed], limit=50)
    assert found
    assert {clause.plan_id for clause in found} == {allowed}


@pytest.mark.parametrize("plan_ids", [[], ["nowhere"], ["", "nowhere"]])
def test_an_unknown_plan_or_none_yields_nothing(workshop, index: Index, plan_ids: list[str]) -> None:
    asked = workshop.query(SAME)
    assert index.search(asked, plan_ids) == []
    assert index.keyword_search(asked, plan_ids, 10) == []
    assert index.vector_search(asked, plan_ids, 10) == []


def test_an_unknown_plan_does_not_widen_a_known_one(workshop, index: Index) -> None:
    allowed = plan_of(index, "张掖市")
    assert {clause.plan_id for clause in index.search(workshop.query(SAME), [allowed, "nowhere"], 50)} == {allowed}


def test_identical_sentences_of_two_cities_are_both_kept(workshop, index: Index) -> None:
    found = index.search(workshop.query(SAME), list(index.plans), 2)
    assert {index.plans[clause.plan_id].place for clause in found} == {"张掖市", "赣州市"}


def test_the_limit_holds(workshop, index: Index) -> None:
    assert len(index.search(workshop.query(SAME), list(index.plans), 1)) == 1


def test_a_question_without_words_is_ranked_by_its_vector_alone(workshop, index: Index) -> None:
    wordless = workshop.query(SAME).model_copy(update={"words": ()})
    assert index.search(wordless, list(index.plans), 1)


def test_a_question_without_a_vector_is_ranked_by_its_words_alone(workshop, index: Index) -> None:
    unseen = workshop.query("包容审慎监管").model_copy(update={"vector": ()})
    assert index.vector_search(unseen, list(index.plans), 10) == []
    [best, *_] = index.search(unseen, list(index.plans))
    assert "包容审慎" in index.plan_of(index.clauses[best.clause_id]).words(index.clauses[best.clause_id])
    assert best.cosine == -1


def test_a_reranker_reads_the_first_clauses_found_and_its_order_stands(workshop, index: Index) -> None:
    asked = workshop.query("行政执法公示 包容审慎监管 政务诚信")
    found = [clause.clause_id for clause in index.search(asked, list(index.plans))]
    read: list[Sequence[str]] = []

    def backwards(texts: Sequence[str]) -> range:
        read.append(texts)
        return range(len(texts) - 1, -1, -1)

    reordered = index.search(asked.model_copy(update={"reorder": backwards}), list(index.plans))
    assert [clause.clause_id for clause in reordered] == found[::-1]
    assert [clause.score for clause in reordered] == sorted((clause.score for clause in reordered), reverse=True)
    assert any("主要任务" in text and SAME in text for text in read[0])


def test_a_reranker_never_sees_what_is_not_searched(workshop, index: Index) -> None:
    def look(texts: Sequence[str]) -> range:
        assert not any("包容审慎" in text for text in texts)
        return range(len(texts))

    asked = workshop.query("包容审慎监管").model_copy(update={"reorder": look})
    assert index.search(asked, [plan_of(index, "张掖市")])


def test_without_an_order_from_the_reranker_the_order_found_stands(workshop, index: Index) -> None:
    asked = workshop.query(SAME)
    failing = asked.model_copy(update={"reorder": lambda _: ()})
    assert index.search(failing, list(index.plans)) == index.search(asked, list(index.plans))


def test_more_clauses_than_a_reranker_reads_follow_as_they_were_found(workshop, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.search.READ", 2)
    asked = workshop.query("行政执法公示 包容审慎监管 政务诚信")
    found = [clause.clause_id for clause in index.search(asked, list(index.plans))]
    swapped = index.search(asked.model_copy(update={"reorder": lambda _: (1, 0)}), list(index.plans))
    assert [clause.clause_id for clause in swapped] == [found[1], found[0], *found[2:]]


def test_the_length_of_vectors_is_known_where_there_are_any(workshop, index: Index) -> None:
    assert index.dimensions == len(workshop.embedding.query("公开"))


def test_fusion_prefers_what_both_rankings_found() -> None:
    one, two, three = (Spot("p", f"c{number}", 0, 1) for number in range(3))
    [(best, _), *_] = fuse([(one, 9.0), (two, 8.0)], [(three, 0.9), (two, 0.8)])
    assert best == two


def test_fusion_adds_reciprocal_ranks() -> None:
    spot = Spot("p", "c", 0, 1)
    assert fuse([(spot, 5.0)], [(spot, 0.1)], k=10) == [(spot, 1.7 / 11)]


def test_real_vectors_find_what_words_do_not_share(fazhi) -> None:
    index = fazhi.index.get()
    asked = Query(text="民告官谁出庭", words=(), vector=tuple(map(float, fazhi.embedding.query("民告官时单位一把手要不要上法庭"))))
    plan_id = next(plan.plan_id for plan in index.plans.values() if plan.place == "赣州市")
    headings = [index.clauses[clause.clause_id].heading for clause in index.search(asked, [plan_id], 3)]
    assert "加强行政复议和行政应诉工作" in headings


MANY = ("张掖市", "赣州市", "长春市", "抚远市", "天水市", "丽水市")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, make_workshop: Callable, plan_text: Write):  # type: ignore[no-untyped-def]
    """Six places with two documents each, all of nearly the same words."""
    workshop = make_workshop(tmp_path_factory.mktemp("many"))
    for place in MANY:
        workshop.write(f"{place}1.txt", plan_text(place, SAME, f"{place}推行包容审慎监管。"))
        workshop.write(f"{place}2.txt", plan_text(place, SAME, "建立政务诚信档案。", years="2016—2020年"))
    workshop.build()
    return workshop


@settings(max_examples=40)
@given(st.sets(st.integers(0, 2 * len(MANY))), st.sampled_from([SAME, "包容审慎监管", "张掖市", "没有"]), st.integers(1, 30))
def test_whatever_plans_are_asked_and_however_many_nothing_leaves_them(many, chosen: set[int], words: str, limit: int) -> None:
    with closing(many.index()) as index:
        known = [plan_id for at, plan_id in enumerate(index.heads) if at in chosen]
        asked = [*known, "nowhere"]
        query = many.query(words)
        rankings = [index.keyword_search(query, asked, limit), index.vector_search(query, asked, limit)]
        for ranking in rankings:
            assert {spot.plan_id for spot, _ in ranking} <= set(known)
            assert len(ranking) <= limit
            assert [score for _, score in ranking] == sorted((score for _, score in ranking), reverse=True)
        assert bool(rankings[1]) == bool(known)
        for spot, _ in (pair for ranking in rankings for pair in ranking):
            clause = index.clause_in(spot.plan_id, spot.clause_id)
            assert clause.start <= spot.start < spot.end <= clause.end
        assert {clause.plan_id for clause in index.search(query, asked, limit)} <= set(known)
        assert len(index.plain_texts(asked)) == len(known)


def test_a_place_with_much_does_not_crowd_out_the_best_of_another(many) -> None:
    index = many.index()
    of = {head.place: plan_id for plan_id, head in index.heads.items() if "2021" in plan_id}
    [(best, _), *_] = index.vector_search(many.query("主要任务。丽水市推行包容审慎监管。"), list(index.heads), 3)
    assert best.plan_id == of["丽水市"]


def test_many_questions_at_once_over_more_places_than_are_kept_open_are_answered_as_one_by_one(
    many, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search._OPEN_AT_ONCE", 2)
    monkeypatch.setattr("index.search._LEXICONS", 2)
    index, query = many.index(), many.query(SAME)
    alone = {plan_id: index.search(query, [plan_id]) for plan_id in index.heads}

    def use(seed: int) -> bool:
        chosen = random.Random(seed).choices(list(index.heads.values()), k=15)
        lexicons = [index.lexicon([head.place]) for head in chosen]
        return all(lexicon.knows("公示") for lexicon in lexicons) and all(
            index.search(query, [head.plan_id]) == alone[head.plan_id] for head in chosen
        )

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(use, range(4)))
    index.close()
