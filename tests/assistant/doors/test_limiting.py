"""Limits: a moving window, the same for all servers on one Redis, and no request that fails because of Redis."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.doors.limiting import By, RateLimits
from tests.services import redis_url

RATES: dict[By, str] = {"key": "3/minute", "user": "1/hour", "wrong_key": "2/second"}


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=40))
def test_everybody_is_let_in_as_often_as_the_limit_says_whoever_else_comes(names: list[str]) -> None:
    limits = RateLimits({"key": "5/hour"})
    let_in = [name for name in names if limits.hit("key", name).allowed]
    assert {name: let_in.count(name) for name in set(names)} == {name: min(5, names.count(name)) for name in set(names)}


def test_whoever_comes_too_often_is_told_the_limit_and_when_there_is_room_again() -> None:
    limits = RateLimits(RATES)
    told = [limits.hit("key", "a") for _ in range(4)]
    assert [one.allowed for one in told] == [True, True, True, False]
    headers = told[3].headers()
    assert (headers["RateLimit-Limit"], headers["RateLimit-Remaining"]) == ("3", "0")
    assert 0 < int(headers["Retry-After"]) <= 60


def test_names_that_nobody_uses_any_more_are_forgotten() -> None:
    limits = RateLimits({"key": "5/second"})
    for i in range(20):
        limits.hit("key", str(i))
    events = limits._here._storage.events
    for held in events.values():
        held.clear()  # as when their second is over
    limits._here._tidy()
    assert not events


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of something that takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"redis://127.0.0.1:{listening.getsockname()[1]}"


def test_a_redis_that_cannot_be_used_is_left_alone_for_a_while(silent: str, caplog: pytest.LogCaptureFixture) -> None:
    for url, reason in (("redis://127.0.0.1:9", "unreachable"), (silent, "timeout")):
        caplog.clear()
        seconds = [0.0]
        limits = RateLimits(RATES, url, clock=lambda seconds=seconds: seconds[0])
        assert [limits.hit("key", "a").allowed for _ in range(4)] == [True, True, True, False]
        assert limits.hit("key", "b").fallback == "resting"
        seconds[0] += 5
        assert limits.hit("key", "b").fallback == reason
        assert [record.getMessage() for record in caplog.records] == ["redis cannot be used, limits are counted in memory"]


def test_many_requests_at_once_tell_once_that_redis_has_gone(caplog: pytest.LogCaptureFixture) -> None:
    limits = RateLimits({"key": "5/hour"}, "redis://127.0.0.1:9")
    with ThreadPoolExecutor(8) as several:
        told = list(several.map(lambda _: limits.hit("key", "a"), range(40)))
    assert sum(counted.allowed for counted in told) == 5
    assert all(counted.fallback for counted in told)
    assert len(caplog.records) == 1


def test_without_redis_nothing_is_a_fallback() -> None:
    assert RateLimits(RATES).hit("key", "a").fallback == ""


@pytest.mark.service
def test_servers_on_one_redis_count_together() -> None:
    one, other = RateLimits(RATES, redis_url()), RateLimits(RATES, redis_url())
    name = secrets.token_hex(8)
    told = [limits.hit("key", name) for limits in (one, other, one, other, one)]
    assert [counted.allowed for counted in told] == [True, True, True, False, False]
    assert {counted.fallback for counted in told} == {""}
    assert 0 < told[-1].reset <= 60


@pytest.mark.service
def test_redis_is_used_again_when_it_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds, name = [0.0], secrets.token_hex(8)
    limits = RateLimits(RATES, redis_url(), clock=lambda: seconds[0])
    assert limits.hit("key", name).fallback == ""
    redis = limits._redis
    assert redis is not None
    with monkeypatch.context() as broken:

        def lost(*_: object) -> None:
            raise ConnectionResetError

        broken.setattr(redis, "count", lost)
        assert limits.hit("key", name).fallback == "unreachable"
    assert limits.hit("key", name).fallback == "resting"
    seconds[0] += 5
    told = [limits.hit("key", name) for _ in range(3)]
    assert [(counted.allowed, counted.fallback) for counted in told] == [(True, ""), (True, ""), (False, "")]  # the first still counts


def test_looking_whether_there_is_room_takes_none() -> None:
    limits = RateLimits(RATES)
    assert [limits.look("user", "a").allowed for _ in range(3)] == [True, True, True]
    assert limits.hit("user", "a").allowed
    told = limits.look("user", "a")
    assert not told.allowed and 0 < told.reset <= 3600
    assert limits.look("user", "b").allowed
