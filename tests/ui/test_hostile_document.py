"""A document full of markup, added and asked about on the real pages: it is text everywhere, nothing of it runs, nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from assistant.bootstrap import Fazhi
from tests.ui.fitting import too_wide
from tests.ui.serving import served

pytestmark = pytest.mark.browser

RUN = "<script>window.hacked=1</script><img src=http://192.0.2.1/x onerror=window.hacked=1>"
MARKED = f"{RUN}![图](http://192.0.2.1/y)[链接](javascript:window.hacked=1)<javascript:alert(1)>\u202e倒着写"
TITLE = f"四平市{RUN}方案[链接](javascript:window.hacked=1)\u202e{'很长' * 40}"
NAME = f"四平<img src=x onerror=window.hacked=1>{'W' * 60}.txt"
TEXT = f"""四平市法治政府建设实施方案（2021—2025年）

一、{MARKED}

（一）推进政务公开。{MARKED}。2024年年底前建成政务公开平台{RUN}。{"W" * 300}{MARKED}。责任单位：市司法局{RUN}。
"""
ABOUT = "四平市的政务公开怎么规定？"
SHOWN = "<script>window.hacked=1</script>"


@pytest.fixture(scope="module")
def address(everything: Fazhi) -> Iterator[str]:
    with served(everything) as found:
        yield found


def test_a_hostile_document_is_text_on_every_page(open_page) -> None:  # type: ignore[no-untyped-def]
    page = open_page(viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"])
    start = page.url.rstrip("/")
    is_added(page, start)
    is_quoted(page, start)
    for path in ("/plans", f"/compare?topic={quote('政务公开')}&place={quote('四平市')}&place={quote('张掖市')}", "/history?q=政务公开"):
        page.goto(start + path)
        is_text(page, "main")
    page.locator(".found h2 a").click()
    page.wait_for_selector("article:target")
    is_text(page, "blockquote")
    page.goto(f"{start}/plans")
    page.locator("tbody a", has_text="四平").click()
    page.wait_for_selector("article")
    is_text(page, "h1")
    is_text(page, "section.clause")
    page.locator("section.clause:has-text('政务公开')").get_by_role("button", name="复制引用").dispatch_event("click")
    page.locator("[data-copy]", has_text="已复制").wait_for()
    assert SHOWN in page.evaluate("navigator.clipboard.readText()")


def is_added(page: Any, start: str) -> None:
    """By the page, with a title written there that is as bad."""
    page.goto(f"{start}/add")
    page.set_input_files("#add-files", {"name": NAME, "mimeType": "text/plain", "buffer": TEXT.encode()})
    page.wait_for_selector(".row.waiting")
    is_text(page, ".row.waiting", "<img src=x")
    page.locator(".row.waiting a").click()
    page.fill("#f-title", TITLE)
    page.locator("button[value=again]").first.click()
    page.wait_for_selector("text=已按更正重新读过")
    is_text(page, ".tree")
    page.click("button[value=confirm]")
    page.wait_for_selector(".result")
    is_text(page, ".result")
    page.goto(f"{start}/add")
    is_text(page, ".documents")
    page.goto(start + page.locator("[aria-label^='取出 四平']").get_attribute("href"))
    is_text(page, "h1")


def is_quoted(page: Any, start: str) -> None:
    """In the chat, beside it, and in what is copied there."""
    page.goto(f"{start}/?new")
    page.wait_for_selector("#fz-chat .example")
    page.fill("#fz-question textarea", ABOUT)
    page.press("#fz-question textarea", "Enter")
    page.wait_for_selector(".fz-foot")
    is_text(page, "#fz-chat .fz-answer")
    page.locator(".fz-cite").first.click()
    page.frame_locator("#fz-source").locator("mark").first.wait_for()
    assert SHOWN in page.frame_locator("#fz-source").locator("section.cited").inner_text()
    is_text(page, "#fz-chat .fz-sources")
    page.locator("[name=copy]").click()
    page.locator("[name=copy]", has_text="已复制").wait_for()
    assert SHOWN in page.evaluate("navigator.clipboard.readText()")


def is_text(page: Any, selector: str, words: str = SHOWN) -> None:
    """The words stand there as they are; no frame holds what they would make, none has run anything, none is too wide."""
    assert words in " ".join(page.locator(selector).all_text_contents())
    for frame in page.frames:
        assert frame.evaluate("window.hacked") is None
        assert frame.locator("img[src*='192.0.2.1'], img[src='x'], main script, [href^='javascript:'], [onerror]").count() == 0
    assert too_wide(page) == []
