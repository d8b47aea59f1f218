"""The page of adding in a browser: dropping, looking, putting right, confirming, taking out; by mouse, by who may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import Fazhi
from assistant.models import Ask

pytestmark = pytest.mark.browser

Write = Callable[..., str]
OpenPage = Callable[..., Any]
_DROPPED = """files => {
    const carried = new DataTransfer();
    for (const [name, text] of files) carried.items.add(new File([text], name));
    return carried;
}"""
HOSTILE = "<img src=x onerror=document.title=1>"


@pytest.fixture
def new(tmp_path: Path, plan_text: Write) -> Path:
    """A file that is to be added, whose place is written wrongly."""
    path = tmp_path / "新方案.txt"
    path.write_text(plan_text("四平市", "推进政务公开。", "加强执法监督，2024年年底前完成。"), encoding="utf-8")
    return path


def dropped(page: Any, *files: tuple[str, str]) -> None:
    """Drop files on the field as a mouse does."""
    carried = page.evaluate_handle(_DROPPED, [list(file) for file in files])
    for kind in ("dragenter", "dragover", "drop"):
        page.dispatch_event("#add-form", kind, {"dataTransfer": carried})


def added(page: Any, new: Path) -> None:
    """Choose the file, and open what was understood of it."""
    page.set_input_files("#add-files", str(new))
    page.click(".row.waiting a")
    page.wait_for_selector("h1:has-text('核对')")


def test_a_file_is_chosen_put_right_confirmed_and_can_be_asked_about(open_at: OpenPage, own: Fazhi, new: Path) -> None:
    page = open_at("/add")
    assert page.is_hidden("#add-send")
    added(page, new)
    assert page.input_value("#f-place") == "吉林省四平市"
    page.fill("#f-place", "长春")
    page.wait_for_selector("#places option[value='吉林省长春市']", state="attached")
    page.fill("#f-place", "吉林省长春市")
    page.check("input[name=not_headings] >> nth=0")
    page.click("button[value=confirm]")  # what was changed is shown first
    page.wait_for_selector("text=已按更正重新读过")
    assert "文件里读出的是：吉林省四平市" in page.inner_text("form.check")
    assert page.is_checked("input[name=not_headings][checked]")
    page.uncheck("input[name=not_headings][checked]")
    page.click(".facts-column button[value=again]")
    page.wait_for_selector("input[name=not_headings][checked]", state="detached")
    page.click("button[value=confirm]")
    page.wait_for_selector(".result")
    assert "现收录3份文件" in page.inner_text(".result")
    assert page.get_by_role("link", name="去提问").get_attribute("href") == "/?new"
    page.click(".result a >> nth=0")
    page.wait_for_selector("text=加强执法监督，2024年年底前完成")
    answer = own.chat.answer(Ask(question="长春市的政务公开怎么规定？"))
    assert answer.places == ("长春市",) and answer.citations


def test_files_are_dropped_and_what_is_bad_is_one_sentence(open_at: OpenPage, own: Fazhi, plan_text: Write) -> None:
    page = open_at("/add")
    title = page.title()
    dropped(page, ("好.txt", plan_text("长春市", f"{HOSTILE}。")), (f"{HOSTILE}.txt", ""), ("表.xlsx", "x"))
    page.wait_for_selector(".row.waiting")
    page.wait_for_selector(".row.failed")
    page.wait_for_selector("#add-refused li")
    assert "空文件" in page.inner_text(".row.failed") and HOSTILE in page.inner_text(".row.failed")
    assert "表.xlsx" in page.inner_text("#add-refused")
    assert "等待确认" in page.inner_text("[aria-current=step]")
    page.reload()
    assert page.locator(".row").count() == 2  # what waits is still there
    page.click(".row.failed button")
    page.wait_for_selector(".row.failed", state="detached")
    page.click(".row.waiting a")
    page.click("text=不收录了")
    page.click("text=丢掉这份文件")
    page.wait_for_selector("text=没有正在处理的文件")
    assert (page.title(), len(own.store.current().held())) == (title, 2)  # type: ignore[union-attr]


def test_every_step_is_told_to_who_cannot_see_it(open_at: OpenPage, new: Path) -> None:
    page = open_at("/add")
    page.evaluate("""() => {
        window.told = [];
        new MutationObserver(() => told.push(document.getElementById("add-said").textContent))
            .observe(document.getElementById("add-said"), {childList: true});
    }""")
    page.set_input_files("#add-files", str(new))
    page.wait_for_selector(".row.waiting")
    told = page.evaluate("window.told")
    assert "正在上传" in told[0] and told[-1] == "新方案.txt：等待确认"


def test_removing_asks_first(open_at: OpenPage, own: Fazhi) -> None:
    page = open_at("/add")
    page.click("[aria-label^='取出 赣州市']")
    page.click("text=不取出")
    page.click("[aria-label^='取出 赣州市']")
    assert "要取出《赣州市法治政府建设实施方案" in page.inner_text("h1")
    assert (own.settings.plans / "赣州.txt").exists()
    page.click("button.danger")
    page.wait_for_selector("text=赣州.txt 已移到")
    page.wait_for_selector("text=共 1 份")
    page.wait_for_selector("[aria-label^='取出 赣州市']", state="detached")
    assert page.locator("[aria-label^='取出 ']").count() == 1
    assert (own.settings.data / "removed" / "赣州.txt").exists()


def test_who_may_not_add_is_told_who_may(open_context: OpenPage, own: Fazhi, address: str) -> None:
    _, key = own.keys.add("王科员", ("ask",))
    page = open_context(extra_http_headers={"X-API-Key": key}).new_page()
    assert page.goto(f"{address}/add").status == 403
    assert "没有添加的权限" in page.inner_text("h1") and page.locator("#add-form").count() == 0
    assert page.locator("nav a[href='/add']").count() == 0
