"""The page opened from disk in Chromium: its script may run, others may not, and it fits a telephone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.reports.failures import Failure
from eval.reports.html import html
from eval.results import Judgement, Scores

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator:  # type: ignore[type-arg]
    """Chromium with a profile of its own that is thrown away."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("FAZHI_REQUIRE_SERVICES") == "1":
            pytest.fail("Chromium is required here and not installed: apt-get install chromium fonts-noto-cjk")
        pytest.skip("Chromium is not installed (apt-get install chromium fonts-noto-cjk)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def opened(browser, tmp_path: Path):  # type: ignore[no-untyped-def]
    """Opens a report on a telephone, and checks that nothing was asked for and nothing went wrong."""
    wrong: list[str] = []

    def open_report(*report, fragment: str = ""):  # type: ignore[no-untyped-def]
        (tmp_path / "report.html").write_text(html(*report), encoding="utf-8")
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("request", lambda request: request.url.startswith("file:") or wrong.append(request.url))
        page.goto((tmp_path / "report.html").as_uri() + fragment)
        return page

    yield open_report
    assert wrong == []


def test_cases_are_chosen_by_kind_point_and_words(opened, scores: Scores, some_failures: tuple[Failure, ...]) -> None:  # type: ignore[no-untyped-def]
    other = some_failures[0].model_copy(update={"case_id": "typos-1", "kind": "typos", "question": "别的问题", "checks": ()})
    page = opened(scores, None, (*some_failures, other), [])
    count = page.locator("#count")
    assert count.inner_text() == "显示 2 / 2 道"
    page.select_option("[name=kind]", "typos")
    assert page.locator("details.case:visible").count() == 1 and "别的问题" in page.locator("details.case:visible").inner_text()
    page.select_option("[name=point]", "facts")
    assert count.inner_text() == "显示 0 / 2 道"
    page.select_option("[name=kind]", "")
    page.select_option("[name=point]", "")
    page.fill("[name=words]", "DEADLINE-2 建成")
    assert count.inner_text() == "显示 1 / 2 道"
    page.click("#unfold")
    assert page.locator("details.case[open]").count() == 1


def test_a_link_to_a_case_opens_it(opened, scores: Scores, refused: Judgement, some_failures: tuple[Failure, ...]) -> None:  # type: ignore[no-untyped-def]
    page = opened(scores, refused, some_failures, [])
    page.locator(".problems a").first.click()
    page.wait_for_selector("details.case[open] .body")


def test_hostile_texts_do_nothing_and_fit(opened, hostile: tuple[Scores, Judgement, tuple[Failure, ...]]) -> None:  # type: ignore[no-untyped-def]
    page = opened(*hostile, [], fragment="#case-1")
    page.wait_for_selector("details.case[open] .body")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
