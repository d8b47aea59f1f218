"""A document in Chromium: found at its clause, followed in the outline, copied as it is cited, printed whole."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.bootstrap import Fazhi
from assistant.links import clause_link, plan_link, quote_link
from index.models import Clause, Plan
from index.search import Index
from ui.documents.citing import citation_of

pytestmark = pytest.mark.browser

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
CURRENT = ".outline [aria-current]"
IN_VIEW = """id => { const box = document.getElementById(id).getBoundingClientRect();
                      return box.top >= 0 && box.top < window.innerHeight * 2 / 3; }"""


@pytest.fixture(scope="module")
def plan(fazhi: Fazhi) -> Plan:
    return next(plan for plan in fazhi.index.get().plans.values() if plan.place == "张掖市")


def numbered(plan: Plan, label: str) -> Clause:
    return next(clause for clause in plan.clauses if clause.path and clause.path[-1] == label)


def copied(page: Any) -> str:
    page.locator("[data-copy]", has_text="已复制").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


def framed(page: Any, path: str, width: int) -> Any:
    """The page of a path in a frame, as in the chat's panel."""
    page.evaluate(
        """([path, width]) => { const frame = document.createElement("iframe");
            Object.assign(frame, { src: path, id: "panel", width, height: 800, title: "原文" }); document.body.replaceChildren(frame); }""",
        [path, width],
    )
    frame = page.frame_locator("#panel")
    frame.locator("main").wait_for()
    return frame


