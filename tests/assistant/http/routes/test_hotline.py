"""The card over HTTP: kept with its answer, the same when it is asked for again, without personal data."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient

from assistant.bootstrap import Fazhi
from assistant.hotline.card import card_of
from assistant.models import Answer, Ask
from tests.assistant.http.routes.conftest import WithKey
from tests.assistant.http.routes.reading import QUESTION, problem_in

NUMBERS = ("11010519491231002X", "13812345678")


def card_for(client: TestClient, question: str = QUESTION, headers: dict[str, str] | None = None, **more: str | None):  # type: ignore[no-untyped-def]
    return client.post("/v1/hotline/cards", json={"question": question} | more, headers=headers)


def test_a_card_says_what_its_clauses_say(client: TestClient) -> None:
    card = card_for(client).json()
    assert card["status"] == "answered"
    assert 0 < len(card["say"]) <= 80
    for citation in card["basis"]:
        text = client.get(f"/v1/plans/{citation['plan_id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert citation["place"] == "张掖市"
    assert {unit["name"] for unit in card["transfer_to"]} >= set(card["ticket"]["suggested_units"])


def test_the_card_is_kept_with_its_answer_and_follows_from_it(desk: Fazhi, client: TestClient) -> None:
    card = card_for(client, caller_place="张掖市").json()
    stored = client.get(f"/v1/answers/{card['answer_id']}").json()
    record = stored.pop("record")
    assert json.loads(record["card"]) == card
    assert record["asked_by"]["door"] == "card"
    made_again = card_of(Ask.model_validate(record["asked"]), Answer.model_validate(stored), desk.index.get())
    assert json.loads(made_again.model_dump_json()) == card


def test_under_the_same_key_the_same_card_comes_back(client: TestClient) -> None:
    once = {"Idempotency-Key": "call-1"}
    first, again = (card_for(client, headers=once, caller_place="张掖市") for _ in range(2))
    assert again.json() == first.json()
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    problem_in(card_for(client, headers=once, caller_place="赣州市"), 422)


def test_where_the_caller_is_counts_where_the_question_names_no_place(client: TestClient) -> None:
    question = "行政复议体制改革什么时候完成？"
    here = card_for(client, question, caller_place="张掖市").json()
    assert {citation["place"] for citation in here["basis"]} == {"张掖市"}
    named = card_for(client, f"张掖市的{question}", caller_place="赣州市").json()
    assert {citation["place"] for citation in named["basis"]} == {"张掖市"}
    nowhere = card_for(client, question).json()
    assert nowhere["status"] == "needs_clarification"
    assert nowhere["ask_back"] and nowhere["basis"] == []
    assert card_for(client, question, caller_place="天水市").json()["status"] == "not_covered"


def test_a_card_follows_on_within_a_call(client: TestClient) -> None:
    card_for(client, "张掖市的行政复议体制改革什么时候完成？", session_id="call-1")
    card = card_for(client, "由谁负责？", session_id="call-1").json()
    assert {citation["place"] for citation in card["basis"]} == {"张掖市"}


def test_personal_data_stands_neither_in_the_card_nor_in_the_record(client: TestClient) -> None:
    question = f"我叫王小明，身份证{NUMBERS[0]}，电话{NUMBERS[1]}，{QUESTION}"
    card = card_for(client, question, session_id=NUMBERS[1], headers={"X-Agent-Id": NUMBERS[1]})
    stored = client.get(f"/v1/answers/{card.json()['answer_id']}")
    for told in (card.text, stored.text, client.get("/v1/records").text, client.get("/metrics").text):
        assert not [number for number in (*NUMBERS, "王小明") if number in told]
    assert stored.json()["question"].startswith("我叫［姓名］，身份证［身份证号］，电话［电话］，")
    assert stored.json()["personal_data"] == {"name": 1, "id_card": 1, "phone": 1}


def test_a_paused_service_gives_no_card(desk: Fazhi, client: TestClient) -> None:
    desk.switch.pause("文件更新中", "值班员")
    assert "文件更新中" in problem_in(card_for(client), 503)["detail"]


def test_a_card_is_for_those_who_may_ask(with_key: WithKey) -> None:
    agent = with_key("ask")
    assert card_for(agent).status_code == 200
    del agent.headers["Authorization"]
    problem_in(card_for(agent), 401)


def test_an_approved_wording_is_on_the_next_card(client: TestClient) -> None:
    question = "张掖市的行政复议体制改革什么时候完成？"
    first = card_for(client, question).json()
    assert client.post(f"/v1/answers/{first['answer_id']}/review", json={"verdict": "approve"}).status_code == 200
    again = card_for(client, question).json()
    assert client.get(f"/v1/answers/{again['answer_id']}").json()["approved"]["answer_id"] == first["answer_id"]
    assert (again["say"], again["basis"]) == (first["say"], first["basis"])
