"""The whole application under one address: the page takes what is left, and errors keep their form."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.bootstrap import Fazhi
from ui.app import create_app


@pytest.fixture(scope="module")
def client(fazhi: Fazhi) -> TestClient:
    return TestClient(create_app(fazhi), raise_server_exceptions=False)


def test_page_reader_interface_and_static_files_share_an_address(client: TestClient) -> None:
    assert "法治方案问答" in client.get("/").text
    assert client.get("/plans").status_code == 200
    assert len(client.get("/v1/plans").json()) == 5
    assert client.get("/readyz").json() == {"status": "ok"}
    for name in ("page.js", "page.css", "reader.js", "reader.css", "favicon.svg"):
        assert client.get(f"/ui/{name}").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/none", 404),
        ("GET", "/v1/none", 404),
        ("PUT", "/v1/plans", 405),
        ("DELETE", "/", 405),
        ("GET", "/redoc", 404),
        ("GET", "/ui/none", 404),
        ("GET", "/ui/..%2fapp.py", 404),
        ("POST", "/gradio_api/upload", 404),
        ("GET", "/gradio_api/info", 404),
    ],
)
def test_an_error_is_a_problem_wherever_it_arises(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert response.json()["request_id"] == response.headers["x-request-id"]


def test_the_page_may_load_from_nowhere_else_and_names_no_other_server(client: TestClient) -> None:
    response = client.get("/")
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "fonts.googleapis.com/css" not in response.text
    assert '"analytics_enabled":true' not in response.text
