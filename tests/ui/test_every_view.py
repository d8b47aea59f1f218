"""Every view of the page, in light and dark, at every width: nobody is shut out, and nothing is wider than the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest

from assistant.bootstrap import Fazhi
from assistant.links import clause_link, plan_link
from index.models import Plan
from tests.ui.everything import ask_everything, known
from tests.ui.fitting import too_wide
from tests.ui.serving import served, with_its_own_record
from ui.documents.changes import changes_link

pytestmark = pytest.mark.browser

Go = Callable[[Any], None]
WIDTHS = (390, 640, 1024, 1600)
DRAWER = 1024  # at this width the list of conversations is one
ODD_NAME = f"{'很长的文件名' * 8}.txt"
ODD_LINES = "".join(f"（{number}）{'长' * 80}。\n" for number in ("一", "三", "三"))
ODD = f"朝阳区法治政府建设实施方案\n一、<img src=x onerror=document.title=1>{'W' * 200}\n{ODD_LINES}指导思想\n一段。\n"
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 28, 35)"}
IS_IN = """([paper, scheme]) => getComputedStyle(document.body).backgroundColor === paper
    && (!document.querySelector(".gradio-container") || document.body.classList.contains("dark") === (scheme === "dark"))"""
UNFOLD = "document.querySelectorAll('details').forEach(part => part.open = true)"
PLACES = "".join(f"&place={quote(place)}" for place in ("张掖市", "长春市", "赣州市", "抚远市"))


@pytest.fixture(scope="module")
def own(everything: Fazhi) -> Fazhi:
    """Everything, and what the reader asked."""
    ask_everything(everything)
    return everything


@pytest.fixture(scope="module")
def address(own: Fazhi) -> Iterator[str]:
    with served(own) as found:
        yield found


@pytest.fixture(scope="module")
def signing_in(own: Fazhi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the same where people sign in."""
    with served(with_its_own_record(own, tmp_path_factory.mktemp("people"), sign_in="users")) as found:
        yield found


def at(path: str, shows: str) -> Go:
    """A page with all of it unfolded, and what is to be seen there."""

    def go(page: Any) -> None:
        page.goto(page.start + path)
        page.evaluate(UNFOLD)
        page.locator(shows).first.wait_for()

    return go


def chat(*clicks: str, path: str = "/?c=one", shows: str, width: int = WIDTHS[-1]) -> Go:
    """The chat, after clicks there, and what is then to be seen."""

    def go(page: Any) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(page.start + path)
        page.wait_for_selector("#fz-chat .fz-foot" if "c=" in path else "#fz-chat .example")
        page.wait_for_selector("#fz-list li", state="attached")
        for selector in clicks:
            page.locator(selector).first.click()
        page.locator(shows).first.wait_for()

    return go


def of_plan(source: str, shows: str, link: Callable[[Plan], str] = lambda plan: plan_link(plan.plan_id)) -> Go:
    """The document that came from a file."""

    def go(page: Any) -> None:
        at(link(plan_from(page, source)), shows)(page)

    return go


def plan_from(page: Any, source: str) -> Plan:
    return next(plan for plan in page.own.index.get().plans.values() if plan.source.startswith(source))


def cited(page: Any) -> None:
    """A citation, open beside the chat."""
    chat(".fz-cite", shows="a.fz-open")(page)
    page.frame_locator("#fz-source").locator("mark").first.wait_for()


def changed(page: Any) -> None:
    """What the newer wording changed."""
    old, new = (plan_from(page, f"张掖市养犬管理条例-{name}").plan_id for name in ("旧", "新"))
    at(changes_link(new_id=new, old_id=old), "del")(page)


def waiting(page: Any) -> None:
    """A file with odd lines that waits to be put right."""
    page.goto(page.start + "/add")
    page.set_input_files("#add-files", {"name": ODD_NAME, "mimeType": "text/plain", "buffer": ODD.encode()})
    page.wait_for_selector(".row.waiting")


