"""What a deployment watches: alive and ready for everybody, counts for administrators."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.testclient import TestClient

from assistant.api import create_api
from assistant.bootstrap import Fazhi
from assistant.settings import Settings
from tests.assistant.http.routes.conftest import WithKey
from tests.assistant.http.routes.reading import QUESTION, problem_in


def test_without_an_index_the_process_lives_but_is_not_ready(tmp_path: Path, client: TestClient) -> None:
    empty = TestClient(create_api(Fazhi(Settings(data=tmp_path / "empty"))), raise_server_exceptions=False)
    assert empty.get("/healthz").json() == {"status": "ok"}
    for response in (empty.get("/readyz"), empty.get("/v1/plans"), empty.post("/v1/answers", json={"question": "x", "stream": True})):
        assert "fazhi index" in problem_in(response, 503)["detail"]
    assert counted(empty, "fazhi_index_clauses") == 0
    assert client.get("/readyz").json() == {"status": "ok"}


def counted(client: TestClient, line: str) -> float:
    [found] = re.findall(rf"^{re.escape(line)} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    return float(found)


def test_requests_are_counted_by_route_and_answers_by_status(client: TestClient) -> None:
    for body in ({"question": QUESTION}, {"question": QUESTION, "stream": True}, {"question": "天水市的行政调解由谁负责？"}):
        client.post("/v1/answers", json=body)
    client.post("/v1/hotline/cards", json={"question": QUESTION})
    client.get("/v1/clauses/one")
    client.get("/v1/clauses/two")
    assert counted(client, 'fazhi_requests_total{method="GET",route="/v1/clauses/{clause_id}",status="404"}') == 2
    assert counted(client, 'fazhi_requests_total{method="POST",route="/v1/answers",status="200"}') == 3
    assert counted(client, 'fazhi_answers_total{status="answered",trust="verbatim"}') == 3
    assert counted(client, 'fazhi_refusals_total{status="not_covered"}') == 1
    assert counted(client, 'fazhi_step_seconds_count{step="understand"}') == 4


def test_personal_data_is_counted_by_kind(client: TestClient) -> None:
    for path in ("/v1/answers", "/v1/hotline/cards"):
        client.post(path, json={"question": f"我电话13812345678，{QUESTION}"})
    assert counted(client, 'fazhi_personal_data_total{kind="phone"}') == 2


def test_what_the_index_holds_is_told_and_whether_answering_is_paused(desk: Fazhi, client: TestClient) -> None:
    plans = client.get("/v1/plans").json()
    assert counted(client, "fazhi_index_documents") == len(plans)
    assert counted(client, "fazhi_index_clauses") == sum(plan["clauses"] for plan in plans)
    assert counted(client, "fazhi_paused") == 0
    desk.switch.pause("文件更新中", "值班员")
    assert counted(client, "fazhi_paused") == 1


def test_counts_are_for_administrators_unless_they_are_open_to_all(desk: Fazhi, with_key: WithKey) -> None:
    problem_in(with_key("review").get("/metrics"), 403)
    assert with_key("admin").get("/metrics").status_code == 200
    opened = Fazhi(desk.settings.model_copy(update={"metrics_open": True}))
    opened.__dict__.update(index=desk.index, database=desk.database)
    stranger = TestClient(create_api(opened))
    assert stranger.get("/metrics").status_code == 200
    assert stranger.get("/v1/plans").status_code == 401
