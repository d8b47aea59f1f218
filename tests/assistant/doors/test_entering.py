"""A name and a password become a session; whoever guesses is slowed down, by name and by address, and nobody is told more."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from assistant.doors.entering import Entering
from assistant.doors.errors import TooMany, WrongPassword
from assistant.doors.limiting import RateLimits
from assistant.doors.people import People
from assistant.doors.seal import Seal, Session
from assistant.doors.ways import BySession
from assistant.record.database import Database

GOOD = "a good password"


@pytest.fixture
def entering(tmp_path: Path) -> Entering:
    people = People(Database(tmp_path), hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    for name in ("张三", "李四"):
        people.add(name, GOOD)
    sessions = BySession("users", Seal(Session, lambda: b"s" * 32, 3600), people.who)
    return Entering(people, RateLimits({"wrong_password": "3/hour"}), sessions)


def wrong(entering: Entering, name: str, where: str) -> type[Exception]:
    with pytest.raises((WrongPassword, TooMany)) as told:
        entering.enter(name, "wrong password", where)
    return told.type


def test_which_of_them_was_wrong_is_not_said(entering: Entering) -> None:
    told = set()
    for name, password in (("张三", "wrong password"), ("王五", GOOD)):
        with pytest.raises(WrongPassword) as error:
            entering.enter(name, password, "10.0.0.1")
        told.add(str(error.value))
    assert told == {"用户名或口令不对，请核对后再试。"}


def test_a_name_is_guessed_at_only_so_often_from_wherever(entering: Entering) -> None:
    assert [wrong(entering, " 张三 " if i else "张三", f"10.0.0.{i}") for i in range(4)] == [WrongPassword] * 3 + [TooMany]
    with pytest.raises(TooMany, match=r"秒后再试。$"):
        entering.enter("张三", GOOD, "10.0.0.9")
    assert entering.enter("李四", GOOD, "10.0.0.9")


def test_an_address_guesses_only_so_often_at_whomever_known_or_not(entering: Entering) -> None:
    assert [wrong(entering, name, "10.0.0.1") for name in ("a", "b", "张三", "李四")] == [WrongPassword] * 3 + [TooMany]
    assert entering.enter("张三", GOOD, "10.0.0.2")


def test_those_who_know_their_password_are_not_counted(entering: Entering) -> None:
    for _ in range(10):
        assert entering.enter("张三", GOOD, "10.0.0.1")
