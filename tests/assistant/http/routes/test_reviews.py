"""Reviews and feedback over HTTP: who may decide, what is refused, what becomes of a decision."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.assistant.http.routes.conftest import WithKey
from tests.assistant.http.routes.reading import problem_in

QUESTION = "张掖市的行政复议体制改革什么时候完成？"


def asked(client: TestClient, question: str = QUESTION) -> dict[str, object]:
    told: dict[str, object] = client.post("/v1/answers", json={"question": question}).json()
    return told


def path_of(answer: dict[str, object], what: str = "review") -> str:
    return f"/v1/answers/{answer['answer_id']}/{what}"


def test_an_approved_wording_is_used_again_until_it_is_rejected(with_key: WithKey) -> None:
    agent, supervisor = with_key("ask"), with_key("review", "值班长")
    first = asked(agent)
    review = supervisor.post(path_of(first), json={"verdict": "approve", "reason": "与原文一致"}, headers={"X-Agent-Id": "0001"}).json()
    assert (review["by"], review["agent"], review["reason"], review["text"]) == ("值班长", "0001", "与原文一致", first["answer"])
    again = asked(agent)
    assert again["approved"] == {"answer_id": first["answer_id"], "by": "值班长", "at": review["created_at"]}
    supervisor.post(path_of(first), json={"verdict": "reject"})
    assert asked(agent)["approved"] is None
    kept = supervisor.get(f"/v1/answers/{first['answer_id']}").json()["record"]["reviews"]
    assert [decision["verdict"] for decision in kept] == ["approve", "reject"]


def test_a_corrected_wording_that_passes_the_check_is_what_is_answered(client: TestClient) -> None:
    wording = "2022年年底前基本形成公正权威、统一高效的行政复议体制。"
    first = asked(client)
    assert wording != first["claims"][0]["text"]  # type: ignore[index]
    review = client.post(path_of(first), json={"verdict": "correct", "wording": wording})
    assert review.status_code == 200, review.text
    assert asked(client)["answer"] == review.json()["text"] == f"{wording}[1]"


@pytest.mark.parametrize(
    ("question", "decision", "said"),
    [
        (QUESTION, {"verdict": "correct", "wording": "2020年年底前形成行政复议体制。"}, "没有通过核对"),
        (QUESTION, {"verdict": "correct", "wording": ""}, "wording"),
        (QUESTION, {"verdict": "correct", "wording": "好。", "clause_ids": ["nowhere"]}, "nowhere"),
        ("天水市的行政调解由谁负责？", {"verdict": "approve"}, "不能批准"),
        ("您好", {"verdict": "approve"}, "不能批准"),
    ],
)
def test_what_would_not_stand_is_refused_with_the_reason(client: TestClient, question: str, decision: object, said: str) -> None:
    answer = asked(client, question)
    assert said in problem_in(client.post(path_of(answer), json=decision), 409)["detail"]
    assert client.get(f"/v1/answers/{answer['answer_id']}").json()["record"]["reviews"] == []


def test_no_clause_of_another_place_supports_a_correction(client: TestClient) -> None:
    answer = asked(client)
    ganzhou = next(plan["plan_id"] for plan in client.get("/v1/plans").json() if plan["place"] == "赣州市")
    clause = next(one for one in client.get(f"/v1/plans/{ganzhou}/clauses").json() if one["path"])
    decision = {"verdict": "correct", "wording": clause["text"][:60], "clause_ids": [clause["clause_id"]]}
    assert "赣州市" in problem_in(client.post(path_of(answer), json=decision), 409)["detail"]


def test_who_may_only_ask_decides_nothing(with_key: WithKey) -> None:
    agent = with_key("ask")
    answer = asked(agent)
    response = agent.post(path_of(answer), json={"verdict": "approve"})
    assert "review" in problem_in(response, 403)["detail"]
    assert 'scope="review"' in response.headers["www-authenticate"]
    assert agent.post(path_of(answer, "feedback"), json={"helpful": True}).status_code == 200


def test_feedback_is_kept_with_the_answer_and_without_personal_data(with_key: WithKey) -> None:
    agent = with_key("ask")
    answer = asked(agent)
    said = {"helpful": False, "comment": "他电话是13812345678"}
    told = agent.post(path_of(answer, "feedback"), json=said, headers={"X-Agent-Id": "0417"}).json()
    assert (told["helpful"], told["comment"], told["by"], told["agent"]) == (False, "他电话是［电话］", "热线大厅", "0417")
    assert agent.get(f"/v1/answers/{answer['answer_id']}").json()["record"]["feedback"] == [told]


def test_of_the_answers_of_others_nothing_is_said(with_key: WithKey) -> None:
    answer = asked(with_key("ask", "甲厅"))
    problem_in(with_key("ask", "乙厅").post(path_of(answer, "feedback"), json={"helpful": True}), 404)
    assert with_key("review", "值班长").post(path_of(answer, "feedback"), json={"helpful": True}).status_code == 200


@pytest.mark.parametrize("what", ["review", "feedback"])
def test_of_an_answer_that_is_not_there_nothing_is_kept(client: TestClient, what: str) -> None:
    body = {"review": {"verdict": "reject"}, "feedback": {"helpful": True}}[what]
    problem_in(client.post(f"/v1/answers/none/{what}", json=body), 404)


@pytest.mark.parametrize(
    ("what", "body", "said"),
    [
        ("review", {}, "verdict：缺少"),
        ("review", {"verdict": "withdraw"}, "verdict"),
        ("review", {"verdict": "approve", "reason": "长" * 501}, "reason：太长"),
        ("review", {"verdict": "correct", "clause_ids": ["x"] * 13}, "clause_ids：太多"),
        ("feedback", {}, "helpful：缺少"),
        ("feedback", {"helpful": True, "commnt": "x"}, "commnt：不是这个接口的字段"),
    ],
)
def test_a_wrong_field_is_named(client: TestClient, what: str, body: object, said: str) -> None:
    assert said in problem_in(client.post(path_of(asked(client), what), json=body), 422)["detail"]
