"""The page in Chromium: ask, watch the answer come, open its source; and nothing leaves the machine."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from assistant.bootstrap import Fazhi
from assistant.record.export import lines
from tests.ui.serving import served, with_its_own_record

pytestmark = pytest.mark.browser

QUESTION = "张掖市行政执法协调监督工作体系什么时候建成？由谁负责？"
INPUT = "#fz-question textarea"
SOURCE = "#fz-source"


def ask(page, question: str) -> str:  # type: ignore[no-untyped-def]
    """Type a question, send it with Enter, and wait for the whole answer."""
    before = page.locator(".fz-foot").count()
    page.fill(INPUT, question)
    page.press(INPUT, "Enter")
    return wait_for_answer(page, before)


def wait_for_answer(page, before: int) -> str:  # type: ignore[no-untyped-def]
    page.wait_for_function("count => document.querySelectorAll('.fz-foot').length > count", arg=before)
    return page.locator(".fz-answer").last.inner_text()


def question(page) -> str:  # type: ignore[no-untyped-def]
    """The words of the last question, without what can be done with it."""
    return str(page.locator(".fz-question").last.evaluate("one => one.firstChild.data"))


def test_a_question_is_answered_and_its_citation_opens_highlighted(open_page, fazhi: Fazhi) -> None:  # type: ignore[no-untyped-def]
    page = open_page()
    answer = ask(page, QUESTION)
    assert "2024年年底前" in answer and "市司法局" in answer
    assert page.input_value(INPUT) == ""
    page.wait_for_url("**/?c=*")  # by which this conversation is found again
    address = page.url
    for marker, words in (("[1]", "2024年年底前基本建成"), ("[2]", "责任单位:市司法局")):
        page.locator(".fz-cite", has_text=marker).first.click()
        frame = page.frame_locator(SOURCE)
        mark = frame.locator("mark", has_text=words)
        mark.first.wait_for()
        page.wait_for_function(
            """() => { const frame = document.querySelector('#fz-source'), mark = frame.contentDocument.querySelector('mark');
                       if (!mark || !mark.textContent) return false;
                       const box = mark.getBoundingClientRect();
                       return box.top >= 0 && box.bottom <= frame.contentWindow.innerHeight; }"""
        )
        assert "(二十九)" in frame.locator("section.cited").inner_text()
    assert page.url == address  # the page was not left
    path = page.locator(".fz-cite").first.get_attribute("href")
    text = next(plan.text for plan in fazhi.index.get().plans.values() if plan.plan_id in path)
    page.goto(address.partition("/?")[0] + path)  # the same link stands alone
    assert page.locator("mark").first.inner_text() in text


def test_the_answer_streams_in_after_its_steps(open_page, fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    whole = fazhi.chat.answer
    go_on = threading.Event()

    def slowly(asked, listener, *more):  # type: ignore[no-untyped-def]
        listener.step("正在理解问题")
        assert go_on.wait(20)
        return whole(asked, listener, *more)

    monkeypatch.setattr(fazhi.chat, "answer", slowly)
    page = open_page()
    page.fill(INPUT, QUESTION)
    page.press(INPUT, "Enter")
    page.wait_for_selector(".fz-working .fz-steps li.fz-now")
    assert question(page) == QUESTION  # the question stands there at once
    assert page.locator(".fz-foot").count() == 0
    go_on.set()
    assert "2024年年底前" in wait_for_answer(page, 0)
    assert page.locator(".fz-working").count() == 0


def test_a_follow_up_is_understood_from_the_conversation_and_a_new_one_forgets(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page()
    ask(page, "张掖市行政执法协调监督工作体系什么时候建成？")
    assert "市司法局" in ask(page, "由谁负责？")
    page.click("#fz-new")
    page.wait_for_selector("#fz-chat .example")
    assert "市司法局" not in ask(page, "由谁负责？")


def test_two_readers_do_not_see_each_others_conversation(open_page) -> None:  # type: ignore[no-untyped-def]
    one, other = open_page(), open_page()
    ask(one, QUESTION)
    assert other.locator(".fz-answer").count() == 0
    assert "市司法局" not in ask(other, "由谁负责？")
    assert other.locator(".fz-question").count() == 1
    assert "张掖市" in ask(one, "是哪个文件规定的？")


def test_an_example_and_a_suggestion_are_asked_with_a_click(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page()
    page.locator("#fz-chat .example").first.click()
    wait_for_answer(page, 0)
    suggestion = page.locator("#fz-chat .option").first
    suggested = suggestion.inner_text()
    suggestion.click()
    wait_for_answer(page, 1)
    assert question(page) == suggested


def test_the_place_picker_limits_the_question(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page()
    page.click("#fz-place input")
    options = page.locator("[role=option]").all_inner_texts()
    assert len(options) == 5
    page.locator("[role=option]", has_text="赣州市").click()
    ask(page, "行政执法协调监督工作体系什么时候建成？")
    assert all("赣州市" in source for source in page.locator(".fz-sources li").all_inner_texts())


def test_markup_in_a_question_is_shown_and_never_obeyed(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page()
    hostile = '<img src="http://192.0.2.1/x" onerror="window.hacked=1"> **粗** $$x$$ <a href="javascript:hacked=1">a</a>'
    ask(page, hostile)
    assert question(page) == hostile
    assert page.locator("#fz-chat img, #fz-chat strong, #fz-chat .fz-question a").count() == 0
    assert page.evaluate("window.hacked") is None


def test_on_a_phone_the_page_begins_with_the_chat_and_a_button_leads_back_from_the_source(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page(viewport={"width": 390, "height": 844})
    ask(page, QUESTION)
    assert page.evaluate("scrollY") == 0
    page.locator(".fz-cite").first.click()
    page.wait_for_function("() => scrollY > 400")
    page.get_by_role("button", name="回到问答").click()
    page.wait_for_function("() => scrollY < 200")  # the chat again, below the bar


def test_on_a_phone_going_back_leads_from_the_source_to_the_chat(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page(viewport={"width": 390, "height": 844})
    ask(page, QUESTION)
    page.locator(".fz-cite").first.click()
    page.wait_for_function("() => scrollY > 400")
    page.go_back()
    page.wait_for_function("() => scrollY < 200")
    assert page.locator(".fz-answer").count() == 1


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_the_source_comes_into_view_at_any_width(open_page, width: int) -> None:  # type: ignore[no-untyped-def]
    page = open_page(viewport={"width": width, "height": 844})
    ask(page, "哪些城市的方案提到“枫桥经验”？")
    page.locator(".fz-cite").first.click()
    page.frame_locator(SOURCE).locator("mark").first.wait_for()
    page.wait_for_function(
        """() => { const box = document.querySelector('#fz-source').getBoundingClientRect();
                   return box.top < innerHeight - 200 && box.bottom > 200; }"""
    )
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_who_signed_in_with_a_key_is_in_the_record(browser, fazhi: Fazhi, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    guarded = with_its_own_record(fazhi, tmp_path, api_keys="ein-schluessel")
    with served(guarded) as found:
        page = browser.new_page(http_credentials={"username": "reader", "password": "ein-schluessel"})
        page.goto(found)
        page.fill(INPUT, QUESTION)
        page.press(INPUT, "Enter")
        assert "2024年年底前" in wait_for_answer(page, 0)
        page.close()
    [line] = lines(guarded.records, "jsonl")
    asked_by = json.loads(line)["record"]["asked_by"]
    assert (asked_by["door"], asked_by["key"]) == ("page", "环境变量1")
