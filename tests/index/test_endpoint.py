"""A service that misbehaves costs a bounded wait and gives one short reason, never its address, its words or a key."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

import httpx
import pytest

from index import endpoint
from index.endpoint import EndpointFailed, Service, http_client


def silent(service, _body: str) -> tuple[int, bytes]:
    """Says nothing until the test is over."""
    service.over.wait(30)
    return 200, b"{}"


def endless(service, _body: str) -> tuple[int, Iterator[bytes]]:
    def words() -> Iterator[bytes]:
        while not service.over.is_set():
            yield b" " * 65536

    return 200, words()


def dripping(service, _body: str) -> tuple[int, Iterator[bytes]]:
    def words() -> Iterator[bytes]:
        while not service.over.wait(0.05):
            yield b" "

    return 200, words()


def posted(url: str, seconds: float = 5.0) -> bytes:
    client, address = http_client(url, seconds)
    return Service(seconds).call(lambda: client.post(address, json={}).content)


def reason(url: str, seconds: float = 5.0) -> str:
    with pytest.raises(EndpointFailed) as failed:
        posted(url, seconds)
    assert "127.0.0.1" not in repr(failed.value.__context__)
    return failed.value.reason


def test_what_a_service_says_is_given(make_service: Callable) -> None:
    assert posted(make_service(lambda *_: (200, b"said")).url) == b"said"


@pytest.mark.parametrize(
    ("status", "expected", "tries"),
    [(500, "failed", 2), (503, "failed", 2), (429, "busy", 2), (400, "refused", 1), (401, "refused", 1), (307, "refused", 1)],
)
def test_a_status_is_a_reason_and_only_a_passing_one_is_tried_again(make_service: Callable, status: int, expected: str, tries: int) -> None:
    service = make_service(lambda *_: (status, b"geheim"))
    assert reason(service.url) == expected
    assert len(service.asked) == tries


def test_a_second_try_may_help(make_service: Callable) -> None:
    service = make_service(lambda service, _: (200, b"said") if len(service.asked) > 1 else (503, b""))
    assert posted(service.url) == b"said"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "", "  ", "not an address", "http://[x", "ftp://127.0.0.1/"])
def test_an_address_at_which_nothing_is_cannot_be_reached(url: str) -> None:
    assert reason(url) == "unreachable"


@pytest.mark.parametrize("reply", [silent, dripping])
def test_nobody_waits_longer_than_agreed(make_service: Callable, reply: Callable) -> None:
    assert reason(make_service(reply).url, 0.3) == "timeout"


def test_a_reply_without_end_is_cut_off(make_service: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "_MOST_BYTES", 1_000_000)
    assert reason(make_service(endless).url, 20.0) == "unreadable"


def test_any_error_over_a_reply_makes_it_unreadable() -> None:
    with pytest.raises(EndpointFailed, match="unreadable"):
        Service(5.0).call(lambda: {}["geheim"])


def test_a_service_that_keeps_failing_is_left_alone_for_a_while(make_service: Callable) -> None:
    well: list[bool] = []
    fake = make_service(lambda *_: (200, b"said") if well else (400, b""))
    client, address = http_client(fake.url, 5.0)
    service = Service(5.0)

    def outcome() -> str:
        try:
            return service.call(lambda: client.post(address, json={}).text)
        except EndpointFailed as failed:
            return failed.reason

    assert [outcome() for _ in range(3)] == ["refused"] * 3
    assert outcome() == "resting"
    assert len(fake.asked) == 3
    well.append(True)
    service._breaker.reset_timeout = 0  # the while is over
    assert [outcome() for _ in range(4)] == ["said"] * 4


def test_a_login_goes_with_the_request_and_into_no_log(make_service: Callable, caplog: pytest.LogCaptureFixture) -> None:
    service = make_service(lambda *_: (200, b"{}"))
    with caplog.at_level(logging.DEBUG):
        posted(service.url.replace("://", "://wer:geheim@"))
    assert httpx.BasicAuth("wer", "geheim")._auth_header == service.headers[0]["Authorization"]
    assert caplog.text
    assert "geheim" not in caplog.text
