"""Signing in with a password, staying in, being put out, and going."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.bootstrap import Fazhi
from assistant.doors.seal import Seal, Session

Desk = Callable[..., Fazhi]
Visit = Callable[..., TestClient]
GOOD = "a good password"
COOKIE = "fazhi_session"


@pytest.fixture
def desk(desk_with: Desk) -> Fazhi:
    made = desk_with(sign_in="users")
    made.people.add("张三", GOOD)
    made.people.add("王五", GOOD, ("admin",))
    return made


def sign_in(client: TestClient, name: str = "张三", password: str = GOOD, next: str = "/plans", **headers: str) -> Any:
    return client.post("/login", data={"name": name, "password": password, "next": next}, headers=headers)


def test_the_way_from_a_page_through_the_form_and_back_to_it(desk: Fazhi, visit: Visit) -> None:
    client = visit(desk)
    led = client.get("/plans?x=1")
    assert (led.status_code, led.headers["location"]) == (303, "/login?next=%2Fplans%3Fx%3D1")
    form = client.get(led.headers["location"])
    assert form.status_code == 200 and 'value="/plans?x=1"' in form.text
    assert 'autocomplete="username"' in form.text and 'autocomplete="current-password"' in form.text
    assert form.headers["cache-control"] == "no-store"
    entered = sign_in(client, next="/plans?x=1")
    assert (entered.status_code, entered.headers["location"]) == (303, "/plans?x=1")
    page = client.get("/plans")
    assert page.status_code == 200 and "张三" in page.text and "退出" in page.text
    assert "/add" not in page.text
    sign_in(client, "王五")
    assert "/add" in client.get("/plans").text


def test_the_cookie_is_for_this_site_alone_and_new_every_time(desk: Fazhi, visit: Visit) -> None:
    plain, secure = visit(desk), visit(desk, base_url="https://testserver")
    given = [sign_in(client).headers["set-cookie"] for client in (plain, plain, secure)]
    assert all("HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie for cookie in given)
    assert "Secure" not in given[0] and "Secure" in given[2]
    assert given[2].startswith("__Host-fazhi_session=")
    assert len({cookie.partition(";")[0] for cookie in given}) == 3


def test_a_session_that_was_planted_before_is_not_the_one_that_is_signed_in(desk: Fazhi, visit: Visit) -> None:
    client, attacker = visit(desk), visit(desk)
    sign_in(attacker, "王五")
    planted = attacker.cookies[COOKIE]
    client.cookies.set(COOKIE, planted)
    assert "王五" in client.get("/plans").text
    sign_in(client)
    assert client.cookies.get(COOKIE, domain="testserver.local") != planted
    attacker.cookies.clear()
    attacker.cookies.set(COOKIE, planted)
    assert "张三" not in attacker.get("/plans").text


@pytest.mark.parametrize(("name", "password"), [("张三", "wrong password"), ("李四", GOOD), ("", ""), ("<b>x</b>", GOOD)])
def test_a_wrong_try_is_one_sentence_that_does_not_say_what_was_wrong(desk: Fazhi, visit: Visit, name: str, password: str) -> None:
    client = visit(desk)
    told = sign_in(client, name, password)
    assert told.status_code == 401 and "用户名或口令不对，请核对后再试。" in told.text
    assert 'role="alert"' in told.text and 'value="/plans"' in told.text
    assert "<b>x" not in told.text and (not password or password not in told.text)
    assert COOKIE not in client.cookies
    assert client.get("/plans").status_code == 303


def test_guessing_is_stopped_and_the_password_stands_in_no_log(desk_with: Desk, visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    desk = desk_with(sign_in="users", rate_wrong_passwords="3/hour")
    desk.people.add("张三", GOOD)
    client = visit(desk)
    with caplog.at_level("DEBUG"):
        told = [sign_in(client, password="Geheim-geheim") for _ in range(4)]
        right = sign_in(client)
    assert [one.status_code for one in told] == [401, 401, 401, 429]
    assert right.status_code == 429 and int(right.headers["retry-after"]) > 0 and "秒后再试" in right.text
    assert not [record for record in caplog.records if "Geheim" in str(vars(record)) or GOOD in str(vars(record))]
    assert 'fazhi_rate_limited_total{by="wrong_password"} 2.0' in client.app.state.metrics.render(0)  # type: ignore[attr-defined]


@pytest.mark.parametrize("next", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "javascript:alert(1)"])
def test_no_link_leads_elsewhere_after_signing_in(desk: Fazhi, visit: Visit, next: str) -> None:
    client = visit(desk)
    assert "evil" not in client.get("/login", params={"next": next}).text
    assert sign_in(client, next=next).headers["location"] == "/"


def test_another_site_signs_nobody_in_or_out(desk: Fazhi, visit: Visit) -> None:
    client = visit(desk)
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert sign_in(client, **headers).status_code == 403
    sign_in(client)
    assert client.post("/logout", headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.get("/logout").status_code == 404
    assert client.get("/plans").status_code == 200


def test_going_takes_the_session_away_and_says_so(desk: Fazhi, visit: Visit) -> None:
    client = visit(desk)
    sign_in(client)
    gone = client.post("/logout", headers={"Origin": "http://testserver"})
    assert gone.status_code == 303
    assert "已退出。" in client.get(gone.headers["location"]).text
    assert client.get("/plans").status_code == 303
    assert client.post("/logout").status_code == 303  # a second time, or after the session ended


def test_a_person_who_is_removed_or_gets_another_password_is_out(desk: Fazhi, visit: Visit) -> None:
    clients = {name: visit(desk) for name in ("张三", "王五")}
    for name, client in clients.items():
        sign_in(client, name)
        assert client.get("/plans").status_code == 200
    desk.people.change_password("张三", "another password")
    desk.people.remove("王五")
    assert [client.get("/plans").status_code for client in clients.values()] == [303, 303]
    assert sign_in(clients["王五"], "王五").status_code == 401


def test_a_session_that_is_too_old_changed_or_of_another_installation_is_none(desk: Fazhi, visit: Visit) -> None:
    client = visit(desk)
    sign_in(client)
    good = client.cookies[COOKIE]
    mark = desk.people.mark("张三", GOOD)
    zhang = Session(way="users", name="张三", mark=mark)
    old = Seal(Session, lambda: desk.session_secret, 3600, now=lambda: 0.0).close(zhang)
    foreign = Seal(Session, lambda: b"x" * 32, 3600).close(zhang)
    pseudonyms = Seal(Session, lambda: desk.records.secret, 3600).close(zhang)
    swapped = good.partition(".")[0] + "." + foreign.partition(".")[2]
    for session in (old, foreign, pseudonyms, swapped, good[:-3], good.upper()):
        client.cookies.clear()
        client.cookies.set(COOKIE, session)
        assert client.get("/plans").status_code == 303, session
    client.cookies.clear()
    client.cookies.set(COOKIE, good)
    assert client.get("/plans").status_code == 200


def test_two_servers_on_one_database_share_sessions(desk: Fazhi, desk_with: Desk, visit: Visit) -> None:
    here, there = visit(desk), visit(desk_with(sign_in="users"))
    sign_in(here)
    there.cookies.set(COOKIE, here.cookies[COOKIE])
    assert "张三" in there.get("/plans").text


def test_what_was_begun_with_passwords_is_over_where_others_sign_people_in(desk: Fazhi, desk_with: Desk, visit: Visit) -> None:
    here = visit(desk)
    sign_in(here)
    there = visit(desk_with(sign_in="oidc", oidc_issuer="http://127.0.0.1:9", oidc_client_id="fazhi"))
    there.cookies.set(COOKIE, here.cookies[COOKIE])
    assert there.get("/plans").status_code == 303


def test_programs_use_keys_and_a_person_only_their_rights(desk: Fazhi, visit: Visit) -> None:
    client = visit(desk)
    _, key = desk.keys.add("热线", ("admin",))
    assert client.get("/v1/plans").status_code == 401
    assert client.get("/v1/plans", headers={"X-API-Key": key}).status_code == 200
    sign_in(client)
    assert client.get("/v1/plans").status_code == 200
    assert client.get("/v1/plans", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.get("/metrics").status_code == 403


def test_what_a_person_asks_is_recorded_under_their_name(desk: Fazhi, visit: Visit) -> None:
    client = visit(desk)
    sign_in(client)
    asked = client.post("/v1/answers", json={"question": "张掖市行政复议由谁负责？"}, headers={"Origin": "http://testserver"})
    record = desk.records.record(asked.json()["answer_id"])
    assert record is not None and record.asked_by.key == "张三"


def test_the_page_and_all_its_own_traffic_are_closed_and_the_styles_are_open(desk: Fazhi, visit: Visit) -> None:
    client = visit(desk)
    for path in ("/", "/plans", "/config", "/gradio_api/heartbeat/x", "/history", "/docs", "/openapi.json"):
        assert client.get(path).status_code == 303
        assert client.get(path, headers={"Accept": "*/*"}).status_code == 401
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401
    for path in ("/ui/site.css", "/ui/signing_in.css", "/ui/signing_in.js", "/healthz"):
        assert client.get(path).status_code == 200
    for path in ("/ui/../plans", "/ui/%2e%2e/app.py", "/login/x"):
        assert client.get(path).status_code in (303, 404)


def test_nothing_of_it_is_there_where_nobody_signs_in(desk_with: Desk, visit: Visit) -> None:
    client = visit(desk_with())
    assert client.get("/plans").status_code == 200
    assert "退出" not in client.get("/plans").text
    for method, path in (("GET", "/login"), ("POST", "/login"), ("POST", "/logout"), ("GET", "/login/oidc")):
        assert client.request(method, path).status_code == 404


def test_with_a_gateway_the_page_says_where_to_come_from(desk_with: Desk, visit: Visit) -> None:
    client = visit(desk_with(sign_in="header", trusted_proxies="10.0.0.5"))
    assert client.get("/plans").headers["location"] == "/login?next=%2Fplans"
    said = client.get("/login?next=%2Fplans")
    assert "网关没有给出登录名" in said.text and 'href="/plans"' in said.text
    assert client.post("/login").status_code == client.post("/logout").status_code == 404