def test_a_permanent_link_opens_at_its_clause_and_marks_it(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    for label in ("(二十九)", "(二)"):
        clause = numbered(plan, label)
        page = open_at(clause_link(plan.plan_id, clause.clause_id))
        page.wait_for_function(IN_VIEW, arg=clause.clause_id)
        others = "section.clause:not(:target)"
        shadow = "section => getComputedStyle(section).boxShadow"
        assert page.eval_on_selector("section:target", "section => section.id") == clause.clause_id
        assert page.eval_on_selector("section:target", shadow) != page.eval_on_selector(others, shadow) == "none"
        page.wait_for_function(f"() => document.querySelector('{CURRENT}')?.textContent.includes('{clause.heading}')")
        assert page.locator("mark").count() == 0


def test_the_outline_follows_what_is_read_and_leads_to_it_without_loading_anew(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    page = open_at(plan_link(plan.plan_id))
    page.evaluate("window.stillHere = true")
    for label in ("(二十九)", "(三)", "(四)"):
        clause = numbered(plan, label)
        page.evaluate("id => window.scrollTo(0, document.getElementById(id).getBoundingClientRect().top + scrollY - 100)", clause.clause_id)
        page.wait_for_function(f"() => document.querySelector('{CURRENT}')?.textContent.includes('{clause.heading}')")
        assert page.locator(CURRENT).count() == 1
        assert page.eval_on_selector(
            CURRENT,
            "link => { const [own, list] = [link, link.closest('ol')].map(one => one.getBoundingClientRect());"
            " return own.top >= list.top - 1 && own.bottom <= list.bottom + 1; }",
        )
    last = [clause for clause in plan.clauses if clause.path and clause.heading][-1]
    page.locator(".outline a").last.click()  # cannot come up to the top any more
    page.wait_for_function(f"() => document.querySelector('{CURRENT}')?.textContent.includes('{last.heading}')")
    assert page.evaluate("window.stillHere")


def test_a_citation_is_copied_word_for_word(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    clause = numbered(plan, "(二十九)")
    page = open_at(plan_link(plan.plan_id), **CLIPBOARD)
    section = page.locator(f"[id='{clause.clause_id}']")
    section.hover()
    section.get_by_role("button", name="复制引用").click()
    assert copied(page) == citation_of(plan, clause)
    page.locator(".told", has_text="已复制").wait_for()  # and is said aloud


def test_of_highlighted_sentences_those_are_copied(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    clause = numbered(plan, "(二十九)")
    cited = clause.sentences[1]
    page = open_at(quote_link(plan.plan_id, clause.clause_id, cited.start, cited.end), **CLIPBOARD)
    page.wait_for_function(IN_VIEW, arg=clause.clause_id)
    page.locator("section.cited").get_by_role("button", name="复制引用").click()
    assert copied(page) == f"《{plan.title}》八(二十九)：“{plan.words(cited)}”"


def test_a_copied_link_opens_at_the_same_clause(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    clause = numbered(plan, "(十)")
    page = open_at(quote_link(plan.plan_id, clause.clause_id, clause.start, clause.end), **CLIPBOARD)
    page.locator("section.cited").get_by_role("button", name="复制链接").click()
    link = copied(page)
    assert link.endswith(clause_link(plan.plan_id, clause.clause_id))
    page.goto(link)
    page.wait_for_function(IN_VIEW, arg=clause.clause_id)


def test_the_whole_is_done_with_the_keyboard_alone(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    clause = numbered(plan, "(三)")
    page = open_at(plan_link(plan.plan_id), **CLIPBOARD)
    for _ in range(80):
        page.keyboard.press("Tab")
        if clause.heading in page.evaluate("document.activeElement.closest('.outline') ? document.activeElement.textContent : ''"):
            break
    page.keyboard.press("Enter")
    page.wait_for_function(IN_VIEW, arg=clause.clause_id)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "复制引用：一(三)"
    page.wait_for_function("() => getComputedStyle(document.activeElement.parentElement).opacity === '1'")
    page.keyboard.press("Enter")
    assert copied(page) == citation_of(plan, clause)


def test_copying_twice_gives_the_button_its_name_back(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    clause = numbered(plan, "(三)")
    page = open_at(clause_link(plan.plan_id, clause.clause_id), **CLIPBOARD)
    button = page.locator("section:target").get_by_role("button", name="复制引用")
    button.dblclick()
    page.wait_for_function("() => document.querySelector('section:target [data-copy]').textContent === '复制引用'")


def test_print_is_the_title_the_facts_and_the_text(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    page = open_at(plan_link(plan.plan_id), color_scheme="dark", viewport={"width": 390, "height": 800})
    assert not page.locator(".facts dl").is_visible()  # folded on a narrow screen
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for hidden in (".site", ".outline", ".tools >> nth=0", ".furniture >> nth=0", ".facts summary"):
        assert not page.locator(hidden).is_visible()
    for shown in ("h1", ".facts dl", f"[id='{numbered(plan, '(三)').clause_id}']"):
        assert page.locator(shown).is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('article p')).color") == "rgb(0, 0, 0)"
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".facts dl").is_visible()


def test_in_the_panel_there_is_no_bar_and_links_stay_there(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    page = open_at("/v1/plans", viewport={"width": 1000, "height": 900})
    clause = numbered(plan, "(二十九)")
    for width, beside in ((760, True), (520, False)):
        frame = framed(page, clause_link(plan.plan_id, clause.clause_id), width)
        frame.locator(CURRENT).wait_for(state="attached")
        assert not frame.locator(".site").is_visible()
        assert frame.locator(".outline ol").is_visible() is beside
        assert not frame.locator(".facts dl").is_visible() and frame.locator(".brief").is_visible()
        assert frame.locator("main [target]").count() == 0
    frame.locator("h1 a").click()
    assert page.url.endswith("/v1/plans")
    framed(page, "/plans", 520).locator("table a").first.click()
    page.frame_locator("#panel").locator("article").wait_for()
    assert page.url.endswith("/v1/plans")


def test_where_it_is_narrow_the_outline_unfolds_over_the_text_and_folds_again(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    page = open_at(plan_link(plan.plan_id), viewport={"width": 390, "height": 800})
    summary, entries = page.locator(".outline summary"), page.locator(".outline ol")
    assert not entries.is_visible()
    clause = numbered(plan, "(二十九)")
    summary.press("Enter")
    entries.locator("a", has_text=clause.heading).click()
    page.wait_for_function(IN_VIEW, arg=clause.clause_id)
    assert not entries.is_visible()
    page.wait_for_function(f"() => document.querySelector('.here').textContent.includes('{clause.heading}')")
    bar = page.locator(".outline").bounding_box()
    assert page.locator(f"[id='{clause.clause_id}']").bounding_box()["y"] >= bar["y"] + bar["height"] - 1  # not under the line that stays
    summary.press("Enter")
    page.keyboard.press("Escape")
    assert not entries.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_buttons_stand_there_where_nothing_can_hover(open_at, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    page = open_at(plan_link(plan.plan_id), has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    assert page.eval_on_selector_all(".tools", "all => all.every(one => getComputedStyle(one).opacity === '1')")


def test_a_hostile_document_is_text_and_is_copied_as_it_is(open_in_library, held: Index) -> None:  # type: ignore[no-untyped-def]
    hostile = next(plan for plan in held.plans.values() if plan.place == "抚远市")
    page = open_in_library(plan_link(hostile.plan_id), **CLIPBOARD)
    assert page.locator("main :is(img, script, article a)").count() == 0
    assert page.title().startswith(hostile.title)
    for clause in hostile.citable:
        shown = page.locator(f"[id='{clause.clause_id}']")
        assert "".join(hostile.words(clause).split()) in "".join(shown.text_content().split())
    clause = numbered(hostile, "（二）")
    page.goto(page.url + f"#{clause.clause_id}")
    page.locator("section:target").get_by_role("button", name="复制引用").click()
    assert copied(page) == citation_of(hostile, clause)


def test_a_superseded_document_says_so_and_leads_to_the_newer(open_in_library, held: Index) -> None:  # type: ignore[no-untyped-def]
    old = next(plan for plan in held.plans.values() if plan.source == "张掖市养犬管理条例-旧.txt")
    page = open_in_library(plan_link(old.plan_id))
    assert page.locator(".notice").inner_text() == "该条例已被《张掖市养犬管理条例》（2020年6月25日）取代。"
    page.locator(".editions a").first.click()
    assert "登记免费。" in page.locator("article").inner_text()
    assert page.locator(".notice").count() == 0
