"""我的问答 in Chromium: found, opened, spoken of, taken away as a file; with the keyboard alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from assistant.bootstrap import Fazhi
from tests.ui.history.conftest import BROWSER, Tell, owner_of
from tests.ui.serving import served
from ui.visitors import COOKIE

pytestmark = pytest.mark.browser

QUESTIONS = ("张掖市行政执法协调监督工作体系什么时候建成？由谁负责？", "那赣州呢？", "赣州方案里公务员工资怎么规定？")
HOSTILE = '<img src="http://192.0.2.1/x" onerror="window.hacked=1"> ![x](http://192.0.2.1/y) \u202e' + "W" * 400
Open = Callable[..., Any]


@pytest.fixture
def open_history(open_context: Open, own: Fazhi, tell: Tell) -> Any:
    """Opens a page of this room as the reader who asked two conversations' questions."""
    tell("one", *QUESTIONS, name="行政执法协调监督")
    tell("two", HOSTILE, name=HOSTILE[:80])
    with served(own) as address:

        def opened(path: str = "/history", **options: object) -> Any:
            context = open_context(**options)
            context.add_cookies([{"name": COOKIE, "value": BROWSER, "url": address}])
            page = context.new_page()
            page.goto(address + path)
            return page

        yield opened


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the element has the focus, and see that it shows."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{selector} is not reached with Tab")


def test_an_answer_is_found_opened_and_spoken_of(open_history: Open, own: Fazhi) -> None:
    page = open_history()
    assert page.locator(".cards > li").count() == 2
    page.get_by_label("查找").fill("司法局")
    page.get_by_role("button", name="查找").click()
    assert "找到 1 问" in page.get_by_role("status").inner_text()
    assert "司法局" in page.locator("mark").all_inner_texts()
    page.locator(".found h2 a").click()
    assert page.locator("article:target h2").inner_text().endswith(QUESTIONS[0])
    answer = page.locator("article").first
    answer.locator("summary").click()
    answer.get_by_label("没有帮助").check()
    answer.get_by_label("理由").select_option(label="出处不对")
    answer.get_by_label("说明").fill("来电人问的是县里")
    answer.get_by_role("button", name="提交反馈").click()
    assert "没有帮助 · 出处不对：来电人问的是县里" in page.locator(".opinions").inner_text()
    assert page.evaluate("document.querySelector('.opinions:target').getBoundingClientRect().top") < 720
    owned = own.conversations.get("one", owner_of(BROWSER))
    assert owned is not None
    assert [one.reason for one in own.records.said_of(owned.answer_ids)] == ["wrong_source"]


def test_a_marker_leads_to_its_quote_and_the_quote_to_the_document(open_history: Open) -> None:
    page = open_history("/history/one")
    page.locator(".marker").first.click()
    quote = page.locator(".quotes li:target")
    words = quote.locator("blockquote").inner_text()
    quote.locator("a").click()
    assert page.locator("mark").first.inner_text() in words


def test_a_conversation_is_taken_away_as_a_word_file(open_history: Open) -> None:
    page = open_history("/history/one")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 Word").click()
    assert download.value.suggested_filename.startswith("行政执法协调监督 ") and download.value.suggested_filename.endswith(".docx")
    with open(download.value.path(), "rb") as file:
        word = Document(io.BytesIO(file.read()))
    assert [text.text[3:] for text in word.paragraphs if text.style.name == "Heading 1"] == list(QUESTIONS)


def test_everything_is_done_with_the_keyboard_alone(open_history: Open) -> None:
    page = open_history()
    tab_to(page, "#q")
    page.keyboard.type("司法局")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found")
    tab_to(page, ".found h2 a")
    page.keyboard.press("Enter")
    page.wait_for_selector("article:target")
    page.goto(page.url.partition("#")[0])
    tab_to(page, ".actions details:first-of-type > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#name")
    page.keyboard.press("Control+A")
    page.keyboard.type("新名称")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('新名称')")
    tab_to(page, "article .feedback summary")
    page.keyboard.press("Enter")
    tab_to(page, "[name=helpful]")
    page.keyboard.press("Space")
    tab_to(page, ".feedback button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".opinions:has-text('有帮助')")
    page.goto(page.url.partition("#")[0])
    tab_to(page, ".actions details:last-of-type > summary")
    page.keyboard.press("Enter")
    tab_to(page, ".danger")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已从这里删除")
    assert page.locator(".cards > li").count() == 1


def test_it_works_without_scripts(open_history: Open) -> None:
    page = open_history(java_script_enabled=False)
    page.get_by_label("地区").select_option("赣州市")
    page.get_by_role("button", name="查找").click()
    assert "找到 2 问" in page.get_by_role("status").inner_text()
    page.locator(".found h2 a").first.click()
    assert page.get_by_role("button", name="打印").count() == 0
    page.locator(".actions summary", has_text="删除").click()
    page.get_by_role("button", name="确定删除").click()
    assert page.locator(".cards > li").count() == 1


def test_markup_is_shown_and_never_obeyed(open_history: Open) -> None:
    page = open_history("/history/two")
    assert page.locator("main img").count() == 0 and page.evaluate("window.hacked") is None
    assert '<img src="http://192.0.2.1/x"' in page.locator("article h2").inner_text()
