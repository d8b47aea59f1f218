"""Articles that the source does not begin on a line of their own are found, and references are not taken for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.models import Plan

Read = Callable[..., Plan]
TITLE = "张掖市信访办法\n"


def articles(plan: Plan) -> list[str]:
    return [clause.path[-1] for clause in plan.clauses if clause.path]


@pytest.mark.parametrize(
    "body",
    [
        "第一条 甲。第二条乙。\n第三条 丙。\n",
        "第一条 甲。 第二条乙。\n第三条 丙。\n",
        "第一条 甲。\n第二条乙。\n第三条 丙。\n",
        "第一条 甲。第二条 乙。第三条 丙。\n",
        "第一条 甲。\n\n第二条 乙。第三条丙。\n",
    ],
)
def test_an_article_that_runs_on_after_a_sentence_is_found_where_its_number_is_missing(read: Read, body: str) -> None:
    plan = read(TITLE + body)
    assert articles(plan) == ["第一条", "第二条", "第三条"]
    assert [plan.words(clause).strip()[-2:] for clause in plan.clauses[1:]] == ["甲。", "乙。", "丙。"]
    assert plan.oddities == ()


@pytest.mark.parametrize(
    "words",
    [
        "按照办法办理。第二条规定的除外。",
        "按照办法办理。第二条第一款另有规定的除外。",
        "按照第二条办理。",
        "第四条内容另行公布。第五条也是。",
    ],
)
def test_a_reference_after_a_sentence_begins_no_article(read: Read, words: str) -> None:
    plan = read(f"{TITLE}第一条 甲。{words}\n第二条 乙。\n第三条 丙。\n")
    assert articles(plan) == ["第一条", "第二条", "第三条"]
    assert words in plan.words(plan.clauses[1])


def test_an_article_missing_in_the_source_is_reported_and_not_made_up(read: Read) -> None:
    plan = read(f"{TITLE}第一条 甲。\n第三条 丙。\n第四条 丁。\n")
    assert articles(plan) == ["第一条", "第三条", "第四条"]
    assert [oddity.code for oddity in plan.oddities] == ["gap"]


def test_a_dash_typed_for_one_is_read_as_one_and_printed_as_it_stands(read: Read) -> None:
    plan = read(f"{TITLE}第十条 甲。\n第十－条 乙。\n第十二条 丙。\n")
    assert articles(plan) == ["第十条", "第十－条", "第十二条"]
    assert [oddity.code for oddity in plan.oddities] == ["start"]


def test_an_inserted_article_is_no_repetition(read: Read) -> None:
    plan = read(f"{TITLE}第一条 甲。\n第一条之一 乙。\n第二条 丙。\n")
    assert articles(plan) == ["第一条", "第一条之一", "第二条"]
    assert plan.oddities == ()


def test_a_single_chapter_divides_the_articles_too(read: Read) -> None:
    plan = read(f"{TITLE}第一条 甲。\n第二章  附则\n第二条 乙。\n")
    assert [clause.path for clause in plan.clauses[1:]] == [("第一条",), ("第二章",), ("第二章", "第二条")]
    assert plan.clauses[2].heading == "附则"
