"""Who looks at a page: this browser by its cookie, a key, or a person; and only pages here change something."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from assistant.bootstrap import Fazhi
from assistant.doors.errors import ForeignSite
from assistant.doors.models import Caller
from ui.app import create_app
from ui.visitors import COOKIE, own_site, visitor_of


def request(headers: dict[str, str] | None = None, caller: Caller | None = None) -> Request:
    raw = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": raw}
    return Request(scope | ({"fazhi.caller": caller} if caller else {}))


def test_a_browser_gets_its_cookie_once_and_with_the_first_page(fazhi: Fazhi) -> None:
    client = TestClient(create_app(fazhi))
    first = client.get("/plans", headers={"Accept": "text/html"})
    cookie = first.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie
    assert "set-cookie" not in client.get("/plans", headers={"Accept": "text/html"}).headers
    assert "set-cookie" not in TestClient(create_app(fazhi)).get("/v1/plans", headers={"Accept": "text/html"}).headers


def test_two_browsers_two_keys_and_two_people_own_different_things() -> None:
    key, other_key = Caller(name="网页", key_id="a1"), Caller(name="网页", key_id="b2")
    person = Caller(name="张三", person="张三", scopes=("ask",))
    asked = [request({"cookie": f"{COOKIE}={browser}"}, caller) for browser in ("one", "two") for caller in (None, key, other_key)]
    owners = [visitor_of(one).owner for one in (*asked, request(caller=person))]
    assert len(set(owners)) == 7
    assert not any("one" in owner for owner in owners)  # what is kept opens nobody's conversations
    assert visitor_of(request({"cookie": f"{COOKIE}=one"}, person)).owner == owners[-1]


def test_a_browser_that_keeps_no_cookie_owns_nothing() -> None:
    assert visitor_of(request()).owner == visitor_of(request(caller=Caller(key_id="a1"))).owner == ""


def test_only_the_admin_right_makes_an_admin() -> None:
    assert visitor_of(request(caller=Caller(scopes=("ask", "review", "admin")))).is_admin
    assert not visitor_of(request(caller=Caller(scopes=("ask", "review")))).is_admin


@pytest.mark.parametrize(
    ("headers", "is_let_in"),
    [
        ({"host": "a.cn"}, True),
        ({"host": "a.cn", "sec-fetch-site": "same-origin", "origin": "http://a.cn"}, True),
        ({"host": "a.cn", "origin": "http://b.cn"}, False),
        ({"host": "a.cn", "origin": "null"}, False),
        ({"host": "a.cn", "sec-fetch-site": "cross-site"}, False),
        ({"host": "a.cn", "sec-fetch-site": "same-site"}, False),
    ],
)
def test_what_changes_something_comes_from_a_page_here(headers: dict[str, str], is_let_in: bool) -> None:
    if is_let_in:
        own_site(request(headers))
        return
    with pytest.raises(ForeignSite):
        own_site(request(headers))
