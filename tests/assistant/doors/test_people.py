"""People who sign in with a password: kept as a digest, out within seconds once removed, and a name tells nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from assistant.doors.errors import BadPerson
from assistant.doors.models import Caller
from assistant.doors.people import People
from assistant.record.database import Database, RecordUnavailable
from assistant.record.tables import PEOPLE

Connect = Callable[[], Database]
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
GOOD = "正确的马电池订书钉 1"


class Watch:
    """A clock that stands still until it is set on."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def people_of(database: Database, watch: Watch | None = None, hasher: PasswordHasher = QUICK) -> People:
    return People(database, now=lambda: datetime(2026, 1, 1, tzinfo=UTC), clock=watch or Watch(), hasher=hasher)


def test_a_person_is_known_on_another_server_and_the_password_stands_nowhere(connect: Connect) -> None:
    people_of(connect()).add("张三", GOOD, ("review",))
    other = connect()
    mark = people_of(other).mark("张三", GOOD)
    assert people_of(other).who("张三", mark) == Caller(name="张三", person="张三", scopes=("ask", "review"))
    with other.begin() as connection:
        row = connection.execute(select(PEOPLE)).one()
    assert row.password.startswith("$argon2id$")
    assert GOOD not in str(row) and row.password not in mark


def test_a_wrong_name_or_password_opens_nothing(connect: Connect) -> None:
    people = people_of(connect())
    people.add("张三", GOOD)
    wrong = ("", "wrong password", GOOD + "x", GOOD[:-1], "x" * 5000, "\ud800")
    for name in ("张三", " 张三 ", "nobody", "", "张三\0", "x" * 300, "张\u202e三"):
        assert not [password for password in wrong if people.mark(name, password)]
    assert people.mark("张三", GOOD)


def test_a_name_nobody_has_is_looked_at_as_long_as_a_wrong_password(connect: Connect) -> None:
    looked: list[str] = []

    class Noting(PasswordHasher):
        def verify(self, hash, password):  # type: ignore[no-untyped-def]
            looked.append(hash)
            return super().verify(hash, password)

    noting = Noting(time_cost=1, memory_cost=8, parallelism=1)
    people = people_of(connect(), hasher=noting)
    people.add("张三", GOOD)
    for name in ("张三", "李四", "\0"):
        people.mark(name, "wrong password")
    assert len(looked) == 3
    assert {digest.rpartition("$")[0].rpartition("$")[0] for digest in looked} == {"$argon2id$v=19$m=8,t=1,p=1"}


def test_whoever_is_removed_or_gets_another_password_is_out_within_seconds_everywhere(connect: Connect) -> None:
    watch = Watch()
    here, there = people_of(connect(), watch), people_of(connect(), watch)
    for name in ("张三", "李四"):
        here.add(name, GOOD)
    marks = {name: here.mark(name, GOOD) for name in ("张三", "李四")}
    assert all(there.who(name, mark) for name, mark in marks.items())
    here.remove("张三")
    here.change_password("李四", "another password")
    assert not any(here.who(name, mark) for name, mark in marks.items())
    watch.seconds += 2
    assert not any(there.who(name, mark) for name, mark in marks.items())
    assert here.mark("张三", GOOD) == ""
    assert there.who("李四", there.mark("李四", "another password"))


def test_somebody_removed_comes_back_only_when_that_is_meant(connect: Connect) -> None:
    people = people_of(connect())
    people.add("张三", GOOD, ("admin",))
    old = people.mark("张三", GOOD)
    assert people.remove("张三").removed_at
    assert not people.anybody()
    with pytest.raises(BadPerson, match="--again"):
        people.add("张三", GOOD)
    with pytest.raises(BadPerson, match="--again"):
        people.change_password("张三", GOOD)
    assert people.add("张三", GOOD, again=True).removed_at is None
    assert people.anybody()
    assert people.who("张三", old) is None
    assert people.who("张三", people.mark("张三", GOOD)) == Caller(name="张三", person="张三", scopes=("ask",))
    with pytest.raises(BadPerson, match="已经有"):
        people.add("张三", GOOD, again=True)


def test_a_name_that_cannot_be_seen_as_it_is_is_given_to_nobody(connect: Connect) -> None:
    people = people_of(connect())
    for name in ("", " ", "x" * 101, "a,b", "a\nb", "a\u200bb", "a\u202eb", "a\0b", "\u2028"):
        with pytest.raises(BadPerson):
            people.add(name, GOOD)
    assert people.list() == ()


def test_a_password_that_is_too_easy_is_refused_with_a_sentence(connect: Connect) -> None:
    people = people_of(connect())
    for password in ("", "九个字符的口令啊呀", "x" * 201, "zhangsan01", " ZhangSan01"):
        with pytest.raises(BadPerson, match=r"口令.*。$"):
            people.add("zhangsan01", password)
    assert people.list() == ()


def test_one_spelling_is_one_name_and_one_password(connect: Connect) -> None:
    people = people_of(connect())
    people.add("Zoe\u0308", "cafe\u0301 cafe\u0301 1")
    assert people.mark("Zo\u00eb", "caf\u00e9 caf\u00e9 1")
    with pytest.raises(BadPerson):
        people.add("Zo\u00eb", GOOD)


def test_nobody_unknown_is_removed(connect: Connect) -> None:
    for change in (lambda people: people.remove("李四"), lambda people: people.change_password("李四", GOOD)):
        with pytest.raises(BadPerson, match="fazhi people list"):
            change(people_of(connect()))


def test_those_inside_cost_no_query_and_stay_a_minute_without_the_database(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    database, watch = connect(), Watch()
    people = people_of(database, watch)
    people.add("张三", GOOD)
    mark = people.mark("张三", GOOD)
    people.who("张三", mark)

    def gone() -> None:
        raise RecordUnavailable("答案记录的数据库连不上。")

    monkeypatch.setattr(database, "begin", gone)
    assert people.who("张三", mark)
    watch.seconds += 59
    assert people.who("张三", mark)
    watch.seconds += 2
    with pytest.raises(RecordUnavailable):
        people.who("张三", mark)
