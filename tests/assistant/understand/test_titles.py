"""Documents that a question names by their titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.understand.titles import Titles
from index.models import Plan, PlanHead

Read = Callable[..., Plan]


def head(read: Read, plan_text: Callable[..., str], place: str, title: str, plan_id: str) -> PlanHead:
    return read(plan_text(place, "公开。")).head.model_copy(update={"title": title, "plan_id": plan_id})


@pytest.fixture
def titles(read: Read, plan_text: Callable[..., str]) -> Titles:
    return Titles(
        head(read, plan_text, place, title, plan_id)
        for place, title, plan_id in (
            ("温州市", "温州市养犬管理条例", "w1"),
            ("温州市", "温州市管理条例", "w2"),
            ("杭州市", "杭州市养犬管理条例", "h1"),
            ("深圳市", "深圳经济特区绿色建筑条例", "s1"),
        )
    )


def named(titles: Titles, text: str, *places: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[title.start : title.end], title.plan_ids) for title in titles.named_in(text, places)]


@pytest.mark.parametrize("text", ["温州养犬管理条例里谁负责？", "《养犬管理条例》怎么规定？"])
def test_a_title_is_found_without_the_place_before_it_and_with_brackets(titles: Titles, text: str) -> None:
    assert named(titles, text, "温州市") == [("养犬管理条例", ("w1",))]


def test_the_title_of_another_places_document_is_none_here(titles: Titles) -> None:
    assert named(titles, "温州的绿色建筑条例", "温州市") == []


def test_without_a_place_the_documents_of_all_places_are_meant(titles: Titles) -> None:
    assert named(titles, "养犬管理条例规定了什么？") == [("养犬管理条例", ("w1", "h1"))]


def test_a_special_zone_is_part_of_the_place(titles: Titles) -> None:
    assert named(titles, "深圳绿色建筑条例什么时候施行？", "深圳市") == [("绿色建筑条例", ("s1",))]


def test_of_titles_within_one_another_the_longest_is_meant(titles: Titles) -> None:
    assert named(titles, "养犬管理条例", "温州市") == [("养犬管理条例", ("w1",))]


def test_words_that_are_no_title_name_nothing(titles: Titles) -> None:
    assert named(titles, "养犬要办什么手续？") == []
    assert named(titles, "") == []
