"""The HTTP interface: every address of the contract, and every way a request can be wrong."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api import create_api
from assistant.bootstrap import Fazhi
from assistant.settings import Settings
from index.errors import EmbeddingError

QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
JSON = {"content-type": "application/json"}


def client_of(fazhi: Fazhi) -> TestClient:
    return TestClient(create_api(fazhi), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def client(fazhi: Fazhi) -> TestClient:
    return client_of(fazhi)


@pytest.fixture(scope="module")
def keyed(fazhi: Fazhi) -> TestClient:
    guarded = Fazhi(fazhi.settings.model_copy(update={"api_keys": "first-key, 第二把钥匙"}))
    guarded.__dict__["embedding"] = fazhi.embedding  # the model is loaded once
    return client_of(guarded)


def assert_problem(response, status: int) -> dict:  # type: ignore[no-untyped-def,type-arg]
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "instance", "request_id"}
    assert problem["status"] == status
    assert problem["request_id"] == response.headers["x-request-id"]
    assert problem["detail"].endswith("。")
    assert "Traceback" not in response.text
    return problem


def events_of(text: str) -> Iterator[tuple[str, dict]]:  # type: ignore[type-arg]
    for event in filter(None, text.split("\n\n")):
        name, data = event.split("\n")
        yield name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_an_answer_rests_on_words_of_its_plan(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": QUESTION}).json()
    assert answer["status"] == "answered"
    assert answer["citations"]
    for citation in answer["citations"]:
        text = client.get(f"/v1/plans/{citation['plan_id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_given_answer_can_be_read_again_by_its_id(client: TestClient) -> None:
    answer = client.post("/v1/answers", json={"question": QUESTION}).json()
    assert client.get(f"/v1/answers/{answer['answer_id']}").json() == answer


def test_a_stream_tells_steps_then_claims_then_the_whole_answer(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": QUESTION, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = list(events_of(response.text))
    names = [name for name, _ in events]
    assert names == sorted(names, key=["step", "claim", "answer"].index)
    assert [data["text"] for name, data in events if name == "step"] == ["正在理解问题", "检索", "核对"]
    answer = events[-1][1]
    claims = [data for name, data in events if name == "claim"]
    assert [{key: claim[key] for key in said} for claim, said in zip(claims, answer["claims"], strict=True)] == answer["claims"]
    assert all([source["marker"] for source in claim["sources"]] == claim["citations"] for claim in claims)
    assert client.get(f"/v1/answers/{answer['answer_id']}").json() == answer


def test_a_failure_while_streaming_is_an_event_of_its_own(fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise EmbeddingError("向量接口没有响应，请检查 FAZHI_EMBEDDING_URL。")

    monkeypatch.setattr(fazhi.chat, "answer", fail)
    response = client_of(fazhi).post("/v1/answers", json={"question": QUESTION, "stream": True})
    [(name, problem)] = events_of(response.text)
    assert (name, problem["status"]) == ("error", 502)
    assert problem["request_id"] == response.headers["x-request-id"]


def test_an_unforeseen_failure_is_told_without_its_cause(fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fazhi.chat, "answer", lambda *_: 1 / 0)
    problem = assert_problem(client_of(fazhi).post("/v1/answers", json={"question": QUESTION}), 500)
    assert "division" not in json.dumps(problem)


def test_questions_of_one_session_follow_on_and_others_do_not(client: TestClient) -> None:
    for session, expected in (("one", "赣州市"), ("two", None)):
        client.post("/v1/answers", json={"question": QUESTION, "session_id": "one"})
        after = client.post("/v1/answers", json={"question": "那赣州呢？", "session_id": session}).json()
        assert (after["standalone_question"] != "那赣州呢？") == (expected is not None)


def test_questions_at_the_same_time_get_their_own_answers(client: TestClient) -> None:
    questions = [QUESTION, "赣州市方案的文号是什么？", "兰州市的行政调解由谁负责？"] * 4
    alone = {question: client.post("/v1/answers", json={"question": question}).json()["answer"] for question in set(questions)}
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda question: client.post("/v1/answers", json={"question": question}).json(), questions))
    assert [answer["answer"] for answer in together] == [alone[question] for question in questions]
    assert len({answer["answer_id"] for answer in together}) == len(questions)


def test_an_uncovered_place_is_an_answer_and_not_an_error(client: TestClient) -> None:
    for place in ("天水市", "没有这个地方"):
        answer = client.post("/v1/answers", json={"question": "行政调解由谁负责？", "place": place}).json()
        assert (answer["status"], answer["citations"]) == ("not_covered", [])


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


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "？！。",
        "a" * 10_000,
        "法" * 10_000,
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE answers;--",
        "\0",
        "\u202e\u200b",
        "Where is it?",
    ],
)
def test_an_odd_question_gets_a_status_and_one_clear_sentence(client: TestClient, question: str) -> None:
    response = client.post("/v1/answers", json={"question": question})
    assert response.status_code == 200
    assert response.json()["status"] in ("out_of_scope", "blocked", "greeting", "needs_clarification")
    assert response.json()["answer"]


def test_half_a_surrogate_anywhere_in_a_request_does_no_harm(client: TestClient) -> None:
    for body in (
        rb'{"question": "\ud800"}',
        rb'{"question": "\ud800\u0000", "place": "\udfff", "session_id": "\ud800\u0000"}',
        rb'{"question": "\ud800", "stream": true}',
    ):
        assert client.post("/v1/answers", content=body, headers=JSON).status_code == 200
    assert_problem(client.post("/v1/answers", content=rb'{"question": "x", "\ud800": 1}', headers=JSON), 422)
    assert client.get("/v1/search?q=%ED%A0%80").status_code == 200


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"question": NaN'])
def test_a_body_that_is_not_json_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/v1/answers", content=body, headers=JSON)
    assert_problem(response, 422 if not body else 400)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "question：缺少"),
        ({"question": 3}, "question：应为文字"),
        ({"question": None}, "question：应为文字"),
        ({"question": "x", "plce": "张掖市"}, "plce：不是这个接口的字段"),
        ({"question": "x", "as_of": "2026-13-01"}, "as_of：应为 2026-01-01 这样的日期"),
        ({"question": "x", "as_of": "20260101"}, "as_of：应为 2026-01-01 这样的日期"),
        ({"question": "x", "stream": "perhaps"}, "stream：应为 true 或 false"),
        ({"question": "长" * 20_001}, "question：太长"),
        ([], "JSON 对象"),
    ],
)
def test_a_wrong_field_is_named_with_what_it_should_be(client: TestClient, body: object, said: str) -> None:
    assert said in assert_problem(client.post("/v1/answers", json=body), 422)["detail"]


@pytest.mark.parametrize("query", ["", "q=", "q=x&limit=0", "q=x&limit=51", "q=x&limit=ten", "q=x&plce=张掖市", "q=" + "长" * 1001])
def test_a_wrong_search_is_refused_rather_than_widened(client: TestClient, query: str) -> None:
    assert_problem(client.get(f"/v1/search?{query}"), 422)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/answers/none",
        "/v1/plans/none",
        "/v1/plans/none/clauses",
        "/v1/clauses/none",
        "/v1/none",
        "/docs",
        "/redoc",
        "/v1/plans/..%2f..%2fetc",
    ],
)
def test_what_is_not_there_is_told_as_such(client: TestClient, path: str) -> None:
    assert_problem(client.get(path), 404)


def test_a_wrong_method_is_a_problem_that_names_the_right_one(client: TestClient) -> None:
    response = client.put("/v1/plans")
    assert_problem(response, 405)
    assert response.headers["allow"] == "GET"


def test_a_body_over_a_megabyte_is_refused_with_or_without_a_length(client: TestClient) -> None:
    assert_problem(client.post("/v1/answers", json={"question": "长" * 400_000}), 413)
    assert_problem(client.post("/v1/answers", content=(b" " * 100_000 for _ in range(20)), headers=JSON), 413)


def test_without_an_index_the_process_lives_but_is_not_ready(fazhi: Fazhi, tmp_path: Path) -> None:
    empty = client_of(Fazhi(Settings(data=tmp_path)))
    assert empty.get("/healthz").json() == {"status": "ok"}
    for response in (empty.get("/readyz"), empty.get("/v1/plans"), empty.post("/v1/answers", json={"question": "x", "stream": True})):
        assert "fazhi index" in assert_problem(response, 503)["detail"]
    assert "fazhi_index_clauses 0" in empty.get("/metrics").text
    assert client_of(fazhi).get("/readyz").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer first-key"},
        {"x-api-key": "first-key"},
        {"authorization": "Basic " + base64.b64encode("anyone:第二把钥匙".encode()).decode()},
    ],
)
def test_a_key_opens_the_interface(keyed: TestClient, headers: dict[str, str]) -> None:
    assert keyed.get("/v1/plans", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer wrong"},
        {"authorization": "Bearer "},
        {"authorization": "Basic first-key"},
        {"authorization": "Basic %%%"},
        {"x-api-key": ""},
        {"x-api-key": "first-key, 第二把钥匙".encode()},
    ],
)
def test_without_the_right_key_nothing_but_health_is_told(keyed: TestClient, headers: dict[str, str]) -> None:
    for path in ("/v1/plans", "/v1/search?q=x", "/metrics", "/openapi.json", "/", "/plans", "/none"):
        response = keyed.get(path, headers=headers)
        assert_problem(response, 401)
        assert "www-authenticate" in response.headers
    assert keyed.get("/healthz", headers=headers).status_code == 200
    assert keyed.get("/readyz", headers=headers).status_code == 200


def test_every_response_carries_a_request_id_and_the_security_headers(client: TestClient, keyed: TestClient) -> None:
    for response in (
        client.get("/healthz"),
        client.get("/none"),
        client.post("/v1/answers", content=b"{", headers=JSON),
        keyed.get("/v1/plans"),
    ):
        assert len(response.headers["x-request-id"]) == 32
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("given", "is_kept"), [("abc-1.2_X", True), ("x" * 64, True), ("x" * 65, False), ("a b", False), ("<b>", False), ("", False)]
)
def test_a_sane_request_id_is_kept_and_any_other_replaced(client: TestClient, given: str, is_kept: bool) -> None:
    told = client.get("/healthz", headers={"x-request-id": given}).headers["x-request-id"]
    assert (told == given) == is_kept


def test_metrics_count_requests_by_route_and_answers_by_status(fazhi: Fazhi) -> None:
    fresh = client_of(fazhi)
    fresh.post("/v1/answers", json={"question": QUESTION})
    fresh.post("/v1/answers", json={"question": QUESTION, "stream": True})
    fresh.get("/v1/clauses/one")
    fresh.get("/v1/clauses/two")
    lines = fresh.get("/metrics").text.splitlines()
    assert 'fazhi_requests_total{method="GET",route="/v1/clauses/{clause_id}",status="404"} 2' in lines
    assert 'fazhi_requests_total{method="POST",route="/v1/answers",status="200"} 2' in lines
    assert 'fazhi_answers_total{status="answered"} 2' in lines
    assert 'fazhi_step_seconds_count{step="understand"} 2' in lines
    held = sum(plan["clauses"] for plan in fresh.get("/v1/plans").json())
    assert f"fazhi_index_clauses {held}" in lines


def test_the_interface_describes_itself_without_a_page_from_elsewhere(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    contract = (
        "/v1/answers /v1/answers/{answer_id} /v1/plans /v1/plans/{plan_id} /v1/plans/{plan_id}/clauses /v1/clauses/{clause_id} /v1/search"
    )
    beyond = {"/healthz", "/readyz", "/metrics", "/v1/plans/{plan_id}/original"}
    assert set(contract.split()) | beyond == set(described)


def test_the_file_a_document_was_read_from_comes_back_as_it_was(client: TestClient) -> None:
    plan = client.get("/v1/plans").json()[0]
    original = client.get(f"/v1/plans/{plan['plan_id']}/original")
    assert hashlib.sha256(original.content).hexdigest() == plan["sha256"]
    assert client.get("/v1/plans/nowhere-1/original").status_code == 404
