"""The HTTP interface as a whole: the addresses of the contract, its own description, and what is told at any address."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from assistant.api import create_api
from assistant.bootstrap import Fazhi
from tests.assistant.http.routes.reading import JSON, problem_in


@pytest.fixture(scope="module")
def client(fazhi: Fazhi) -> TestClient:
    return TestClient(create_api(fazhi), raise_server_exceptions=False)


def test_the_addresses_are_those_of_the_contract_and_of_the_hotline(client: TestClient) -> None:
    contract = (
        "/v1/answers /v1/answers/{answer_id} /v1/plans /v1/plans/{plan_id} /v1/plans/{plan_id}/clauses /v1/clauses/{clause_id} /v1/search "
        "/healthz /readyz /metrics"
    )
    hotline = "/v1/hotline/cards /v1/answers/{answer_id}/review /v1/answers/{answer_id}/feedback /v1/gaps /v1/records"
    beyond = "/v1/plans/{plan_id}/original /v1/chat/completions /v1/models /v1/models/{model}"
    assert set(client.get("/openapi.json").json()["paths"]) == set(f"{contract} {hotline} {beyond}".split())


def test_the_page_of_the_documentation_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert loaded and all(address.startswith("/") and not address.startswith("//") for address in loaded)
    assert not re.search(r"https?://", page.text)
    for address in (*loaded, "/openapi.json"):
        assert client.get(address).status_code == 200


def test_without_a_key_the_documentation_is_not_shown_either(fazhi: Fazhi) -> None:
    guarded = TestClient(create_api(Fazhi(fazhi.settings.model_copy(update={"api_keys": "key"}))))
    for path in ("/docs", "/openapi.json", "/v1/plans", "/metrics", "/none"):
        response = guarded.get(path)
        problem_in(response, 401)
        assert response.headers["www-authenticate"].startswith("Bearer" if path.startswith("/v1/") else "Basic")
        assert guarded.get(path, auth=("anyone", "key")).status_code != 401  # as a browser asks for it
    assert guarded.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/v1/none", "/redoc", "/none", "/v1/answers/none"])
def test_what_is_not_there_is_told_as_such(client: TestClient, path: str) -> None:
    problem_in(client.get(path), 404)


def test_a_wrong_method_is_a_problem_that_names_the_right_one(client: TestClient) -> None:
    response = client.put("/v1/plans")
    problem_in(response, 405)
    assert response.headers["allow"] == "GET"


def test_a_body_over_a_megabyte_is_refused_with_or_without_a_length(client: TestClient) -> None:
    problem_in(client.post("/v1/answers", json={"question": "长" * 400_000}), 413)
    problem_in(client.post("/v1/answers", content=(b" " * 100_000 for _ in range(20)), headers=JSON), 413)


def test_no_answer_of_the_interface_is_kept_by_those_between(client: TestClient) -> None:
    for response in (client.get("/v1/plans"), client.post("/v1/answers", json={"question": "您好"}), client.get("/v1/none")):
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-content-type-options"] == "nosniff"


def test_every_response_carries_a_request_id_and_the_security_headers(client: TestClient) -> None:
    for response in (
        client.get("/healthz"),
        client.get("/none"),
        client.get("/docs"),
        client.post("/v1/answers", content=b"{", headers=JSON),
    ):
        assert len(response.headers["x-request-id"]) == 32
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("given", "is_kept"), [("abc-1.2_X", True), ("x" * 64, True), ("x" * 65, False), ("a b", False), ("<b>", False), ("", False)]
)
def test_a_sane_request_id_is_kept_and_any_other_replaced(client: TestClient, given: str, is_kept: bool) -> None:
    told = client.get("/healthz", headers={"x-request-id": given}).headers["x-request-id"]
    assert (told == given) == is_kept
