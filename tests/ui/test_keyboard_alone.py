"""The whole way with the keyboard alone: asked, read, checked, compared, found again, put in order, added and taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import Fazhi
from tests.ui.everything import DUE
from tests.ui.keyboard import Keyboard
from tests.ui.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(everything: Fazhi) -> Iterator[str]:
    with served(everything) as found:
        yield found


def test_the_whole_way_is_gone_with_the_keyboard_alone(  # type: ignore[no-untyped-def]
    open_page, everything: Fazhi, tmp_path: Path, plan_text: Callable[..., str]
) -> None:
    page = open_page(viewport={"width": 1400, "height": 900}, permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce")
    keys = Keyboard(page)
    asks_and_checks(page, keys)
    looks_through_what_is_held(page, keys)
    compares(page, keys)
    looks_back(page, keys)
    added = tmp_path / "新方案.txt"
    added.write_text(plan_text("四平市", "推进政务公开。", "加强执法监督，2024年年底前完成。"), encoding="utf-8")
    adds_and_takes_out(page, keys, added)
    assert "四平市" not in {one.head.place for one in everything.store.current().held()}  # type: ignore[union-attr]


def asks_and_checks(page: Any, keys: Keyboard) -> None:
    """A question, its answer, the clause behind it in the panel, and the clause's citation on the clipboard."""
    assert keys.look() == "问题"
    page.keyboard.type(DUE)
    keys.press("Enter")
    page.wait_for_selector(".fz-foot")
    page.wait_for_function("() => document.querySelector('.fz-unseen[role=status]').textContent.startsWith('回答已显示')")
    assert keys.look() == "问题"
    keys.go(".fz-cite", back=True)
    keys.press("Enter")
    page.frame_locator("#fz-source").locator("mark").first.wait_for()
    keys.go(".skip")
    assert keys.look() == "跳到引用的条款"
    keys.press("Enter")
    keys.go("section.cited [data-copy]", most=1)
    assert keys.look().startswith("复制引用")
    keys.press("Enter")
    page.frame_locator("#fz-source").locator("[data-copy]", has_text="已复制").wait_for()
    assert "张掖市" in page.evaluate("navigator.clipboard.readText()")


def looks_through_what_is_held(page: Any, keys: Keyboard) -> None:
    """The list of documents, made shorter, and one of them opened."""
    visit(page, keys, "/plans")
    keys.go("[name=q]")
    keys.type("赣州")
    keys.go("select[name=kind]")
    while page.input_value("select[name=kind]") != "实施方案":
        keys.press("ArrowDown")
    assert page.locator("tbody tr:visible").count() == 1
    keys.go("tbody a")
    keys.press("Enter")
    page.wait_for_selector("article")
    assert "赣州市" in page.inner_text("h1")


def compares(page: Any, keys: Keyboard) -> None:
    """Two places beside each other."""
    visit(page, keys, "/compare")
    keys.go("#topic")
    keys.type("政务公开")
    for place in ("张掖市", "赣州市"):
        keys.go(f"[name=place][value={place}]", most=30)
        keys.press("Space")
    keys.press("Enter")
    page.wait_for_selector(".compared")
    assert page.locator(".compared .names th").count() == 3


def looks_back(page: Any, keys: Keyboard) -> None:
    """A question found again; its conversation named and deleted."""
    visit(page, keys, "/history")
    keys.go("#q")
    keys.type("司法局")
    keys.press("Enter")
    page.wait_for_selector(".found")
    keys.go(".found h2 a")
    keys.press("Enter")
    page.wait_for_selector("article:target")
    keys.go(".actions details:first-of-type > summary", back=True)
    keys.press("Enter")
    keys.go("#name")
    keys.type("体系建成")
    keys.press("Enter")
    page.wait_for_selector("h1:has-text('体系建成')")
    keys.go(".actions details:last-of-type > summary")
    keys.press("Space")
    keys.go(".danger")
    keys.press("Enter")
    page.wait_for_selector("text=已从这里删除")


def adds_and_takes_out(page: Any, keys: Keyboard, file: Path) -> None:
    """A file chosen, put right and confirmed; then taken out again."""
    page.on("filechooser", lambda chooser: None)  # from now on the browser asks us; told only at the key, it may be too late
    visit(page, keys, "/add")
    keys.go("#add-files")
    with page.expect_file_chooser() as chooser:
        keys.press("Enter")
    chooser.value.set_files(str(file))
    page.wait_for_selector(".row.waiting")
    keys.go(".row.waiting a")
    keys.press("Enter")
    page.wait_for_selector("form.check")
    keys.go("#f-title")
    keys.type("四平市的新方案")
    keys.go("button[value=again]")
    keys.press("Enter")
    page.wait_for_selector("text=已按更正重新读过")
    keys.go("button[value=confirm]")
    keys.press("Enter")
    page.wait_for_selector(".result")
    visit(page, keys, "/add")
    keys.go("[aria-label='取出 四平市的新方案']")
    keys.press("Enter")
    page.wait_for_selector("h1:has-text('要取出')")
    keys.go("button.danger")
    keys.press("Space")
    page.wait_for_selector("text=新方案.txt 已移到")


def visit(page: Any, keys: Keyboard, path: str) -> None:
    """By the bar's link, to which the tabulator leads from wherever one is."""
    keys.go(f"nav a[href='{path}']")
    keys.press("Enter")
    page.wait_for_url(f"**{path}")
    page.wait_for_load_state()
