"""What stands in a conversation after a question is asked, asked anew, changed, stopped or put to another place."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from assistant.http.metrics import Metrics
from assistant.models import Ask
from index.errors import EmbeddingError
from tests.ui.serving import with_its_own_record
from ui.chat.conversation import Conversation, as_chat, begin, named_after, restored
from ui.chat.talk import Command, Talk, command_of
from ui.visitors import Visitor

QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？"
ME, YOU = Visitor(owner="browser:me"), Visitor(owner="browser:you")


@pytest.fixture
def own(fazhi: Fazhi, tmp_path: Path) -> Fazhi:
    return with_its_own_record(fazhi, tmp_path)


@pytest.fixture
def talk(own: Fazhi) -> Talk:
    return Talk(own, Metrics())


async def _all(states: AsyncIterator[Conversation]) -> list[Conversation]:
    return [state async for state in states]


def ask(talk: Talk, shown: Conversation, *questions: str, place: str | None = None, visitor: Visitor = ME) -> Conversation:
    for question in questions:
        shown = asyncio.run(_all(talk.asked(shown, question, place, visitor)))[-1]
    return shown


def do(talk: Talk, shown: Conversation, visitor: Visitor = ME, **said: str) -> Conversation:
    return [shown, *asyncio.run(_all(talk.did(shown, Command.model_validate(said), visitor)))][-1]


def text_of(shown: Conversation, at: int = -1) -> str:
    return shown.exchanges[at].content


def listed(own: Fazhi, shown: Conversation, visitor: Visitor = ME) -> tuple[str, ...] | None:
    found = own.conversations.get(shown.session_id, visitor.owner)
    return found.answer_ids if found else None


def test_steps_come_first_then_claims_with_their_links_then_the_answer(talk: Talk) -> None:
    states = asyncio.run(_all(talk.asked(begin(), QUESTION + "由谁负责？", None, ME)))
    shown = [text_of(state) for state in states]
    working = shown[:-1]
    assert all("fz-working" in content for content in working)
    assert "正在理解问题" not in working[0]
    begun = [["正在理解问题" in content, "核对" in content, 'class="fz-cite"' in content] for content in working]
    assert begun == sorted(begun)  # what is shown stays
    assert "2024年年底前" not in working[0]
    assert "fz-sources" in shown[-1] and "fz-working" not in shown[-1]
    assert states[-1].exchanges[-1].options == tuple(one["value"] for one in as_chat(states[-1])[-1]["options"])
    assert states[0].running and not states[-1].running


def test_an_answer_is_listed_as_soon_as_it_is_recorded(talk: Talk, own: Fazhi) -> None:
    seen = []
    count = talk.answering._metrics.count_answer
    talk.answering._metrics.count_answer = lambda answer: (seen.append(own.conversations.of(ME.owner)), count(answer))  # type: ignore[method-assign]
    shown = ask(talk, begin(), QUESTION)
    assert [one.answer_ids for one in seen[0]] == [(shown.exchanges[0].answer_id,)]
    assert seen[0][0].name == named_after(QUESTION)
    assert own.conversations.of(YOU.owner) == ()


def test_what_is_restored_is_what_was_shown(talk: Talk) -> None:
    shown = ask(talk, begin(), QUESTION, "由谁负责？", "赣州方案里公务员工资怎么规定？")
    again = asyncio.run(talk.opened(shown.session_id, ME))
    assert [exchange.content for exchange in again.exchanges] == [exchange.content for exchange in shown.exchanges]
    assert as_chat(again)[-1] == as_chat(shown)[-1]
    assert again.name == shown.name
    assert asyncio.run(talk.opened(shown.session_id, YOU)).exchanges == ()
    assert asyncio.run(talk.opened(shown.session_id, YOU)).session_id != shown.session_id


def test_a_follow_up_belongs_to_its_own_conversation(talk: Talk) -> None:
    shown = ask(talk, begin(), QUESTION, "由谁负责？")
    assert "市司法局" in text_of(shown)
    assert "市司法局" not in text_of(ask(talk, begin(), "由谁负责？"))


def test_a_question_asked_anew_takes_its_place_and_is_understood_as_before(talk: Talk, own: Fazhi) -> None:
    shown = ask(talk, begin(), QUESTION, "由谁负责？", "赣州市的行政复议由谁负责？", "你好")
    former = shown.exchanges[1]
    after = do(talk, shown, do="again", key=former.key)
    assert len(after.exchanges) == 4
    assert after.exchanges[1].question == "由谁负责？" and after.exchanges[1].answer_id != former.answer_id
    assert "市司法局" in text_of(after, 1) and "赣州" not in text_of(after, 1)  # of 张掖, as asked, not of the last place named
    assert listed(own, after) == tuple(exchange.answer_id for exchange in after.exchanges)
    assert own.records.answer(former.answer_id) is not None  # the record keeps all


def test_a_question_asked_anew_is_limited_as_it_was(talk: Talk) -> None:
    shown = ask(talk, begin(), "行政执法协调监督工作体系什么时候建成？", place="赣州市")
    restored_one = asyncio.run(talk.opened(shown.session_id, ME))
    after = do(talk, restored_one, do="again", key=restored_one.exchanges[0].key)
    assert "赣州市" in text_of(after) and "fz-needs_clarification" not in text_of(after)


def test_a_changed_question_replaces_itself_and_ends_what_came_after(talk: Talk, own: Fazhi) -> None:
    shown = ask(talk, begin(), QUESTION, "由谁负责？", "赣州市的行政复议由谁负责？")
    changing = do(talk, shown, do="edit", key=shown.exchanges[1].key)
    assert changing.editing and changing.exchanges == shown.exchanges
    after = ask(talk, changing, "原文是什么？")
    assert [exchange.question for exchange in after.exchanges] == [QUESTION, "原文是什么？"]
    assert "张掖" in text_of(after) and "赣州" not in text_of(after)
    assert listed(own, after) == tuple(exchange.answer_id for exchange in after.exchanges)
    assert not after.editing
    follow_up = ask(talk, after, "由谁负责？")
    assert "赣州" not in text_of(follow_up)  # what is shown no more is referred to no more


@pytest.mark.parametrize("question", ["长春市和赣州市对行政复议工作分别有什么规定？", "哪些城市的方案提到“枫桥经验”？"])
def test_a_question_about_several_places_is_put_to_no_other(talk: Talk, question: str) -> None:
    shown = ask(talk, begin(), question)
    assert do(talk, shown, do="place", key=shown.exchanges[-1].key, place="张掖市") == shown


def test_whether_a_document_is_still_in_force_is_told_in_full_however_often_it_was_told(talk: Talk) -> None:
    shown = ask(talk, begin(), QUESTION, "张掖市实施方案还有效吗？")
    assert [exchange.content.count('class="fz-caveat"') for exchange in shown.exchanges] == [1, 1]


def test_thinking_better_of_a_change_changes_nothing(talk: Talk) -> None:
    shown = ask(talk, begin(), QUESTION)
    assert do(talk, do(talk, shown, do="edit", key=shown.exchanges[0].key), do="leave") == shown
    assert do(talk, shown, do="again", key="unknown") == shown


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([QUESTION], "长春市：行政执法"),
        ([QUESTION, "由谁负责？"], "长春市：行政执法"),
        (["天水市的行政调解由谁负责？"], "长春市：行政调解"),
    ],
)
def test_another_place_is_a_new_question_of_the_same_matter(talk: Talk, asked: list[str], said: str) -> None:
    shown = ask(talk, begin(), *asked)
    after = do(talk, shown, do="place", key=shown.exchanges[-1].key, place="长春市")
    assert len(after.exchanges) == len(asked) + 1 and after.exchanges[:-1] == shown.exchanges
    assert after.exchanges[-1].question.startswith(said)
    answer = talk._fazhi.records.answer(after.exchanges[-1].answer_id)
    assert answer is not None and answer.places == ("长春市",)


def test_a_stopped_answer_keeps_what_was_shown_and_never_appears(talk: Talk, own: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, go_on, kept = own.chat.answer, threading.Event(), threading.Event()

    def slowly(asked, listener, *more):  # type: ignore[no-untyped-def]
        listener.step("正在理解问题")
        assert go_on.wait(20)
        answer = whole(asked, listener, *more)
        kept.set()
        return answer

    async def stopped() -> list[Conversation]:
        states = []
        async for state in talk.asked(before, QUESTION, None, ME):
            states.append(state)
            if "正在理解问题" in text_of(state):
                talk.answering.stop(state)
        go_on.set()
        await asyncio.to_thread(kept.wait, 20)
        return states

    before = ask(talk, begin(), "你好")
    monkeypatch.setattr(own.chat, "answer", slowly)
    last = asyncio.run(stopped())[-1]
    monkeypatch.setattr(own.chat, "answer", whole)
    assert "已停止" in text_of(last) and "2024年" not in text_of(last)
    assert listed(own, last) == (before.exchanges[0].answer_id,)
    assert "市司法局" not in text_of(ask(talk, last, "由谁负责？"))  # nor does a follow-up refer to it
    after = do(talk, last, do="again", key=last.exchanges[-1].key)
    assert len(after.exchanges) == 2 and "2024年" in text_of(after)


def test_an_answer_nobody_waits_for_any_more_is_listed(talk: Talk, own: Fazhi) -> None:
    async def left() -> None:
        asking = talk.asked(shown, QUESTION, None, ME)
        await anext(asking)
        await anext(asking)
        await asking.aclose()  # type: ignore[attr-defined]
        for _ in range(400):
            if listed(own, shown):
                return
            await asyncio.sleep(0.05)

    shown = begin()
    asyncio.run(left())
    assert len(listed(own, shown) or ()) == 1
    assert not talk.answering._live


def test_what_another_tab_has_added_stays(talk: Talk, own: Fazhi) -> None:
    shown = ask(talk, begin(), "你好")
    other = ask(talk, shown, QUESTION)
    mine = ask(talk, shown, "谢谢")
    assert set(listed(own, mine) or ()) == {exchange.answer_id for exchange in (*other.exchanges, *mine.exchanges)}


def test_a_caveat_is_told_in_full_once_in_a_conversation(talk: Talk) -> None:
    shown = ask(talk, begin(), QUESTION, "由谁负责？")
    first, second = (exchange.content for exchange in shown.exchanges)
    assert first.count('class="fz-caveat"') == 1 and "已届满<" not in first
    assert 'class="fz-caveat"' not in second
    assert "已届满<" in second and "该方案的实施期限（2021—2025年）已届满。" in second  # the word, and what it stands for


@pytest.mark.parametrize(
    ("error", "said"), [(EmbeddingError("向量接口没有响应，请检查设置。"), "向量接口没有响应"), (ValueError("secret"), "服务器出错")]
)
def test_a_failure_is_one_sentence_and_can_be_tried_again(
    talk: Talk, own: Fazhi, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as failing:
        failing.setattr(own.chat, "answer", fail)
        shown = ask(talk, begin(), "张掖市方案的文号是什么？")
    assert said in text_of(shown) and "secret" not in text_of(shown)
    assert listed(own, shown) is None
    assert "fz-answered" in text_of(do(talk, shown, do="again", key=shown.exchanges[0].key))


def test_the_page_remembers_no_personal_data(talk: Talk, own: Fazhi) -> None:
    states = asyncio.run(_all(talk.asked(begin(), "我的电话是13812345678，张掖市的行政复议由谁负责？", None, ME)))
    assert all("13812345678" not in state.model_dump_json() for state in states)
    assert "［电话］" in as_chat(states[-1])[0]["content"]
    assert "13812345678" not in own.conversations.of(ME.owner)[0].name


def test_a_very_long_conversation_shows_its_end_and_says_so(fazhi: Fazhi) -> None:
    answer = fazhi.chat.consider(Ask(question="你好")).answer
    shown = restored("s", "名", [answer.model_copy(update={"answer_id": str(number)}) for number in range(130)])
    messages = as_chat(shown)
    assert len(messages) == 201
    assert "更早的30个问答" in messages[0]["content"]


@pytest.mark.parametrize("said", [None, "again", {}, {"do": "delete"}, {"do": "open", "session_id": "长" * 65}, {"do": "open", "more": 1}])
def test_what_is_no_command_is_passed_over(said: object) -> None:
    assert command_of(said) is None
