"""Questions and answers over HTTP: whole, streamed, once under one key, readable by those who asked."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.api import create_api
from assistant.bootstrap import Fazhi
from assistant.settings import Settings
from index.errors import EmbeddingError
from tests.assistant.http.routes.conftest import WithKey
from tests.assistant.http.routes.reading import JSON, QUESTION, events_of, problem_in

ASKED = {"question": QUESTION}
ONCE = {"Idempotency-Key": "call-1"}


def test_an_answer_rests_on_words_of_its_plan(client: TestClient) -> None:
    answer = client.post("/v1/answers", json=ASKED).json()
    assert answer["status"] == "answered"
    assert answer["citations"]
    for citation in answer["citations"]:
        text = client.get(f"/v1/plans/{citation['plan_id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_a_given_answer_can_be_read_again_with_its_record(client: TestClient) -> None:
    headers = {"X-Agent-Id": "0417", "X-Request-Id": "request-1"}
    answer = client.post("/v1/answers", json=ASKED, headers=headers).json()
    stored = client.get(f"/v1/answers/{answer['answer_id']}").json()
    record = stored.pop("record")
    assert stored == answer
    assert record["asked_by"] | {"door": "api", "agent": "0417", "request_id": "request-1"} == record["asked_by"]
    assert record["asked"]["question"] == QUESTION
    cited = {citation["digest"] for citation in answer["citations"]}
    assert cited <= {seen["digest"] for seen in record["evidence"] if seen["used"]}
    assert all(record["versions"][name] for name in ("program", "reader", "index", "embedding"))


class TestStream:
    """An answer as it comes about."""

    def test_steps_then_claims_then_the_whole_answer(self, client: TestClient) -> None:
        response = client.post("/v1/answers", json=ASKED | {"stream": True})
        assert response.headers["content-type"].startswith("text/event-stream")
        events = list(events_of(response.text))
        names = [name for name, _ in events]
        assert names == sorted(names, key=["step", "claim", "answer"].index)
        assert [data["text"] for name, data in events if name == "step"] == ["正在理解问题", "检索", "核对"]
        answer = events[-1][1]
        claims = [data for name, data in events if name == "claim"]
        assert [{key: claim[key] for key in said} for claim, said in zip(claims, answer["claims"], strict=True)] == answer["claims"]
        assert all([source["marker"] for source in claim["sources"]] == claim["citations"] for claim in claims)
        assert "".join(claim["said"] for claim in claims) == answer["answer"]
        assert client.get(f"/v1/answers/{answer['answer_id']}").json()["answer"] == answer["answer"]

    def test_a_failure_is_an_event_of_its_own(self, desk: Fazhi, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise EmbeddingError("向量接口没有响应，请检查 FAZHI_EMBEDDING_URL。")

        monkeypatch.setattr(desk.chat, "answer", fail)
        response = client.post("/v1/answers", json=ASKED | {"stream": True})
        [(name, problem)] = events_of(response.text)
        assert (name, problem["status"]) == ("error", 502)
        assert problem["request_id"] == response.headers["x-request-id"]


class TestOnce:
    """The same request sent again under one Idempotency-Key."""

    def test_the_same_request_is_answered_and_kept_once(self, desk: Fazhi, client: TestClient) -> None:
        first, again = (client.post("/v1/answers", json=ASKED, headers=ONCE) for _ in range(2))
        assert again.json() == first.json()
        assert "idempotent-replayed" not in first.headers
        assert again.headers["idempotent-replayed"] == "true"
        other = client.post("/v1/answers", json=ASKED, headers={"Idempotency-Key": "call-2"}).json()
        assert other["answer_id"] != first.json()["answer_id"]
        assert numbers_of(client, first.json(), other) == [1, 2]

    def test_another_request_under_the_same_key_is_refused(self, client: TestClient) -> None:
        client.post("/v1/answers", json=ASKED, headers=ONCE)
        for body in ({"question": "那赣州呢？"}, ASKED | {"place": "张掖市"}, ASKED | {"stream": True}):
            assert "Idempotency-Key" in problem_in(client.post("/v1/answers", json=body, headers=ONCE), 422)["detail"]
        problem_in(client.post("/v1/hotline/cards", json=ASKED, headers=ONCE), 422)

    def test_the_stream_of_an_answer_given_already_is_that_answer(self, client: TestClient) -> None:
        first, again = (client.post("/v1/answers", json=ASKED | {"stream": True}, headers=ONCE) for _ in range(2))
        assert list(events_of(again.text)) == [list(events_of(first.text))[-1]]
        assert again.headers["idempotent-replayed"] == "true"

    def test_the_same_request_many_times_at_once_is_kept_once(self, client: TestClient) -> None:
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(lambda _: client.post("/v1/answers", json=ASKED, headers=ONCE).json(), range(6)))
        assert len({answer["answer_id"] for answer in answers}) == 1
        after = client.post("/v1/answers", json=ASKED).json()
        assert numbers_of(client, answers[0], after) == [1, 2]

    def test_of_different_requests_at_once_under_one_key_nobody_gets_the_answer_of_another(self, client: TestClient) -> None:
        asked = [QUESTION, "赣州市方案的文号是什么？", "兰州市的行政调解由谁负责？"] * 2
        with ThreadPoolExecutor(6) as pool:
            told = list(pool.map(lambda question: client.post("/v1/answers", json={"question": question}, headers=ONCE), asked))
        given = [(question, response.json()["question"]) for question, response in zip(asked, told, strict=True) if response.is_success]
        assert given and all(question == answered for question, answered in given)
        assert {response.status_code for response in told} <= {200, 422}

    def test_keys_of_different_callers_do_not_meet(self, with_key: WithKey) -> None:
        one, other = with_key("ask", "热线大厅"), with_key("ask", "政务大厅")
        first = one.post("/v1/answers", json=ASKED, headers=ONCE).json()
        second = other.post("/v1/answers", json={"question": "赣州市方案的文号是什么？"}, headers=ONCE).json()
        assert second["answer_id"] != first["answer_id"]

    @pytest.mark.parametrize("key", ["", "x" * 201])
    def test_a_key_that_is_none_is_refused(self, client: TestClient, key: str) -> None:
        problem_in(client.post("/v1/answers", json=ASKED, headers={"Idempotency-Key": key}), 422)


def numbers_of(client: TestClient, *answers: dict[str, str]) -> list[int]:
    """Where answers stand in the record."""
    return [client.get(f"/v1/answers/{answer['answer_id']}").json()["record"]["number"] for answer in answers]


class TestWhoMayRead:
    """An answer of one's own, and those of others."""

    def test_who_asked_reads_it_and_others_are_not_told_that_it_is_there(self, with_key: WithKey) -> None:
        asker, other, supervisor = with_key("ask", "热线大厅"), with_key("ask", "政务大厅"), with_key("review", "值班长")
        path = f"/v1/answers/{asker.post('/v1/answers', json=ASKED).json()['answer_id']}"
        assert asker.get(path).json()["record"]["asked_by"]["key"] == "热线大厅"
        assert supervisor.get(path).status_code == 200
        hidden, missing = problem_in(other.get(path), 404), problem_in(other.get("/v1/answers/none"), 404)
        assert hidden["detail"] == missing["detail"]

    def test_a_new_key_of_the_same_name_reads_what_the_old_one_asked(self, with_key: WithKey) -> None:
        old, new = with_key("ask"), with_key("ask")
        answer = old.post("/v1/answers", json=ASKED).json()
        assert new.get(f"/v1/answers/{answer['answer_id']}").status_code == 200

    def test_without_a_key_nothing_is_answered(self, with_key: WithKey) -> None:
        stranger = with_key("ask")
        del stranger.headers["Authorization"]
        problem_in(stranger.post("/v1/answers", json=ASKED), 401)


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