def correcting(page: Any) -> None:
    """What was understood of it, with something that makes no sense written in."""
    waiting(page)
    page.locator(".row.waiting a").first.click()
    page.fill("[name=from_year]", "甲")
    page.click("button[value=again] >> nth=0")
    page.wait_for_selector(".failure")
    page.evaluate(UNFOLD)


def removing(page: Any) -> None:
    page.goto(page.start + "/add")
    at(page.locator("[aria-label^='取出 ']").last.get_attribute("href"), "button.danger")(page)


def login(page: Any) -> None:
    page.goto(page.people + "/plans")


def refused(page: Any) -> None:
    login(page)
    page.fill("#name", "张三")
    page.fill("#password", "wrong password")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")


def last_clause(plan: Plan) -> str:
    return clause_link(plan.plan_id, plan.clauses[-1].clause_id)


VIEWS: dict[str, Go] = {
    "chat, empty": chat(path="/?new", shows="#fz-chat .example"),
    "chat, answers": chat(shows=".fz-caveat"),
    "chat, markup asked": chat(path="/?c=two", shows=".fz-question"),
    "chat, another place": chat(".fz-chip", shows=".fz-dialog .fz-choices"),
    "chat, list of conversations": chat("#fz-fold", shows="#fz-list a", width=DRAWER),
    "chat, renaming": chat("#fz-fold", "#fz-list [name=rename]", shows=".fz-dialog input", width=DRAWER),
    "chat, deleting": chat("#fz-fold", "#fz-list [name=forget]", shows=".fz-dialog .fz-primary", width=DRAWER),
    "chat, feedback": chat(".fz-foot [name=useless]", shows=".fz-dialog textarea"),
    "chat, changing a question": chat("[name=edit]", shows=".fz-editing"),
    "chat, places to choose from": chat("#fz-place input", shows="[role=option]"),
    "chat, source": cited,
    "plans": at("/plans", ".square"),
    "plans, of a province": at("/plans?province=江西省", "a[aria-current=true]"),
    "plans, none found": at("/plans?q=没有这样的文件", ".nothing"),
    "plan": of_plan("张掖市法治", ".facts dl"),
    "plan, superseded": of_plan("张掖市养犬管理条例-旧", ".editions"),
    "plan, a clause with markup": of_plan("抚远市方案", "section:target", last_clause),
    "plan, missing": at("/plans/none", "h1"),
    "changes": changed,
    "compare": at("/compare", ".topics"),
    "compare, four places": at(f"/compare?topic={quote('行政复议')}{PLACES}", ".compared .own"),
    "compare, five places": at(f"/compare?topic={quote('行政复议')}{PLACES}&place={quote('吉林市')}", ".sheet.wide .silent"),
    "compare, one place": at("/compare?topic=行政复议&place=张掖市", "#why"),
    "history": at("/history", ".cards"),
    "history, found": at("/history?q=行政", ".found mark"),
    "history, none found": at("/history?q=没有这个", ".counted"),
    "history, conversation": at("/history/one", ".feedback textarea"),
    "history, markup asked": at("/history/two", ".actions .danger"),
    "history, missing": at("/history/none", "h1"),
    "add": at("/add", ".documents"),
    "add, waiting": waiting,
    "add, correcting": correcting,
    "add, removing": removing,
    "sign in": login,
    "sign in, refused": refused,
}


@pytest.mark.parametrize("view", VIEWS)
def test_nobody_is_shut_out_and_nothing_is_too_wide(  # type: ignore[no-untyped-def]
    open_context, address: str, signing_in: str, own: Fazhi, accessible: Callable[[Any], None], view: str
) -> None:
    page = known(open_context(color_scheme="light", viewport={"width": WIDTHS[-1], "height": 900}), address).new_page()
    page.start, page.people, page.own = address, signing_in, own
    VIEWS[view](page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert too_wide(page) == [], width
    for width in (WIDTHS[0], WIDTHS[-1]):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in PAPER:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(IS_IN, arg=[PAPER[scheme], scheme])
            accessible(page)
