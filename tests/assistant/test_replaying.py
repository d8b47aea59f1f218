"""What was answered can be made again: the same evidence and answer, or what has changed since is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from assistant.chat import Chat
from assistant.models import Ask
from assistant.record.records import Records
from assistant.replaying import replay
from assistant.review.deciding import Decision


@pytest.mark.parametrize(
    "question",
    [
        "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？",
        "哪些城市的方案提到“枫桥经验”？",
        "天水市的行政调解由谁负责？",
        "我叫王小明，电话13812345678，赣州市的行政复议怎么改革？",
    ],
)
def test_an_answer_comes_out_the_same_and_nothing_is_kept_of_asking_again(desk: Fazhi, question: str) -> None:
    answer = desk.chat.answer(Ask(question=question, as_of="2024-01-01", session_id="s"))
    record = desk.records.record(answer.answer_id)
    assert record is not None
    again = replay(desk.chat, answer, record)
    assert (again.same, again.differences, again.versions) == (True, (), ())
    assert again.answer.answer_id != answer.answer_id
    assert desk.records.answer(again.answer.answer_id) is None


def test_a_follow_up_is_asked_again_as_part_of_its_conversation(desk: Fazhi) -> None:
    for question in ("张掖市的行政复议体制改革什么时候完成？", "那赣州呢？", "那长春呢？"):
        answer = desk.chat.answer(Ask(question=question, session_id="s"))
        record = desk.records.record(answer.answer_id)
        assert record is not None
        assert replay(desk.chat, answer, record).same


def test_a_wording_approved_since_does_not_count_as_a_change_and_one_that_was_used_is_used_again(desk: Fazhi) -> None:
    asked = Ask(question="张掖市行政执法协调监督工作体系什么时候建成？由谁负责？")
    first = desk.chat.answer(asked)
    better = "2024年年底前，张掖市基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。"
    desk.reviewing.decide(first, Decision(verdict="correct", wording=better), desk.index.get())
    reused = desk.chat.answer(asked)
    for answer in (first, reused):
        record = desk.records.record(answer.answer_id)
        assert record is not None
        assert replay(desk.chat, answer, record).same


def test_what_the_documents_say_otherwise_by_now_is_named(tmp_path: Path, make_workshop, plan_text) -> None:  # type: ignore[no-untyped-def]
    workshop = make_workshop(tmp_path)
    text = plan_text("张掖市", "健全行政调解制度。市司法局每年组织两次行政调解培训。", "完善行政裁决制度。")
    workshop.write("a.txt", text)
    workshop.build()
    records = Records(tmp_path / "records")
    chat = Chat(workshop.current(), workshop.embedding, records, today=lambda: date(2024, 1, 1))
    answer = chat.answer(Ask(question="张掖市每年组织几次行政调解培训？"))
    record = records.record(answer.answer_id)
    assert record is not None
    workshop.write("a.txt", text.replace("两次", "三次"))
    workshop.build()
    found = replay(chat, answer, record)
    assert not found.same
    named = [difference.what for difference in found.differences]
    assert named[0] == "回答"
    assert any(name.startswith("出处 ") for name in named)
    assert any(name.startswith("证据 ") for name in named)
    assert [difference.what for difference in found.versions] == ["索引"]