def test_a_paused_service_answers_nothing_and_says_why(desk: Fazhi, client: TestClient) -> None:
    answer = client.post("/v1/answers", json=ASKED).json()
    desk.switch.pause("文件更新中", "值班员")
    for body in (ASKED, ASKED | {"stream": True}):
        response = client.post("/v1/answers", json=body)
        assert "文件更新中" in problem_in(response, 503)["detail"]
        assert int(response.headers["retry-after"]) > 0
    messages = [{"role": "user", "content": QUESTION}]
    for more in ({}, {"stream": True}):
        response = client.post("/v1/chat/completions", json={"messages": messages} | more)
        assert response.status_code == 503 and "文件更新中" in response.json()["detail"]
    assert client.get(f"/v1/answers/{answer['answer_id']}").status_code == 200
    assert client.get("/v1/search", params={"q": "行政复议"}).json()
    desk.switch.resume()
    assert client.post("/v1/answers", json=ASKED).status_code == 200


@pytest.fixture
def without_record(desk: Fazhi, tmp_path: Path) -> TestClient:
    """The interface with a database that nobody answers at."""
    away = Settings(data=tmp_path, plans=desk.settings.plans, database_url="postgresql://nobody@127.0.0.1:9/none")
    made = Fazhi(away)
    made.__dict__.update(embedding=desk.embedding, index=desk.index)
    return TestClient(create_api(made), raise_server_exceptions=False)


@pytest.mark.parametrize("path", ["/v1/answers", "/v1/hotline/cards"])
def test_without_its_record_nothing_is_answered_and_the_caller_is_told_to_come_again(without_record: TestClient, path: str) -> None:
    response = without_record.post(path, json=ASKED, headers=ONCE)
    assert "FAZHI_DATABASE_URL" in problem_in(response, 503)["detail"]
    assert int(response.headers["retry-after"]) > 0
    assert without_record.get("/healthz").status_code == without_record.get("/readyz").status_code == 200


def test_an_unforeseen_failure_is_told_without_its_cause(desk: Fazhi, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.chat, "answer", lambda *_, **__: 1 / 0)
    problem = problem_in(client.post("/v1/answers", json=ASKED), 500)
    assert "division" not in json.dumps(problem)


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
    problem_in(client.post("/v1/answers", content=rb'{"question": "x", "\ud800": 1}', headers=JSON), 422)
    assert client.get("/v1/search?q=%ED%A0%80").status_code == 200


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"question": NaN'])
def test_a_body_that_is_not_json_is_refused(client: TestClient, body: bytes) -> None:
    problem_in(client.post("/v1/answers", content=body, headers=JSON), 422 if not body else 400)


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
        ({"question": "x", "place": "长" * 101}, "place：太长"),
        ([], "JSON 对象"),
    ],
)
def test_a_wrong_field_is_named_with_what_it_should_be(client: TestClient, body: object, said: str) -> None:
    assert said in problem_in(client.post("/v1/answers", json=body), 422)["detail"]
