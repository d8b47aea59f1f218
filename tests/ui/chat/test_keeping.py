"""Conversations in Chromium: kept, restored, named and deleted; answers changed, stopped, judged and copied; all of it by keyboard."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from assistant.bootstrap import Fazhi
from assistant.models import Answer
from assistant.record.models import Feedback
from assistant.record.tables import FEEDBACK
from tests.ui.serving import served, with_its_own_record

pytestmark = pytest.mark.browser

QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
ELSEWHERE = {"抚远市", "赣州市", "长春市"}
INPUT = "#fz-question textarea"
ITEMS = "#fz-list li"
HOSTILE = '<img src="http://192.0.2.1/x" onerror="window.hacked=1">{{7*7}}${hacked=1}\u202e'


@pytest.fixture(scope="module")
def own(fazhi: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Fazhi:
    return with_its_own_record(fazhi, tmp_path_factory.mktemp("keeping"))


@pytest.fixture(scope="module")
def address(own: Fazhi) -> Iterator[str]:
    with served(own) as found:
        yield found


def ask(page: Any, question: str) -> None:
    page.fill(INPUT, question)
    page.press(INPUT, "Enter")
    answered(page)


def answered(page: Any) -> None:
    """Wait until the question was sent and nothing is being answered any more."""
    page.wait_for_function("selector => document.querySelector(selector).value === ''", arg=INPUT)
    page.wait_for_function("() => !document.querySelector('.fz-working, #fz-main.fz-running')")


def ready(page: Any) -> None:
    page.wait_for_selector(INPUT)
    page.wait_for_function("() => document.querySelector('.fz-answer, #fz-chat .example')")


def questions(page: Any) -> list[str]:
    return [
        text.removesuffix("修改").strip()
        for text in page.locator(".fz-question").evaluate_all("all => all.map(one => one.firstChild.data)")
    ]


def chips(page: Any) -> list[str]:
    return list(page.locator(".fz-chip").evaluate_all("all => all.map(one => one.firstChild.data)"))


def focused(page: Any) -> str:
    return str(
        page.evaluate("() => document.activeElement.matches('#fz-question textarea') ? 'question' : document.activeElement.outerHTML")
    )


def test_a_reload_restores_the_conversation_with_its_citations(open_page: Any) -> None:
    page = open_page()
    ask(page, QUESTION)
    ask(page, "由谁负责？")
    before, address = page.locator("#fz-chat .fz-answer").all_inner_texts(), page.url
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('.fz-answer').length === 2")
    assert page.locator("#fz-chat .fz-answer").all_inner_texts() == before
    assert chips(page) == ["张掖市"] * 2
    assert page.locator("#fz-chat .option").count() > 0
    assert page.url == address
    page.locator(".fz-cite").first.click()
    page.frame_locator("#fz-source").locator("mark").first.wait_for()
    ask(page, "下一条呢？")  # and goes on from there
    assert "（三十）" in page.locator(".fz-answer").last.inner_text() or "(三十)" in page.locator(".fz-answer").last.inner_text()


def test_a_tab_that_comes_back_from_another_page_holds_its_conversation(open_page: Any) -> None:
    page = open_page()
    ask(page, "你好")
    page.goto(page.url.partition("?")[0] + "plans")
    page.goto(page.url.removesuffix("plans"))
    page.wait_for_selector(".fz-answer")
    assert questions(page) == ["你好"]


def test_several_conversations_are_listed_switched_named_and_deleted(open_page: Any, own: Fazhi) -> None:
    page = open_page(viewport={"width": 1400, "height": 900})
    ask(page, "张掖市的行政复议由谁负责？")
    page.click("#fz-new")
    page.wait_for_selector("#fz-chat .example")
    assert focused(page) == "question"
    ask(page, "赣州市的行政复议由谁负责？")
    page.wait_for_function("() => document.querySelectorAll('#fz-list li').length === 2")
    assert [text.split("\n")[0] for text in page.locator(f"{ITEMS} a").all_inner_texts()] == [
        "赣州市的行政复议由谁负责？",
        "张掖市的行政复议由谁负责？",
    ]
    page.locator(f"{ITEMS} a").last.click()
    page.wait_for_function("() => document.querySelector('.fz-question').textContent.startsWith('张掖市')")
    page.wait_for_function("() => document.querySelector('#fz-list .fz-current a').textContent.startsWith('张掖市')")
    assert focused(page) == "question"
    page.go_back()
    page.wait_for_function("() => document.querySelector('.fz-question').textContent.startsWith('赣州市')")

    page.locator(ITEMS).first.hover()
    page.locator("#fz-list [name=rename]").first.click()
    page.fill(".fz-dialog input", HOSTILE)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#fz-list').textContent.includes('{{7*7}}')")
    assert "<img src=" in page.locator("#fz-name").inner_text()
    assert page.locator("#fz-list img, #fz-name img").count() == 0 and page.evaluate("window.hacked") is None

    session = page.url.partition("c=")[2]
    answer_ids = [answer_id for one in _all(own) if one[0] == session for answer_id in one[1]]
    page.locator("#fz-list [name=forget]").first.click()
    assert "保存期限" in page.locator(".fz-dialog").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(ITEMS).count() == 2
    page.locator("#fz-list [name=forget]").first.click()
    page.locator(".fz-dialog .fz-primary").click()
    page.wait_for_function("() => document.querySelectorAll('#fz-list li').length === 1")
    page.wait_for_selector("#fz-chat .example")
    assert focused(page) == "question"
    assert len(own.records.answers(answer_ids)) == 1  # the record keeps what it keeps


def _all(own: Fazhi) -> list[tuple[str, tuple[str, ...]]]:
    from assistant.record.tables import CONVERSATIONS

    with own.database.begin() as connection:
        owners = connection.execute(select(CONVERSATIONS.c.owner).distinct()).scalars().all()
    return [(one.session_id, one.answer_ids) for owner in owners for one in own.conversations.of(owner)]


def test_two_visitors_see_nothing_of_each_other(open_page: Any) -> None:
    one, other = open_page(), open_page()
    ask(one, QUESTION)
    answer_id = one.locator(".fz-foot [name=copy]").get_attribute("value")
    assert other.locator(ITEMS).count() == 0
    other.goto(one.url)  # even who knows its address
    ready(other)
    assert other.locator(".fz-question").count() == 0
    base = one.url.partition("/?")[0]
    assert [visitor.request.get(f"{base}/chat/answers/{answer_id}/text").status for visitor in (one, other)] == [200, 404]
    session = one.url.partition("c=")[2]
    assert other.request.delete(f"{base}/chat/conversations/{session}").status == 404
    assert other.request.put(f"{base}/chat/conversations/{session}/name", data={"name": "我的"}).status == 404
    assert other.request.post(f"{base}/chat/answers/{answer_id}/feedback", data={"helpful": False}).status == 404


def test_another_site_changes_nothing(open_page: Any) -> None:
    page = open_page()
    ask(page, "你好")
    base, session = page.url.partition("/?")[0], page.url.partition("c=")[2]
    refused = page.request.delete(f"{base}/chat/conversations/{session}", headers={"Origin": "http://192.0.2.1"})
    assert refused.status == 403
    page.reload()
    page.wait_for_selector(".fz-answer")


def test_another_place_is_asked_from_the_chip(open_page: Any) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.locator(".fz-chip").click()
    page.wait_for_selector(".fz-choices button")
    assert set(page.locator(".fz-choices button").all_inner_texts()) == ELSEWHERE
    page.keyboard.press("Escape")
    assert "fz-chip" in focused(page)
    page.locator(".fz-chip").click()
    page.locator(".fz-choices button", has_text="长春市").click()
    page.wait_for_function("() => document.querySelectorAll('.fz-foot').length === 2")
    assert questions(page)[1] == "长春市：行政执法协调监督工作体系什么时候建成？由谁负责？"
    assert chips(page)[1] == "长春市"
    assert focused(page) == "question"


def test_a_question_is_asked_again_and_changed(open_page: Any) -> None:
    page = open_page()
    ask(page, QUESTION)
    ask(page, "由谁负责？")
    former = page.locator("[name=again]").last.get_attribute("value")
    page.locator("[name=again]").last.click()
    page.wait_for_function(
        "former => { const all = document.querySelectorAll('[name=again]'); return all.length === 2 && all[1].value !== former }",
        arg=former,
    )
    assert "市司法局" in page.locator(".fz-answer").last.inner_text()
    assert focused(page) == "question"

    page.locator("[name=edit]").first.click()
    page.wait_for_function("([box, text]) => document.querySelector(box).value === text", arg=[INPUT, QUESTION])
    page.locator(".fz-editing [name=leave]").click()
    page.wait_for_function("box => document.querySelector(box).value === ''", arg=INPUT)
    assert page.locator(".fz-editing").count() == 0 and len(questions(page)) == 2
    page.locator("[name=edit]").first.click()
    page.wait_for_selector(".fz-editing")
    ask(page, "赣州市的行政复议由谁负责？")
    page.wait_for_function("() => document.querySelectorAll('.fz-question').length === 1")
    assert questions(page) == ["赣州市的行政复议由谁负责？"]
    page.reload()
    page.wait_for_selector(".fz-answer")
    assert questions(page) == ["赣州市的行政复议由谁负责？"]


def test_an_answer_can_be_stopped_and_does_not_come_back(open_page: Any, own: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, go_on, kept = own.chat.answer, threading.Event(), threading.Event()

    def slowly(asked: Any, listener: Any, *more: Any) -> Answer:
        listener.step("正在理解问题")
        assert go_on.wait(20)
        answer = whole(asked, listener, *more)
        kept.set()
        return answer

    page = open_page()
    ask(page, "你好")
    monkeypatch.setattr(own.chat, "answer", slowly)
    page.fill(INPUT, QUESTION)
    page.press(INPUT, "Enter")
    page.wait_for_selector(".fz-working .fz-now")
    assert not page.locator("#fz-send").is_visible()
    page.type(INPUT, "接着写")
    page.click("#fz-stop")
    page.wait_for_selector(".fz-stopped")
    assert "已停止" in page.locator(".fz-answer").last.inner_text()
    assert focused(page) == "question" and page.input_value(INPUT) == "接着写"  # what was typed meanwhile stays
    page.wait_for_selector("#fz-send")
    go_on.set()
    assert kept.wait(20)
    page.reload()
    page.wait_for_selector(".fz-answer")
    assert questions(page) == ["你好"]


def test_an_answer_is_copied_with_its_basis(open_page: Any, own: Fazhi) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    button = page.locator("[name=copy]")
    answer = own.records.answer(button.get_attribute("value"))
    assert answer is not None
    button.click()
    page.wait_for_function("() => document.querySelector('[name=copy]').textContent === '已复制'")
    text = page.evaluate("() => navigator.clipboard.readText()")
    assert answer.answer in text and all(f"“{citation.quote}”" in text for citation in answer.citations)
    assert 'name="copy"' in focused(page)


def test_what_a_reader_says_of_an_answer_is_kept(open_page: Any, own: Fazhi) -> None:
    page = open_page()
    ask(page, QUESTION)
    answer_id = page.locator("[name=copy]").get_attribute("value")
    page.locator("[name=helpful]").click()
    page.wait_for_selector("[name=helpful][aria-pressed=true]")
    page.locator("[name=useless]").click()
    page.fill(".fz-dialog textarea", "不是我问的，电话13812345678")
    page.locator(".fz-dialog .fz-primary").click()
    page.wait_for_selector("[name=useless][aria-pressed=true]")
    with own.database.begin() as connection:
        rows = connection.execute(select(FEEDBACK.c.feedback).where(FEEDBACK.c.answer_id == answer_id)).scalars().all()
    said = [Feedback.model_validate_json(row) for row in rows]
    assert [one.helpful for one in said] == [True, False]
    assert said[1].comment == "不是我问的，电话［电话］"
    page.reload()
    page.wait_for_selector("[name=useless][aria-pressed=true]")  # what was said last stands there again
    assert page.locator("[name=helpful][aria-pressed=true]").count() == 0


def test_the_way_down_to_the_newest_answer_is_named_and_stands_beside_the_words(open_page: Any) -> None:
    page = open_page(viewport={"width": 1024, "height": 500})
    ask(page, QUESTION)
    ask(page, "由谁负责？")
    page.wait_for_function(  # gradio itself scrolls down for some moments after an answer
        """() => { const chat = document.querySelector('#fz-chat');
                   chat.querySelector('[role=log]').scrollTop = 0;
                   const button = chat.querySelector('button[aria-label=到最新的回答]');
                   return button && button.getBoundingClientRect().left > chat.getBoundingClientRect().right - 80; }"""
    )


def test_a_caveat_is_told_once_and_then_explains_itself_on_focus(open_page: Any) -> None:
    page = open_page()
    ask(page, QUESTION)
    ask(page, "由谁负责？")
    assert page.locator(".fz-caveat").count() == 1
    for word, text in (("原文", "逐字摘自"), ("已届满", "已届满。")):
        button = page.locator(".fz-answer").last.locator(".fz-word", has_text=word).first
        assert text in button.inner_text()
        assert button.locator(".fz-tip").evaluate("tip => getComputedStyle(tip).opacity") == "0"
        button.hover()
        assert button.locator(".fz-tip").evaluate("tip => getComputedStyle(tip).opacity") == "1"
        page.mouse.move(0, 0)
        page.keyboard.press("Tab")  # from here on the keyboard is used
        button.focus()
        assert button.locator(".fz-tip").evaluate("tip => getComputedStyle(tip).opacity") == "1"
        page.keyboard.press("Escape")
        assert button.locator(".fz-tip").evaluate("tip => getComputedStyle(tip).opacity") == "0"


def test_the_keyboard_alone_is_enough(open_page: Any) -> None:
    page = open_page(viewport={"width": 1400, "height": 900})
    assert focused(page) == "question"
    page.keyboard.type("第一行")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("张掖市的行政复议由谁负责？")
    assert "\n" in page.input_value(INPUT)
    page.fill(INPUT, QUESTION)
    page.keyboard.press("Enter")
    answered(page)
    assert focused(page) == "question"
    _tab_to(page, ".fz-cite", back=True)
    page.keyboard.press("Enter")
    page.frame_locator("#fz-source").locator("mark").first.wait_for()
    assert "fz-cite" in focused(page)
    _tab_to(page, "[name=place]", back=True)
    page.keyboard.press("Enter")
    page.wait_for_selector(".fz-choices")
    _tab_to(page, ".fz-choices li:last-child button")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.fz-foot').length === 2")
    assert focused(page) == "question"
    _tab_to(page, "#fz-chat .option", back=True)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.fz-foot').length === 3")
    assert focused(page) == "question"
    page.wait_for_function("() => document.querySelector('.fz-unseen[role=status]').textContent.startsWith('回答已显示')")
    _tab_to(page, "#fz-new", back=True)
    page.keyboard.press("Enter")
    page.wait_for_selector("#fz-chat .example")
    _tab_to(page, "#fz-list a", back=True)
    page.keyboard.press("Enter")
    page.wait_for_selector(".fz-answer")
    assert focused(page) == "question"


def _tab_to(page: Any, selector: str, *, back: bool = False) -> None:
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached with the keyboard")


def test_the_list_folds_away_where_there_is_little_room(open_page: Any) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    ask(page, "你好")
    page.wait_for_function("() => document.querySelectorAll('#fz-list li').length === 1")
    assert not page.locator("#fz-side").is_visible()
    page.click("#fz-fold")
    assert page.locator("#fz-list a").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#fz-side").is_visible()
    assert 'id="fz-fold"' in focused(page)
    assert page.evaluate(
        "() => { const box = document.querySelector('#fz-send').getBoundingClientRect(); return box.bottom <= innerHeight; }"
    )
