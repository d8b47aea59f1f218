"""Who signed in, at the gate: by a session or by the gateway's word, with no more than their own rights, and not at another site's wish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from assistant.doors.models import Caller
from assistant.doors.people import People
from assistant.doors.seal import Seal, Session
from assistant.doors.ways import ByHeader, BySession
from assistant.http.entrance import Entrance
from assistant.http.gate import Gate
from assistant.http.peers import KnownPeer
from assistant.record.database import Database
from assistant.record.secret import secret_for

Make = Callable[..., Any]
GATEWAY = ByHeader("X-Forwarded-User", ("10.0.0.5",), ("王五",))
PAGE = {"Accept": "text/html"}
GOOD = "a good password"


def asked_from(house: Any, peer: str, proxies: tuple[str, ...] = ("10.0.0.5",)) -> TestClient:
    return TestClient(KnownPeer(house.app, proxies), client=(peer, 1), raise_server_exceptions=False, follow_redirects=False)


def who(client: TestClient, **headers: str | bytes) -> tuple[int, str]:
    response = client.get("/v1/who", headers={name.replace("_", "-"): value for name, value in headers.items()})
    return response.status_code, response.json().get("caller", "")


@pytest.fixture
def behind_gateway(make_house: Make) -> Any:
    return make_house(sign_in=GATEWAY)


@pytest.fixture
def with_sessions(make_house: Make, tmp_path: Any) -> Any:
    """A house, and what begins a session for somebody in it."""
    database = Database(tmp_path)
    people = People(database, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    sessions = BySession("users", Seal(Session, lambda: secret_for("sessions", database), 3600), people.who)
    house = make_house(sign_in=sessions)
    house.people = people

    def begin(name: str, *scopes: str) -> str:
        people.add(name, GOOD, scopes or ("ask",))
        return sessions.begin(name, people.mark(name, GOOD))

    house.begin = begin
    return house


def with_session(house: Any, session: str, scheme: str = "http") -> TestClient:
    name = "__Host-fazhi_session" if scheme == "https" else "fazhi_session"
    client = TestClient(house.app, base_url=f"{scheme}://testserver", raise_server_exceptions=False, follow_redirects=False)
    client.cookies.set(name, session)
    return client


def test_the_gateways_word_is_taken_and_nobody_elses(behind_gateway: Any) -> None:
    named = {"X_Forwarded_User": "zhangsan"}
    assert who(asked_from(behind_gateway, "10.0.0.5"), **named) == (200, "zhangsan")
    assert who(asked_from(behind_gateway, "10.0.0.5")) == (401, "")
    for peer in ("10.0.0.6", "127.0.0.1", "testclient"):
        assert who(asked_from(behind_gateway, peer), **named) == (401, "")


def test_a_stranger_does_not_become_the_gateway_by_saying_so(behind_gateway: Any) -> None:
    forged: dict[str, str | bytes] = {"X_Forwarded_User": "王五".encode(), "X_Forwarded_For": "10.0.0.5", "Forwarded": "for=10.0.0.5"}
    assert who(asked_from(behind_gateway, "10.0.0.6"), **forged)[0] == 401
    assert who(asked_from(behind_gateway, "10.0.0.6", ()), **forged)[0] == 401
    through = asked_from(behind_gateway, "10.0.0.5")
    assert who(through, X_Forwarded_User="zhangsan", X_Forwarded_For="203.0.113.9") == (200, "zhangsan")


def test_without_knowing_the_peer_nobodys_word_is_taken(behind_gateway: Any) -> None:
    bare = TestClient(behind_gateway.app, client=("10.0.0.5", 1), raise_server_exceptions=False)
    assert who(bare, X_Forwarded_User="zhangsan")[0] == 401


def test_two_names_are_none(behind_gateway: Any) -> None:
    for names in (("zhangsan", "王五"), ("zhangsan", "zhangsan")):
        headers = [("X-Forwarded-User", names[0].encode()), ("x-forwarded-user", names[1].encode())]
        response = asked_from(behind_gateway, "10.0.0.5").get("/v1/who", headers=headers)
        assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")


def test_what_the_gateway_sends_along_as_authorization_is_its_own_affair(behind_gateway: Any) -> None:
    _, key = behind_gateway.keys.add("热线")
    through = asked_from(behind_gateway, "10.0.0.5")
    assert who(through, X_Forwarded_User="zhangsan", Authorization="Bearer the.gateways.token") == (200, "zhangsan")
    assert who(through, X_Forwarded_User="zhangsan", X_API_Key=key) == (200, "热线")
    assert who(through, X_Forwarded_User="zhangsan", X_API_Key="wrong")[0] == 401
    assert who(through, Authorization=f"Bearer {key}") == (200, "热线")


def test_a_session_is_its_persons_and_keys_open_as_before(with_sessions: Any) -> None:
    session = with_sessions.begin("zhangsan")
    _, key = with_sessions.keys.add("热线")
    assert who(with_session(with_sessions, session)) == (200, "zhangsan")
    assert who(with_session(with_sessions, "")) == (401, "")
    assert with_sessions.get(key=key).json()["caller"] == "热线"
    assert with_sessions.get(key="wrong").status_code == 401


def test_a_session_over_https_is_known_only_by_the_cookie_no_neighbour_can_set(with_sessions: Any) -> None:
    session = with_sessions.begin("zhangsan")
    assert who(with_session(with_sessions, session, "https")) == (200, "zhangsan")
    planted = TestClient(with_sessions.app, base_url="https://testserver", raise_server_exceptions=False)
    planted.cookies.set("fazhi_session", session)
    assert who(planted)[0] == 401


@pytest.mark.parametrize("session", ["", "x", "x" * 8000, "e30.x"])
def test_a_made_up_session_is_nobodys(with_sessions: Any, session: str) -> None:
    assert who(with_session(with_sessions, session))[0] == 401


def test_whoever_is_removed_is_out(with_sessions: Any) -> None:
    client = with_session(with_sessions, with_sessions.begin("zhangsan"))
    assert who(client)[0] == 200
    with_sessions.people.remove("zhangsan")
    assert who(client)[0] == 401


@pytest.mark.parametrize(
    ("scope", "reached"),
    [("ask", ["/v1/who"]), ("review", ["/v1/who", "/v1/reviewed"]), ("admin", ["/v1/who", "/v1/reviewed", "/metrics"])],
)
def test_a_person_reaches_what_their_rights_cover_and_nothing_else(with_sessions: Any, scope: str, reached: list[str]) -> None:
    client = with_session(with_sessions, with_sessions.begin("zhangsan", scope))
    assert client.get("/").status_code == 200
    for path, method in {"/v1/who": "GET", "/v1/reviewed": "POST", "/metrics": "GET"}.items():
        response = client.request(method, path)
        assert response.status_code == (200 if path in reached else 403)
        if response.status_code == 403:
            assert "密钥" not in response.json()["detail"] and "权限" in response.json()["detail"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none", "Origin": "https://evil.example"},
    ],
)
def test_no_other_site_has_anything_done_or_told_in_a_persons_name(with_sessions: Any, elsewhere: dict[str, str]) -> None:
    client = with_session(with_sessions, with_sessions.begin("zhangsan", "admin"))
    for method, path in (("POST", "/v1/reviewed"), ("GET", "/v1/who"), ("POST", "/gradio_api/queue/join"), ("POST", "/"), ("DELETE", "/x")):
        response = client.request(method, path, headers=elsewhere)
        assert response.status_code == 403, (method, path)
    assert client.get("/", headers=elsewhere).status_code == 200  # a link from elsewhere may lead here
    for here in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}):
        assert client.post("/v1/reviewed", headers=here).status_code == 200


def test_the_gateways_people_are_asked_for_by_their_own_pages_only(behind_gateway: Any) -> None:
    through = asked_from(behind_gateway, "10.0.0.5")
    named = {"X-Forwarded-User": "王五".encode()}
    assert through.post("/v1/reviewed", headers=named | {"Origin": "https://evil.example"}).status_code == 403
    assert through.post("/v1/reviewed", headers=named | {"Origin": "http://testserver"}).status_code == 200


def test_a_program_with_a_key_may_call_from_wherever_even_in_a_browser_that_is_signed_in(with_sessions: Any) -> None:
    client = with_session(with_sessions, with_sessions.begin("zhangsan"))
    _, key = with_sessions.keys.add("热线")
    assert who(client, Origin="https://allowed.example", Authorization=f"Bearer {key}") == (200, "热线")


def test_a_person_is_counted_like_an_end_user(make_house: Make) -> None:
    house = make_house(sign_in=GATEWAY, rates={"user": "2/hour"})
    through = asked_from(house, "10.0.0.5")
    assert [who(through, X_Forwarded_User="a")[0] for _ in range(3)] == [200, 200, 429]
    assert who(through, X_Forwarded_User="b")[0] == 200
    assert through.get("/", headers={"X-Forwarded-User": "a"}).status_code == 200


def test_where_people_sign_in_nothing_is_open_though_no_key_was_ever_made(with_sessions: Any) -> None:
    bare = with_session(with_sessions, "")
    for path in ("/", "/v1/who", "/metrics", "/openapi.json", "/gradio_api/queue/join", "/login", "/ui/x"):
        assert bare.get(path).status_code == 401
    assert bare.get("/healthz").status_code == 200
    assert "Basic" not in bare.get("/").headers["www-authenticate"]


ENTRANCE = Entrance(path="/login", open=("/login", "/ui/"))


def entered_by(house: Any, sign_in: Any) -> TestClient:
    """The house with an entrance."""
    house.app.user_middleware.clear()
    doors = type(house.doors)(keys=house.keys, limits=house.doors.limits, secret=house.doors.secret, sign_in=sign_in)
    house.app.add_middleware(Gate, doors=doors, metrics=house.metrics, entrance=ENTRANCE)
    return TestClient(house.app, raise_server_exceptions=False, follow_redirects=False)


def test_whoever_asks_for_a_page_is_led_to_the_entrance_and_knows_the_way_back(make_house: Make) -> None:
    client = entered_by(make_house(), GATEWAY)
    for wanted, led_to in {
        "/": "/login",
        "/plans": "/login?next=%2Fplans",
        "/plans/a?start=1&end=2": "/login?next=%2Fplans%2Fa%3Fstart%3D1%26end%3D2",
        "//evil.example": "/login?next=%2F%2Fevil.example",
        "/比较": "/login?next=%2F%E6%AF%94%E8%BE%83",
    }.items():
        response = client.get(f"http://testserver{wanted}", headers=PAGE)
        assert (response.status_code, response.headers["location"]) == (303, led_to)
        assert response.headers["cache-control"] == "no-store"
    for path, method, headers in (("/", "GET", {}), ("/v1/who", "GET", PAGE), ("/", "POST", PAGE)):
        response = client.request(method, path, headers=headers)
        assert (response.status_code, response.headers["content-type"]) == (401, "application/problem+json")
    assert client.get("/login").status_code == 404  # open, and nothing in this house
    assert client.get("/ui/x.css").status_code == 404
    for path in ("/login/x", "/loginx", "/uix", "/ui"):
        assert client.get(path).status_code == 401


def test_without_signing_in_an_entrance_changes_nothing(make_house: Make) -> None:
    house = make_house(fixed=("k",))
    client = entered_by(house, None)
    assert client.get("/", headers=PAGE).status_code == 401
    assert "Basic" in client.get("/", headers=PAGE).headers["www-authenticate"]
    assert client.get("/login", headers=PAGE).status_code == 401


def test_callers_are_told_apart_by_what_they_are() -> None:
    callers = (Caller(), Caller(key_id="a1", name="张三"), Caller(person="张三", name="张三"), Caller(person="a1", name="a1"))
    assert len({caller.identity for caller in callers}) == 4
