"""What is held, over HTTP: documents, clauses, originals, and a search that never leaves the place it names."""

from __future__ import annotations

import hashlib

import pytest
from fastapi.testclient import TestClient

from tests.assistant.http.routes.reading import problem_in


def test_plans_are_listed_with_the_fields_of_the_contract(client: TestClient) -> None:
    plans = client.get("/v1/plans").json()
    assert len(plans) == 5
    fields = "plan_id title place province level kind period status document_number issued_on published_on issuers clauses sha256"
    more = "based_on source form effective_on expires_on version_date repeals superseded_by"
    assert set(fields.split()) | set(more.split()) == set(plans[0])
    zhangye = next(plan for plan in plans if plan["place"] == "张掖市")
    assert zhangye["period"] == {"from": 2021, "to": 2025}
    assert zhangye["document_number"] == "市委发〔2022〕7号"


def test_the_blocks_of_every_plan_tile_its_text(client: TestClient) -> None:
    for listed in client.get("/v1/plans").json():
        plan = client.get(f"/v1/plans/{listed['plan_id']}").json()
        assert {key: plan[key] for key in listed} == listed
        edges = [0] + [block["end"] for block in plan["blocks"]]
        assert [block["start"] for block in plan["blocks"]] == edges[:-1]
        assert edges[-1] == len(plan["text"])
        assert all(plan["text"][fact["start"] : fact["end"]] for fact in plan["facts"])


def test_the_clauses_of_a_plan_are_in_order_and_without_furniture(client: TestClient) -> None:
    for listed in client.get("/v1/plans").json():
        text = client.get(f"/v1/plans/{listed['plan_id']}").json()["text"]
        clauses = client.get(f"/v1/plans/{listed['plan_id']}/clauses").json()
        assert len(clauses) == listed["clauses"]
        assert [clause["start"] for clause in clauses] == sorted(clause["start"] for clause in clauses)
        assert "furniture" not in {clause["kind"] for clause in clauses}
        assert all(text[clause["start"] : clause["end"]] == clause["text"] for clause in clauses)
    assert client.get(f"/v1/clauses/{clauses[0]['clause_id']}").json() == clauses[0]


def test_the_file_a_document_was_read_from_comes_back_as_it_was(client: TestClient) -> None:
    plan = client.get("/v1/plans").json()[0]
    original = client.get(f"/v1/plans/{plan['plan_id']}/original")
    assert hashlib.sha256(original.content).hexdigest() == plan["sha256"]
    assert original.headers["content-disposition"].startswith("attachment")
    problem_in(client.get("/v1/plans/nowhere-1/original"), 404)


def test_a_search_stays_within_the_place_it_names(client: TestClient) -> None:
    for params in ({"q": "张掖市的行政复议体制改革"}, {"q": "行政复议体制改革", "place": "张掖市"}):
        found = client.get("/v1/search", params={**params, "limit": 5}).json()
        assert [clause["rank"] for clause in found] == [1, 2, 3, 4, 5]
        assert {clause["place"] for clause in found} == {"张掖市"}


@pytest.mark.parametrize(
    "params",
    [
        {"q": "兰州市的行政复议"},
        {"q": "行政复议", "place": "天水市"},
        {"q": "张掖市的行政复议", "place": "赣州市"},
        {"q": "行政复议", "place": "吉林省"},
    ],
)
def test_a_search_for_what_is_not_held_finds_nothing_elsewhere(client: TestClient, params: dict[str, str]) -> None:
    assert client.get("/v1/search", params=params).json() == []


def test_a_search_that_names_no_place_looks_everywhere(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "行政复议体制改革", "limit": 20}).json()
    assert len({clause["place"] for clause in found}) > 2
    assert client.get("/v1/search", params={"q": "？！"}).json() == []


@pytest.mark.parametrize("query", ["", "q=", "q=x&limit=0", "q=x&limit=51", "q=x&limit=ten", "q=x&plce=张掖市", "q=" + "长" * 1001])
def test_a_wrong_search_is_refused_rather_than_widened(client: TestClient, query: str) -> None:
    problem_in(client.get(f"/v1/search?{query}"), 422)


@pytest.mark.parametrize("path", ["/v1/plans/none", "/v1/plans/none/clauses", "/v1/clauses/none", "/v1/plans/..%2f..%2fetc"])
def test_what_is_not_held_is_told_as_such(client: TestClient, path: str) -> None:
    problem_in(client.get(path), 404)
