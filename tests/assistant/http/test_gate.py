"""The gate: who is let in, with which key, for what, how often; and what every response carries."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.http.credentials import is_near
from assistant.record.database import RecordUnavailable
from tests.services import redis_url

Make = Callable[..., Any]


def problem_of(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    said = response.json()
    assert said["status"] == status
    assert said["request_id"] == response.headers["x-request-id"]
    assert said["detail"].endswith("。")
    return said  # type: ignore[no-any-return]


@pytest.fixture
def house(make_house: Make) -> Any:
    return make_house()


def test_without_any_key_this_machine_may_do_everything_and_is_not_limited(make_house: Make) -> None:
    open_house = make_house(rates={"key": "1/hour", "user": "1/hour"})
    for _ in range(5):
        assert open_house.get(X_End_User="a").json() == {"caller": "", "agent": "", "end_user": "a"}
    assert open_house.client.post("/v1/reviewed", content=b"123").json() == 3
    assert open_house.get("/metrics").status_code == 200


def test_a_key_opens_by_every_way_of_giving_it(house: Any) -> None:
    _, key = house.keys.add("热线大厅")
    basic = base64.b64encode(f"anyone:{key}".encode()).decode()
    for headers in (
        {"Authorization": f"Bearer {key}"},
        {"authorization": f"bearer {key}"},
        {"X-API-Key": key},
        {"Authorization": f"Basic {basic}"},
    ):
        assert house.client.get("/v1/who", headers=headers).json()["caller"] == "热线大厅"


def test_each_way_a_key_is_no_good_has_its_own_sentence(house: Any) -> None:
    revoked, revoked_text = house.keys.add("a")
    house.keys.revoke(revoked.key_id)
    _, expired_text = house.keys.add("b", days=0)
    said = {}
    for name, key in {"missing": "", "wrong": "fz_000000000000_x", "expired": expired_text, "revoked": revoked_text}.items():
        response = house.get(key=key)
        said[name] = problem_of(response, 401)["detail"]
        assert response.headers["www-authenticate"].startswith("Bearer")
    assert len(set(said.values())) == 4
    assert "过期" in said["expired"] and "撤销" in said["revoked"]
    assert "Basic" in house.get("/").headers["www-authenticate"]
    assert house.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("scope", "reached"),
    [("ask", ["/v1/who", "/"]), ("review", ["/v1/who", "/", "/v1/reviewed"]), ("admin", ["/v1/who", "/", "/v1/reviewed", "/metrics"])],
)
def test_a_key_reaches_what_its_scope_covers_and_nothing_else(house: Any, scope: str, reached: list[str]) -> None:
    _, key = house.keys.add("a", (scope,))
    for path, method in {"/v1/who": "GET", "/": "GET", "/v1/reviewed": "POST", "/metrics": "GET"}.items():
        response = house.client.request(method, path, headers={"X-API-Key": key})
        if path in reached:
            assert response.status_code == 200
        else:
            assert "权限" in problem_of(response, 403)["detail"]
            assert "insufficient_scope" in response.headers["www-authenticate"]


def test_the_counts_are_open_only_where_the_deployment_says_so(make_house: Make) -> None:
    closed, opened = make_house(fixed=("k",)), make_house(fixed=("k",), metrics_open=True)
    assert closed.get("/metrics").status_code == 401
    assert opened.get("/metrics").status_code == 200
    assert opened.get("/v1/who").status_code == 401


def test_the_description_names_the_doors(house: Any) -> None:
    described = house.client.get("/openapi.json").json()
    kinds = {scheme["type"]: scheme for scheme in described["components"]["securitySchemes"].values()}
    assert kinds["http"]["scheme"] == "bearer"
    assert kinds["apiKey"]["name"] == "X-API-Key"
    assert len(described["paths"]["/v1/who"]["get"]["security"]) == 2
    assert "security" not in described["paths"]["/healthz"]["get"]


def test_wrong_keys_are_slowed_down_and_right_ones_are_not(make_house: Make) -> None:
    house = make_house(rates={"wrong_key": "3/hour"}, fixed=("right",))
    assert [house.get(key="wrong").status_code for _ in range(5)] == [401, 401, 401, 429, 429]
    assert house.get(key="right").status_code == 200
    assert house.get().status_code == 401
    assert 'fazhi_rate_limited_total{by="wrong_key"} 2.0' in house.metrics.render(0)


def test_a_key_above_its_limit_is_told_when_to_come_again(make_house: Make) -> None:
    house = make_house(rates={"key": "3/hour"})
    (_, first), (_, second) = house.keys.add("a"), house.keys.add("b")
    assert [house.get(key=first).status_code for _ in range(3)] == [200, 200, 200]
    refused = house.get(key=first)
    assert "秒后再试" in problem_of(refused, 429)["detail"]
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    assert (refused.headers["ratelimit-limit"], refused.headers["ratelimit-remaining"]) == ("3", "0")
    assert house.get(key=second).status_code == 200
    assert house.get("/", key=first).status_code == 200


@pytest.mark.service
def test_two_servers_on_one_redis_let_a_key_in_as_often_as_one_would(make_house: Make) -> None:
    one, other = (make_house(rates={"key": "300/hour"}, redis_url=redis_url()) for _ in range(2))
    _, key = one.keys.add("a")
    with ThreadPoolExecutor(8) as several:
        told = Counter(several.map(lambda i: (one, other)[i % 2].get(key=key).status_code, range(1300)))
    assert told == {200: 300, 429: 1000}
    assert one.get("/healthz").status_code == other.get("/healthz").status_code == 200


def test_one_end_user_does_not_use_up_what_others_have(make_house: Make) -> None:
    house = make_house(rates={"user": "2/hour"}, fixed=("k", "other"))
    assert [house.get(key="k", X_End_User="甲".encode()).status_code for _ in range(3)] == [200, 200, 429]
    assert house.get(key="k", X_End_User="乙".encode()).status_code == 200
    assert house.get(key="other", X_End_User="甲".encode()).status_code == 200
    assert house.get(key="k").status_code == 200


@pytest.mark.parametrize("name", ["X-Agent-Id", "X-End-User"])
def test_who_is_at_the_telephone_is_handed_on_and_a_telephone_number_is_not(house: Any, name: str) -> None:
    field = name[2:].lower().replace("-id", "").replace("-", "_")
    for given_, told in {"0417": "0417", quote("王芳"): "王芳", "王芳".encode(): "王芳", "": "", "a%00%0Ab": "a b"}.items():
        assert house.client.get("/v1/who", headers={name: given_}).json()[field] == told
    hidden = {house.client.get("/v1/who", headers={name: "13812345678"}).json()[field] for _ in range(2)}
    assert len(hidden) == 1
    assert "13812345678" not in hidden.pop()
    assert "200" in problem_of(house.client.get("/v1/who", headers={name: quote("长" * 201)}), 400)["detail"]


@given(said=st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_header_whatever_it_holds_is_an_internal_error(house: Any, said: bytes) -> None:
    value = said.replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"")
    for name in ("X-Agent-Id", "X-End-User", "X-API-Key", "Authorization", "X-Request-Id"):
        assert house.client.get("/v1/who", headers={name: value}).status_code in (200, 400)


def test_without_the_database_the_interface_is_closed_for_a_moment_and_alive(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise RecordUnavailable("答案记录的数据库连不上，请检查数据库。")

    monkeypatch.setattr(house.database, "begin", gone)
    response = house.get()
    problem_of(response, 503)
    assert int(response.headers["retry-after"]) > 0
    assert house.get("/healthz").status_code == 200


def test_a_body_over_a_megabyte_is_refused_with_and_without_a_length(house: Any) -> None:
    problem_of(house.client.post("/v1/reviewed", content=b" " * 5_000_000), 413)
    problem_of(house.client.post("/v1/reviewed", content=(b" " * 100_000 for _ in range(20))), 413)
    assert house.client.post("/v1/reviewed", content=b" " * 1_000_000).json() == 1_000_000
    for length in ("²", "9" * 5000, "-1", "1e3"):
        response = house.client.post("/v1/reviewed", content=b"", headers={"Content-Length": length.encode()})
        assert response.status_code in (400, 413)


def test_files_are_taken_at_their_address_from_those_who_may_add_them_and_nowhere_else(house: Any) -> None:
    keys = {scope: {"X-API-Key": house.keys.add(scope, (scope,))[1]} for scope in ("admin", "review")}
    two = b" " * 2_000_000
    assert house.client.post("/files", content=two, headers=keys["admin"]).json() == 2_000_000
    for path, key in (("/files", "review"), ("/v1/reviewed", "admin")):
        assert "1 MB" in problem_of(house.client.post(path, content=two, headers=keys[key]), 413)["detail"]
        assert house.client.post(path, content=(two[:100_000] for _ in range(20)), headers=keys[key]).status_code == 413
    problem_of(house.client.post("/files", content=two), 401)
    problem_of(house.client.post("/files/", content=two, headers=keys["admin"]), 413)
    problem_of(house.client.put("/files", content=two, headers=keys["admin"]), 413)
    assert "30 MB" in problem_of(house.client.post("/files", content=b" " * 31_000_000, headers=keys["admin"]), 413)["detail"]
    sent = house.client.post("/files", content=(b" " * 1_000_000 for _ in range(31)), headers=keys["admin"])
    assert "30 MB" in problem_of(sent, 413)["detail"]


def test_too_many_or_too_long_headers_or_addresses_are_refused(house: Any) -> None:
    problem_of(house.client.get("/v1/who", headers=[("x", "y")] * 10_000), 431)
    problem_of(house.client.get("/v1/who", headers={"x": "y" * 40_000}), 431)
    problem_of(house.client.get("/v1/who?q=" + "y" * 40_000), 414)
    problem_of(house.client.get("/v1/" + "1-" * 1_500), 414)
    assert house.client.get("/v1/who", headers=[("x", "y")] * 80).status_code == 200


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1:8000", True),
        ("localhost", True),
        ("[::1]:8000", True),
        ("fazhi", True),
        ("192.168.1.4:8000", True),
        ("", True),
        ("evil.example", False),
        ("evil.example:8000", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example.", False),
    ],
)
def test_without_keys_a_name_from_elsewhere_is_not_answered(host: str, near: bool) -> None:
    assert is_near(host) == near


def test_a_question_of_the_page_counts_like_one_of_a_program(make_house: Make) -> None:
    house = make_house(rates={"key": "2/hour"}, fixed=("k",))
    statuses = [house.client.post("/gradio_api/queue/join", headers={"X-API-Key": "k"}).status_code for _ in range(3)]
    assert statuses[2] == 429 and 429 not in statuses[:2]
    assert house.get("/", key="k").status_code == 200


def test_a_site_that_lets_its_name_point_here_reads_nothing_where_no_key_is_needed(house: Any) -> None:
    problem_of(house.client.get("/v1/who", headers={"Host": "evil.example"}), 403)
    assert house.client.get("/healthz", headers={"Host": "evil.example"}).status_code == 200


def test_nothing_of_the_interface_is_stored_on_the_way_and_https_stays_https(house: Any) -> None:
    plain, secure = house.get(), house.client.get("https://testserver/v1/who")
    assert plain.headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in plain.headers
    assert "max-age=" in secure.headers["strict-transport-security"]
    assert "cache-control" not in house.get("/healthz").headers


def test_other_sites_are_not_let_in_unless_they_are_named(make_house: Make) -> None:
    asked = {
        "Origin": "https://12345.example.gov.cn",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    closed, opened = make_house(fixed=("k",)), make_house(fixed=("k",), origins=("https://12345.example.gov.cn",))
    assert closed.client.options("/v1/reviewed", headers=asked).status_code == 401
    assert "access-control-allow-origin" not in closed.get(key="k", Origin=asked["Origin"]).headers
    allowed = opened.client.options("/v1/reviewed", headers=asked)
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, asked["Origin"])
    for key in ("k", "wrong"):
        assert opened.get(key=key, Origin=asked["Origin"]).headers["access-control-allow-origin"] == asked["Origin"]
    assert (
        "FAZHI_CORS_ORIGINS"
        in problem_of(opened.client.options("/v1/reviewed", headers=asked | {"Origin": "https://evil.example"}), 403)["detail"]
    )
    assert "access-control-allow-origin" not in opened.get(key="k", Origin="https://evil.example").headers


def test_a_request_id_that_is_somebodys_number_is_not_kept(house: Any) -> None:
    assert house.get(X_Request_Id="abc-1").headers["x-request-id"] == "abc-1"
    assert house.get(X_Request_Id="13812345678").headers["x-request-id"] != "13812345678"


def test_one_line_in_the_log_for_each_request_without_path_query_or_personal_data(house: Any, caplog: pytest.LogCaptureFixture) -> None:
    _, key = house.keys.add("热线大厅", ("admin",))
    with caplog.at_level("INFO", logger="fazhi"):
        house.get("/v1/things/13812345678?q=13912345678", key=key, X_Agent_Id="0417")
    [line] = [vars(record) for record in caplog.records if record.getMessage() == "request"]
    told = {name: line[name] for name in ("method", "route", "status", "key", "agent", "door")}
    assert told == {"method": "GET", "route": "/v1/things/{thing}", "status": 500, "key": "热线大厅", "agent": "0417", "door": "api"}
    assert not [value for value in line.values() if "13912345678" in str(value)]


def test_the_counts_tell_route_status_and_time(house: Any) -> None:
    house.get()
    house.get("/v1/nowhere/13812345678")
    counts = house.metrics.render(7, 2, True)
    assert 'fazhi_requests_total{method="GET",route="/v1/who",status="200"} 1.0' in counts
    assert 'fazhi_requests_total{method="GET",route="none",status="404"} 1.0' in counts
    assert 'fazhi_request_seconds_count{route="/v1/who"} 1.0' in counts
    assert "fazhi_index_clauses 7.0" in counts and "fazhi_index_documents 2.0" in counts and "fazhi_paused 1.0" in counts
    assert "fazhi_build_info{version=" in counts
    assert "13812345678" not in counts


def test_a_failure_tells_nothing_of_itself(house: Any) -> None:
    said = problem_of(house.get("/v1/things/x"), 500)
    assert "ValueError" not in json.dumps(said) and "电话" not in json.dumps(said, ensure_ascii=False)
