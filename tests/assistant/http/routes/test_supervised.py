"""What supervisors read: open questions grouped, and the record as a file, each for those who may."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from tests.assistant.http.routes.conftest import WithKey
from tests.assistant.http.routes.reading import QUESTION, problem_in

OPEN = ["天水市的行政调解由谁负责？", "天水市行政调解由谁负责？", "赣州市的公务员工资怎么规定？", "行政调解由谁负责？"]


def ask(client: TestClient, *questions: str) -> list[str]:
    return [client.post("/v1/answers", json={"question": question}).json()["answer_id"] for question in questions]


def test_open_questions_are_grouped_by_reason_place_and_matter(client: TestClient) -> None:
    ids = ask(client, *OPEN, QUESTION)
    groups = client.get("/v1/gaps").json()
    assert [(one["reason"], one["place"], one["count"]) for one in groups] == [
        ("not_held", "天水市", 2),
        ("unclear", "", 1),
        ("not_said", "赣州市", 1),
    ]
    assert (groups[0]["matter"], groups[0]["question"], groups[0]["answer_id"]) == ("行政调解", OPEN[1], ids[1])
    assert [one["reason"] for one in client.get("/v1/gaps", params={"reason": "unclear"}).json()] == ["unclear"]
    assert len(client.get("/v1/gaps", params={"limit": 1}).json()) == 1
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    assert client.get("/v1/gaps", params={"since": tomorrow}).json() == []


def test_json_lines_hold_every_answer_with_its_record(client: TestClient) -> None:
    ids = ask(client, QUESTION, OPEN[0])
    response = client.get("/v1/records")
    assert response.headers["content-type"] == "application/jsonl; charset=utf-8"
    assert 'filename="records.jsonl"' in response.headers["content-disposition"]
    lines = [json.loads(line) for line in response.text.splitlines()]
    assert [line["answer"]["answer_id"] for line in lines] == ids
    assert [line["record"]["number"] for line in lines] == [1, 2]


def test_a_table_opens_in_a_spreadsheet_and_runs_nothing_there(client: TestClient) -> None:
    ask(client, QUESTION, "=cmd|' /C calc'!A0")
    response = client.get("/v1/records", params={"format": "csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["状态"] for row in rows] == ["answered", "out_of_scope"]
    assert rows[0]["提问"] == QUESTION
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_an_export_is_of_the_days_asked_for(client: TestClient) -> None:
    ask(client, QUESTION)
    today = datetime.now(UTC).date()
    for params, count in (({"until": today.isoformat()}, 0), ({"since": today.isoformat()}, 1), ({"since": "9999-01-01"}, 0)):
        assert len(client.get("/v1/records", params=params).text.splitlines()) == count


def test_gaps_are_for_supervisors_and_exports_for_administrators(with_key: WithKey) -> None:
    callers = {scope: with_key(scope, scope) for scope in ("ask", "review", "admin")}
    told = {scope: (caller.get("/v1/gaps").status_code, caller.get("/v1/records").status_code) for scope, caller in callers.items()}
    assert told == {"ask": (403, 403), "review": (200, 403), "admin": (200, 200)}


@pytest.mark.parametrize("query", ["format=xlsx", "since=yesterday", "until=2026-02-30", "sice=2026-01-01"])
def test_a_wrong_export_is_refused_rather_than_widened(client: TestClient, query: str) -> None:
    problem_in(client.get(f"/v1/records?{query}"), 422)


@pytest.mark.parametrize("query", ["reason=none", "limit=0", "limit=1001", "since=2026"])
def test_a_wrong_look_at_the_gaps_is_refused(client: TestClient, query: str) -> None:
    problem_in(client.get(f"/v1/gaps?{query}"), 422)
