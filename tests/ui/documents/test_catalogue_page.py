"""The table of documents in Chromium: filtered, sorted, passed on by its address, chosen by province."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from index.models import PlanHead
from index.places import all_places
from index.versions import Versions
from ui.documents.catalogue import catalogue
from ui.templating import markup
from ui.visitors import Visitor

pytestmark = pytest.mark.browser

COUNT = ".counted [role=status]"


def titles(page: Any) -> list[str]:
    return page.locator("tbody tr:visible th").all_text_contents()  # rows out of view have no inner text


def choose(page: Any, name: str, value: str) -> None:
    page.select_option(f"select[name={name}]", value)


def many(count: int) -> str:
    """The page of a large library."""
    places = [place for place in all_places().values() if place.level == "city"]
    heads = [
        PlanHead.model_validate(
            {
                "plan_id": f"p{i}",
                "title": f"{place.name}方案{i}",
                "place": place.name,
                "place_code": place.code,
                "province": place.province,
                "level": "地级",
                "kind": ("实施方案", "年度报告")[i % 2],
                "period": {"from": 2016 + i % 10, "to": 2020 + i % 10},
                "status": "issued",
                "document_number": f"发〔2020〕{i}号",
                "issued_on": f"20{10 + i % 15}-0{1 + i % 9}-11",
                "published_on": None,
                "issuers": (),
                "based_on": (),
                "source": f"{i}.txt",
                "sha256": str(i),
                "words_digest": str(i),
                "clause_count": i,
            }
        )
        for i in range(count)
        for place in [places[i % len(places)]]
    ]
    return markup(
        "catalogue.html", visitor=Visitor(owner=""), active="/plans", catalogue=catalogue(heads, Versions(heads), date(2026, 6, 1))
    )


def test_filters_narrow_the_table_say_how_many_and_stay_in_the_address(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans")
    assert len(titles(page)) == 5 and page.inner_text(COUNT) == "共 5 份"
    choose(page, "kind", "实施方案")
    assert len(titles(page)) == 4
    choose(page, "province", "吉林省")
    assert titles(page) == ["长春市法治政府建设实施方案（2021—2025年）"]
    assert page.inner_text(COUNT) == "显示 1 份，共 5 份"
    page.reload()
    assert len(titles(page)) == 1 and page.input_value("select[name=province]") == "吉林省"
    page.get_by_role("button", name="清除筛选").click()
    page.wait_for_function("() => location.search === ''")
    assert len(titles(page)) == 5


def test_words_are_found_in_title_place_number_and_issuer_whatever_their_width(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans")
    for words, found in (("甘肃 2021", "张掖市"), ("市委发〔2022〕7号", "张掖市"), ("２０２２年度", "长春市"), ("赣州市委", "赣州市")):
        page.fill("input[name=q]", words)
        assert [title[:3] for title in titles(page)] == [found], words
    page.fill("input[name=q]", "没有这样的文件")
    assert titles(page) == [] and page.locator(".nothing").is_visible()
    assert page.inner_text(COUNT) == "显示 0 份，共 5 份"


def test_a_header_sorts_and_sorts_the_other_way_and_what_says_nothing_comes_last(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans")
    days = "rows => rows.map(row => row.cells[6].textContent)"
    button = page.get_by_role("button", name="日期")
    button.click()
    assert page.eval_on_selector_all("tbody tr", days) == ["2022-03-08", "2022-03-10", "2023-04-27", "", ""]
    assert page.get_by_role("columnheader", name="日期").get_attribute("aria-sort") == "ascending"
    button.click()
    assert page.eval_on_selector_all("tbody tr", days) == ["2023-04-27", "2022-03-10", "2022-03-08", "", ""]
    assert page.locator("[aria-sort=descending]").count() == 1 and page.locator("[aria-sort=none]").count() == 6
    page.get_by_role("button", name="条款").click()
    clauses = [int(cell) for cell in page.locator("td.number").all_text_contents()]
    assert clauses == sorted(clauses)  # by number, not by its digits
    assert "sort=clauses" in page.url and "order" not in page.url


def test_an_address_that_was_passed_on_opens_as_it_was(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at(
        f"/plans?{'&'.join(f'{name}={quote(value)}' for name, value in (('kind', '实施方案'), ('sort', 'title'), ('order', 'desc')))}"
    )
    assert [title[:2] for title in titles(page)] == ["长春", "张掖", "赣州", "抚远"]
    assert page.get_by_role("columnheader", name="标题").get_attribute("aria-sort") == "descending"


def test_an_address_that_makes_no_sense_shows_everything(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans?province=火星&kind=%3Cimg%20src%3Dx%3E&sort=nothing&order=sideways&state=&__proto__=1")
    assert len(titles(page)) == 5
    assert page.input_value("select[name=province]") == ""


def test_a_province_is_chosen_and_let_go_in_the_picture(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans")
    picture = page.get_by_role("list", name="各省级行政区收录的份数")
    assert picture.get_by_role("listitem").count() == 34
    assert picture.get_by_role("link").count() == 4
    square = picture.get_by_role("link", name="吉林")
    assert square.inner_text().split() == ["吉林", "2", "份"]
    square.click()
    assert {title[:2] for title in titles(page)} == {"长春"}
    assert page.input_value("select[name=province]") == "吉林省" and square.get_attribute("aria-current") == "true"
    assert page.eval_on_selector_all("select[name=place] option:not([disabled])", "all => all.map(one => one.textContent)") == [
        "全部地区",
        "长春市",
    ]
    square.click()
    assert len(titles(page)) == 5


def test_a_place_of_another_province_is_let_go(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans")
    choose(page, "place", "甘肃省张掖市")
    assert len(titles(page)) == 1
    choose(page, "province", "江西省")
    assert page.input_value("select[name=place]") == ""
    assert [title[:2] for title in titles(page)] == ["赣州"]


def test_the_whole_is_done_with_the_keyboard_alone(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans")

    def tab_to(expression: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate(f"(() => {{ const at = document.activeElement; return {expression}; }})()"):
                return
        raise AssertionError(expression)

    tab_to("at.dataset.province === '吉林省'")
    page.keyboard.press("Enter")
    assert len(titles(page)) == 2
    tab_to("at.dataset.sort === 'day'")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert page.locator("[aria-sort=descending]").count() == 1
    tab_to("at.closest('tbody')")
    page.keyboard.press("Enter")
    page.locator("article").wait_for()
    page.go_back()
    page.locator("[aria-sort=descending]").wait_for()
    assert len(titles(page)) == 2  # as it was left


def test_without_scripts_it_is_a_plain_table(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans", java_script_enabled=False)
    assert page.locator("tbody tr").count() == 5 and page.locator("tbody tr").first.is_visible()
    assert not page.locator(".filters").is_visible() and page.locator("thead button:visible").count() == 0
    assert page.locator("thead th").first.is_visible() is True
    page.locator("tbody a").first.click()
    page.locator("article").wait_for()


def test_in_the_panel_there_is_no_bar(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/v1/plans")
    page.evaluate("document.body.innerHTML = '<iframe id=panel src=/plans width=520 height=800></iframe>'")
    frame = page.frame_locator("#panel")
    frame.locator("tbody tr").first.wait_for()
    assert not frame.locator(".site").is_visible()
    frame.locator(".coverage summary").click()
    frame.get_by_role("link", name="江西").click()
    assert frame.locator("tbody tr:visible").count() == 1


def test_two_thousand_documents_are_filtered_and_sorted(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans")
    page.route("**/plans", lambda route: route.fulfill(body=many(2000), content_type="text/html; charset=utf-8"))
    page.goto(page.url)
    assert page.inner_text(COUNT) == "共 2000 份"
    page.fill("input[name=q]", "方案199")
    assert page.inner_text(COUNT) == "显示 11 份，共 2000 份"  # 199 and 1990 to 1999
    page.get_by_role("button", name="条款").click()
    page.get_by_role("button", name="条款").click()
    assert titles(page)[0].endswith("方案1999") and titles(page)[-1].endswith("方案199")


def test_print_is_the_table(open_at) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/plans", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".site", ".filters", ".coverage"):
        assert not page.locator(hidden).is_visible()
    assert page.locator("tbody tr").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('td')).color") == "rgb(0, 0, 0)"
