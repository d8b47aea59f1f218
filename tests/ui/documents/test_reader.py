"""The document reader: nothing of a plan is lost, the cited words stand out, and nothing in it can run."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.bootstrap import Fazhi
from assistant.links import quote_link
from index.models import Plan, Span
from ui.documents.editions import Standing
from ui.documents.facts import facts
from ui.documents.reader import reader_routes
from ui.documents.reading import reading, shown_block
from ui.templating import fragment, markup
from ui.visitors import Visitor

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def client(fazhi: Fazhi) -> TestClient:
    app = FastAPI()
    app.include_router(reader_routes(fazhi))
    return TestClient(app)


@pytest.fixture(scope="module")
def plans(fazhi: Fazhi) -> list[Plan]:
    return list(fazhi.index.get().plans.values())


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_the_page_of_a_plan_holds_every_word_of_it_once_and_in_order(client: TestClient, plans: list[Plan]) -> None:
    for plan in plans:
        article = re.search(r"<article>(.*)</article>", client.get(f"/plans/{plan.plan_id}").text, re.DOTALL)
        assert article is not None
        text = re.sub(r"<summary>网页残留[^<]*</summary>", "", article[1])
        assert bare(words_of(text)) == bare(plan.text)


def test_every_clause_is_an_anchor(client: TestClient, plans: list[Plan]) -> None:
    for plan in plans:
        text = client.get(f"/plans/{plan.plan_id}").text
        assert all(f'id="{clause.clause_id}"' in text for clause in plan.citable)


def test_the_cited_words_are_marked_and_no_others(client: TestClient, plans: list[Plan]) -> None:
    for plan in plans:
        clause = max(plan.citable, key=lambda clause: len(clause.sentences))
        for span in (clause.sentences[0], clause.sentences[-1], Span(start=clause.start, end=clause.end)):
            text = client.get(quote_link(plan.plan_id, clause.clause_id, span.start, span.end)).text
            marked = "".join(re.findall(r"<mark>(.*?)</mark>", text, re.DOTALL))
            assert bare(words_of(marked)) == bare(plan.words(span))


def test_words_cited_across_clauses_are_marked_in_each(plans: list[Plan]) -> None:
    plan = plans[0]
    first, second = plan.citable[12:14]
    shown = reading(plan, Span(start=first.end - 8, end=second.start + 3), TODAY)
    assert [block.clause_id for block in shown.blocks if block.is_marked] == [first.clause_id, second.clause_id]


@pytest.mark.parametrize(
    "query",
    [
        "start=5",
        "start=9&end=5",
        "start=-1&end=5",
        "start=a&end=b",
        f"start=0&end={'9' * 400}",
        "start=99999999&end=999999999",
        "start=&end=",
        "start=²&end=³",
    ],
)
def test_a_link_that_makes_no_sense_marks_nothing(client: TestClient, plans: list[Plan], query: str) -> None:
    response = client.get(f"/plans/{plans[0].plan_id}?{query}")
    assert response.status_code == 200
    assert "<mark>" not in response.text


def test_page_furniture_is_folded_away_and_named_as_such(client: TestClient, plans: list[Plan]) -> None:
    plan = next(plan for plan in plans if any(clause.kind == "furniture" and plan.words(clause).strip() for clause in plan.clauses))
    assert '<details class="furniture"' in client.get(f"/plans/{plan.plan_id}").text


def test_facts_link_to_where_the_text_says_so(client: TestClient, plans: list[Plan]) -> None:
    plan = next(plan for plan in plans if plan.document_number)
    row = next(row for row in facts(plan, TODAY) if row.name == "文号")
    assert row.values[0].text == plan.document_number
    assert row.values[0].href is not None
    assert f"<mark>{plan.document_number}</mark>" in client.get(row.values[0].href).text


def test_an_ended_period_and_a_draft_are_named_on_the_page(plans: list[Plan], client: TestClient) -> None:
    draft = next(plan for plan in plans if plan.status == "draft")
    assert "该方案是征求意见稿，不是正式文件。" in client.get(f"/plans/{draft.plan_id}").text
    values = {row.name: row.values[0].text for row in facts(draft, TODAY)}
    assert values["实施期限"].endswith("（已届满）")
    assert not {row.name: row.values[0].text for row in facts(draft, date(2023, 1, 1))}["实施期限"].endswith("（已届满）")


def test_the_catalogue_links_every_plan_and_an_unknown_one_is_not_found(client: TestClient, plans: list[Plan]) -> None:
    catalogue = client.get("/plans").text
    assert all(f'href="/plans/{plan.plan_id}"' in catalogue for plan in plans)
    missing = client.get("/plans/none")
    assert (missing.status_code, "没有这份文件" in missing.text) == (404, True)


def test_nothing_is_loaded_from_elsewhere_or_run_inline(client: TestClient, plans: list[Plan]) -> None:
    for path in ("/plans", f"/plans/{plans[0].plan_id}", "/plans/none"):
        response = client.get(path)
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert re.findall(r'(?:src|href)="(?!/|#)', response.text) == []
        assert not re.search(r"<script(?! src=)|\son\w+=|style=", response.text)


def test_markup_in_a_document_is_shown_and_never_obeyed(plans: list[Plan]) -> None:
    hostile = "<img src=x onerror=alert(1)>\"'&"
    plan = plans[0]
    clause = plan.citable[0]
    text = hostile.ljust(clause.end - clause.start) + plan.text[clause.end :]
    rewritten = plan.model_copy(update={"text": text, "title": hostile})
    block = shown_block(rewritten, clause.model_copy(update={"start": 0, "heading": hostile}), Span(start=2, end=6))
    assert "".join(segment.text for line in block.lines for segment in line).strip() == hostile
    shown = reading(rewritten, Span(start=2, end=6), TODAY)
    nothing = Standing(sentences=(hostile,), others=())
    assert "<img" not in markup("plan.html", visitor=Visitor(owner=""), active="", plan=shown, standing=nothing)
    assert "<img" not in fragment("failure.html", sentence=hostile, key=hostile)
