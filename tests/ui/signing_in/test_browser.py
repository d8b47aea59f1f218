"""Signing in as a reader does it: with the keyboard, on a telephone too, and back to the clause that was wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.bootstrap import Fazhi
from tests.ui.serving import served, with_its_own_record

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Any]
NAME, GOOD = "张三", "a good password"


@pytest.fixture(scope="module")
def address(fazhi: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server where people sign in with a password; what they mistype here is not too often."""
    desk = with_its_own_record(fazhi, tmp_path_factory.mktemp("people"), sign_in="users", rate_wrong_passwords="1000/minute")
    desk.people.add(NAME, GOOD)
    with served(desk) as found:
        yield found


def named(page: Any) -> str:
    return str(page.evaluate("document.activeElement.name || document.activeElement.textContent"))


def type_in(page: Any, password: str) -> None:
    """From the name to the button, with the keyboard alone."""
    assert named(page) == "name"
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    assert named(page) == "password"
    page.keyboard.type(password)
    page.keyboard.press("Tab")
    assert named(page) == "登录"
    page.keyboard.press("Enter")


def test_a_session_that_has_ended_leads_to_signing_in_and_back_with_the_question(open_at: OpenPage) -> None:
    page = open_at("/")
    type_in(page, GOOD)
    page.wait_for_selector("#fz-chat .example")
    page.wait_for_function("() => performance.now() > 3500")  # a page that has just been loaded is not loaded anew
    page.context.clear_cookies()
    page.fill("#fz-question textarea", "赣州市的行政复议怎么规定？")
    page.keyboard.press("Enter")
    page.wait_for_url("**/login**")
    type_in(page, GOOD)
    page.wait_for_function("() => document.querySelector('#fz-question textarea')?.value === '赣州市的行政复议怎么规定？'")
    assert "没有发出" in page.locator(".fz-toast").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector(".fz-answer .fz-foot")
    assert "赣州市" in page.locator(".fz-answer").inner_text()


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_with_the_keyboard_alone_to_the_clause_that_was_wanted_and_out_again(open_at: OpenPage, fazhi: Fazhi, width: int) -> None:
    index = fazhi.index.get()
    plan = index.plans[next(iter(index.heads))]
    clause = plan.clauses[5].clause_id
    wanted = f"/plans/{plan.plan_id}"
    page = open_at(f"{wanted}#{clause}", viewport={"width": width, "height": 800})
    assert "/login?next=" in page.url
    type_in(page, GOOD)
    page.wait_for_url(f"**{wanted}#{clause}")
    assert page.locator(".site-who span").inner_text() == NAME
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".site-who button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/login?left=1")
    assert "已退出。" in page.locator("[role=status]").inner_text()
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "fazhi_session"]


def test_a_wrong_password_is_told_calmly_and_only_the_password_is_typed_anew(open_at: OpenPage) -> None:
    page = open_at("/plans", viewport={"width": 390, "height": 800})
    type_in(page, "wrong password")
    told = page.locator("[role=alert]")
    told.wait_for()
    assert told.inner_text() == "用户名或口令不对，请核对后再试。"
    assert page.input_value("#name") == NAME and page.input_value("#password") == ""
    assert named(page) == "password"
    assert page.locator("#password").get_attribute("aria-describedby") == told.get_attribute("id")
    page.keyboard.type(GOOD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans")


def test_the_chat_knows_who_asks_and_lets_them_go(open_at: OpenPage) -> None:
    page = open_at("/")
    type_in(page, GOOD)
    page.wait_for_selector("#fz-question textarea")
    page.wait_for_selector(f".site-who >> text={NAME}")
    page.fill("#fz-question textarea", "张掖市行政复议由谁负责？")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fz-chat .fz-foot")
    page.click(".site-who button")
    page.wait_for_url("**/login?left=1")
    page.goto(page.url.partition("/login")[0] + "/history")
    assert "/login?next=" in page.url
