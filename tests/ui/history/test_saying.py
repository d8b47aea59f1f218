"""What a reader says of an answer: kept with the reason and who said it, without personal data, and shown beside the answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.bootstrap import Fazhi
from assistant.doors.models import Caller
from assistant.models import Ask
from assistant.record.models import Asker
from tests.ui.history.conftest import Tell, owner_of
from tests.ui.serving import with_its_own_record
from ui.app import create_app
from ui.history.wording import REASONS
from ui.visitors import COOKIE


def say(client: TestClient, answer_id: str, session_id: str = "one", **said: str):  # type: ignore[no-untyped-def]
    return client.post(f"/history/{session_id}/answers/{answer_id}/feedback", data=said)


def test_several_are_kept_and_all_shown(client: TestClient, own: Fazhi, tell: Tell) -> None:
    answer_id = tell("one", "张掖市方案的文号是什么？")[0].answer_id
    page = say(client, answer_id, helpful="no", reason="wrong_source", comment="打13812345678问过")
    assert page.url.fragment == f"said-{answer_id}" and f'id="said-{answer_id}"' in page.text
    text = say(client, answer_id, helpful="yes").text
    assert "没有帮助 · 出处不对：<bdi>打［电话］问过</bdi>" in text and "<li>有帮助 <span" in text
    record = own.records.record(answer_id)
    assert record is not None
    assert [(one.helpful, one.reason, one.comment) for one in record.feedback] == [
        (False, "wrong_source", "打［电话］问过"),
        (True, None, ""),
    ]


def test_the_record_is_told_who_said_it(fazhi: Fazhi, tmp_path: Path) -> None:
    guarded = with_its_own_record(fazhi, tmp_path, api_keys="ein-schluessel")
    app = create_app(guarded)
    client = TestClient(app, cookies={COOKIE: "b"}, headers={"Authorization": "Bearer ein-schluessel"})
    answer = guarded.chat.answer(Ask(question="你好", session_id="one"), asker=Asker(door="page", key="环境变量1"))
    caller = guarded.keys.who("ein-schluessel")
    assert isinstance(caller, Caller)
    guarded.conversations.show("one", owner_of("b", caller), [answer.answer_id], "一次")
    assert say(client, answer.answer_id, helpful="yes").status_code == 200
    assert [one.by for one in guarded.records.said_of([answer.answer_id])] == ["环境变量1"]
    assert say(TestClient(app, cookies={COOKIE: "b"}), answer.answer_id, helpful="yes").status_code == 401


def test_only_an_answer_of_the_conversation_can_be_spoken_of(client: TestClient, own: Fazhi, tell: Tell) -> None:
    answer_id = tell("one", "你好")[0].answer_id
    elsewhere = tell("two", "你好", browser="reader-two")[0].answer_id
    tell("three", "你好")
    for session_id, of in (("one", "f" * 32), ("one", elsewhere), ("three", answer_id), ("two", elsewhere)):
        assert say(client, of, session_id, helpful="yes").status_code == 404
    assert own.records.said_of([answer_id, elsewhere]) == ()


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"comment": "没有选"}, "请先选"),
        ({"helpful": "maybe", "comment": "别的"}, "请先选"),
        ({"helpful": "no", "comment": "长" * 501}, "最多500字"),
    ],
)
def test_what_cannot_be_kept_is_told_in_a_sentence_and_nothing_is_lost(
    client: TestClient, own: Fazhi, tell: Tell, said: dict[str, str], complaint: str
) -> None:
    answer_id = tell("one", "你好")[0].answer_id
    response = say(client, answer_id, reason="outdated", **said)
    assert (response.status_code, own.records.said_of([answer_id])) == (422, ())
    assert complaint in response.text and said["comment"] in response.text
    assert '<option value="outdated" selected>' in response.text and '<details class="feedback" open>' in response.text


def test_the_reasons_are_those_offered_and_no_others(client: TestClient, own: Fazhi, tell: Tell) -> None:
    answer_id = tell("one", "你好")[0].answer_id
    assert tuple(REASONS.values()) == ("答非所问", "出处不对", "不完整", "已过时", "其他")
    for reason in (*REASONS, "<b>", ""):
        say(client, answer_id, helpful="no", reason=reason)
    assert [one.reason for one in own.records.said_of([answer_id])] == [*REASONS, None, None]
