"""Signing in with a provider: to it and back with a name, and with nothing that was not signed for this very try."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import RSAKey

from assistant.bootstrap import Fazhi
from tests.ui.signing_in.providing import CLIENT, SECRET, FakeProvider

Visit = Callable[..., TestClient]
COOKIE, ERRAND = "fazhi_session", "fazhi_errand"


@pytest.fixture
def provider() -> Iterator[FakeProvider]:
    made = FakeProvider()
    yield made
    made.close()


@pytest.fixture
def make_desk(desk_with: Callable[..., Fazhi], provider: FakeProvider) -> Callable[..., Fazhi]:
    chosen = {"sign_in": "oidc", "oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, "admins": "王五"}
    return lambda **settings: desk_with(**chosen | settings)


@pytest.fixture
def client(make_desk: Callable[..., Fazhi], visit: Visit) -> TestClient:
    return visit(make_desk())


def leave(client: TestClient, next: str = "/plans") -> str:
    """Where a browser is sent for the provider; the address it is sent back to."""
    sent = client.get("/login/oidc", params={"next": next})
    assert sent.status_code == 302, sent.text
    back = httpx.get(sent.headers["location"]).headers["location"]
    assert back.startswith("http://testserver/login/oidc/callback?")
    return str(back)


def came_back(client: TestClient, next: str = "/plans") -> Any:
    return client.get(leave(client, next))


def assert_outside(client: TestClient, response: Any, status: int = 401, said: str = "") -> None:
    """Nobody signed in, and one sentence says what to do."""
    assert response.status_code == status and said in response.text
    assert 'role="alert"' in response.text and "。</p>" in response.text
    assert "Error" not in response.text and "nonce" not in response.text
    assert COOKIE not in client.cookies
    assert client.get("/plans").status_code == 303


def test_to_the_provider_and_back_to_the_page_that_was_wanted(client: TestClient, provider: FakeProvider) -> None:
    led = client.get("/plans?x=1")
    entrance = client.get(led.headers["location"])
    assert 'href="/login/oidc?next=/plans%3Fx%3D1"' in entrance.text
    back = came_back(client, "/plans?x=1")
    assert (back.status_code, back.headers["location"]) == (303, "/plans?x=1")
    assert "张三" in client.get("/plans").text
    assert "/add" not in client.get("/plans").text
    assert ERRAND not in client.cookies
    [asked] = [given for what, given in provider.asked if what == "authorize"]
    assert (asked["code_challenge_method"], asked["response_type"], asked["scope"]) == ("S256", "code", "openid profile")
    assert asked["state"] and asked["nonce"]


def test_those_named_in_the_settings_may_do_everything(client: TestClient, provider: FakeProvider) -> None:
    provider.person["preferred_username"] = "王五"
    came_back(client)
    assert "/add" in client.get("/plans").text


def test_a_token_that_is_not_for_this_try_is_refused(client: TestClient, provider: FakeProvider) -> None:
    now = int(time.time())
    for twist in (
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": ["another"], "azp": CLIENT},
        {"aud": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "http://127.0.0.1/realms/evil"},
        {"iss": None},
        {"exp": now - 3600},
        {"exp": None},
        {"iat": now + 3600},
        {"nbf": now + 3600},
        {"sub": None},
    ):
        provider.twist = twist
        assert_outside(client, came_back(client), said="登录没有完成")
    provider.twist = {}
    assert came_back(client).status_code == 303


def test_a_token_signed_by_anybody_else_is_refused(client: TestClient, provider: FakeProvider) -> None:
    provider.key = RSAKey.generate_key(2048, {"kid": "k1"}, auto_kid=False)
    assert_outside(client, came_back(client), said="登录没有完成")
    provider.header = {"alg": "HS256"}
    for secret in (provider.public.as_pem(private=False), SECRET.encode()):
        provider.key = secret
        assert_outside(client, came_back(client), said="登录没有完成")
    provider.key, provider.header = provider.public, {}
    for token in (None, "", "x", "e30.e30.", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzMSJ9."):
        provider.tokens = {"id_token": token}
        assert_outside(client, came_back(client), said="登录没有完成")


def test_keys_that_were_changed_are_asked_for_anew(client: TestClient, provider: FakeProvider) -> None:
    came_back(client)
    client.cookies.clear()
    provider.public = provider.key = RSAKey.generate_key(2048, {"kid": "k2"}, auto_kid=False)
    provider.header = {"kid": "k2"}
    assert came_back(client).status_code == 303


def changed(address: str, **more: str) -> str:
    parsed = urlsplit(address)
    query = {name: said[0] for name, said in parse_qs(parsed.query).items()} | more
    return f"{parsed.path}?{urlencode(query)}"


def test_a_state_that_is_not_this_browsers_opens_nothing(client: TestClient, visit: Visit, make_desk: Callable[..., Fazhi]) -> None:
    assert_outside(client, client.get(changed(leave(client), state="another")))
    assert_outside(client, client.get("/login/oidc/callback"))
    attackers = leave(visit(make_desk()))  # somebody else's code and state, in this browser
    assert_outside(client, client.get(changed(attackers)))
    leave(client)
    assert_outside(client, client.get(changed(attackers)))


def test_what_the_browser_kept_cannot_be_changed_or_used_twice(client: TestClient) -> None:
    back = leave(client)
    kept = client.cookies[ERRAND]
    client.cookies.set(ERRAND, kept[:-2] + "xx", domain="testserver.local", path="/login/oidc")
    assert_outside(client, client.get(back))
    back = leave(client)
    assert client.get(back).status_code == 303
    client.cookies.clear()
    assert_outside(client, client.get(back))


def test_the_code_of_another_try_is_refused_by_its_verifier(client: TestClient, visit: Visit, make_desk: Callable[..., Fazhi]) -> None:
    other = leave(visit(make_desk()))
    code = parse_qs(urlsplit(other).query)["code"][0]
    assert_outside(client, client.get(changed(leave(client), code=code)))


def test_no_link_leads_elsewhere_after_signing_in(client: TestClient) -> None:
    for next in ("//evil.example", "https://evil.example", "/\\evil.example"):
        assert came_back(client, next).headers["location"] == "/"
        client.cookies.clear()


def test_a_long_way_back_still_fits_into_a_cookie(client: TestClient) -> None:
    wanted = "/plans?q=" + "".join(chr(0x4E00 + i * 7) for i in range(320))
    back = leave(client, wanted)
    assert len(client.cookies[ERRAND]) < 4000
    assert client.get(back).status_code == 303


def test_whoever_the_provider_does_not_let_in_is_told(client: TestClient) -> None:
    assert_outside(client, client.get("/login/oidc/callback?error=access_denied&error_description=<script>x</script>"))
    assert "<script>x" not in client.get("/login/oidc/callback?error=<script>x</script>").text


def test_a_provider_that_is_not_there_or_is_another_is_one_sentence(client: TestClient, provider: FakeProvider) -> None:
    provider.lies = {"issuer": "http://127.0.0.1/realms/evil"}
    assert_outside(client, client.get("/login/oidc"), 502)
    provider.lies = {}
    back = leave(client)
    provider.close()
    assert_outside(client, client.get(back))


def test_a_provider_nobody_can_reach_is_one_sentence(make_desk: Callable[..., Fazhi], visit: Visit) -> None:
    client = visit(make_desk(oidc_issuer="http://127.0.0.1:9/realms/gov"))
    assert_outside(client, client.get("/login/oidc"), 502)


def test_the_name_stands_where_the_settings_say(make_desk: Callable[..., Fazhi], visit: Visit, provider: FakeProvider) -> None:
    client = visit(make_desk(oidc_name_claim="name"))
    assert_outside(client, came_back(client), said="没有给出登录名")
    provider.at_its_address = {"sub": "another", "name": "李四"}
    assert_outside(client, came_back(client), said="没有给出登录名")
    provider.at_its_address = {"sub": "s1", "name": "李四"}
    assert came_back(client).status_code == 303
    assert "李四" in client.get("/plans").text


def test_what_is_no_name_is_refused(client: TestClient, provider: FakeProvider) -> None:
    for name in ("", "a,b", "a\u202eb", 7, ["a"], "x" * 200):
        provider.person["preferred_username"] = name
        assert_outside(client, came_back(client), said="没有给出登录名")


def test_an_address_nobody_verified_is_nobodys_name(make_desk: Callable[..., Fazhi], visit: Visit, provider: FakeProvider) -> None:
    client = visit(make_desk(oidc_name_claim="email"))
    provider.person |= {"email": "zhangsan@example.gov.cn", "email_verified": False}
    assert_outside(client, came_back(client))
    provider.person["email_verified"] = True
    assert came_back(client).status_code == 303


def test_one_may_leave_on_one_server_and_come_back_on_another(make_desk: Callable[..., Fazhi], visit: Visit) -> None:
    here, there = visit(make_desk()), visit(make_desk())
    back = leave(here)
    there.cookies.set(ERRAND, here.cookies[ERRAND])
    assert there.get(back).status_code == 303
    assert "张三" in there.get("/plans").text


def test_there_is_no_password_here(client: TestClient) -> None:
    assert "口令" not in client.get("/login").text
    assert client.post("/login", data={"name": "张三", "password": "x"}).status_code == 404
    came_back(client)
    assert client.post("/logout").status_code == 303
    assert client.get("/plans").status_code == 303
