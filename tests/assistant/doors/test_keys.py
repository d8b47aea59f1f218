"""Keys: shown once, kept as a digest, good until they expire or are revoked, on every server of one database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from assistant.doors.errors import UnknownKey
from assistant.doors.keys import Keys
from assistant.doors.models import SCOPES, Caller, Scope, implied
from assistant.record.database import Database, RecordUnavailable
from assistant.record.tables import KEYS

Connect = Callable[[], Database]


class Watch:
    """A clock and a calendar that stand still until they are set on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)


@pytest.fixture
def watch() -> Watch:
    return Watch()


def keys_of(database: Database, watch: Watch, *fixed: str) -> Keys:
    return Keys(database, fixed, now=watch.now, clock=watch)


def test_a_key_is_known_on_another_server_and_its_text_is_kept_nowhere(connect: Connect, watch: Watch) -> None:
    made, text = keys_of(connect(), watch).add("热线大厅", ("review",), days=30)
    other = connect()
    assert keys_of(other, watch).who(text) == Caller(name="热线大厅", key_id=made.key_id, scopes=("ask", "review"))
    with other.begin() as connection:
        row = str(connection.execute(select(KEYS)).one())
    assert made.key_id in row
    assert text.rpartition("_")[2] not in row


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Keys, str, str]:
    """Keys, and the id and text of one of them."""
    keys = Keys(Database(tmp_path_factory.mktemp("keys")), ("固定的密钥",))
    made, text = keys.add("a")
    return keys, made.key_id, text


@given(text=st.text(max_size=80), tail=st.text(min_size=1, max_size=5))
def test_nothing_but_the_whole_key_opens(made_once: tuple[Keys, str, str], text: str, tail: str) -> None:
    keys, key_id, key = made_once
    for wrong in (text, key + tail, key[:-1], tail + key, f"fz_{key_id}_{text}", ""):
        if wrong not in (key, "固定的密钥"):
            assert keys.who(wrong) == "wrong"
    assert isinstance(keys.who(key), Caller)


def test_a_revoked_key_is_refused_on_every_server_within_two_seconds(connect: Connect, watch: Watch) -> None:
    here, there = keys_of(connect(), watch), keys_of(connect(), watch)
    made, text = here.add("a")
    assert isinstance(there.who(text), Caller)
    here.revoke(made.key_id)
    assert here.who(text) == "revoked"
    watch.seconds += 2
    assert there.who(text) == "revoked"


def test_a_key_expires_to_the_second_though_it_was_known_a_moment_ago(connect: Connect, watch: Watch) -> None:
    keys = keys_of(connect(), watch)
    _, text = keys.add("a", days=1)
    watch.seconds += 86399
    assert isinstance(keys.who(text), Caller)
    watch.seconds += 1
    assert keys.who(text) == "expired"
    _, lasting = keys.add("b", days=None)
    watch.seconds += 86400 * 36500
    assert isinstance(keys.who(lasting), Caller)


def test_only_the_bearer_learns_that_a_key_was_revoked(connect: Connect, watch: Watch) -> None:
    keys = keys_of(connect(), watch)
    made, text = keys.add("a")
    keys.revoke(made.key_id)
    assert keys.who(text) == "revoked"
    assert keys.who(f"fz_{made.key_id}_guess") == "wrong"


def test_an_exchanged_key_has_the_same_name_scopes_and_lifetime_and_the_old_one_lasts_for_the_grace(connect: Connect, watch: Watch) -> None:
    keys = keys_of(connect(), watch)
    old, old_text = keys.add("热线", ("review",), days=30)
    watch.seconds += 86400
    new, new_text = keys.rotate(old.key_id, grace_days=7)
    assert (new.name, new.scopes) == (old.name, old.scopes)
    lifetimes = [datetime.fromisoformat(key.expires_at or "") - datetime.fromisoformat(key.created_at) for key in (old, new)]
    assert lifetimes == [timedelta(days=30)] * 2
    watch.seconds += 7 * 86400 - 1
    assert isinstance(keys.who(old_text), Caller)
    watch.seconds += 1
    assert keys.who(old_text) == "expired"
    assert isinstance(keys.who(new_text), Caller)


def test_a_grace_never_makes_a_key_last_longer(connect: Connect, watch: Watch) -> None:
    keys = keys_of(connect(), watch)
    old, text = keys.add("a", days=1)
    keys.rotate(old.key_id, grace_days=30)
    watch.seconds += 86400
    assert keys.who(text) == "expired"


def test_what_is_unknown_or_over_is_not_exchanged(connect: Connect, watch: Watch) -> None:
    keys = keys_of(connect(), watch)
    made, _ = keys.add("a")
    keys.revoke(made.key_id)
    for wrong in (made.key_id, "000000000000"):
        with pytest.raises(UnknownKey, match="fazhi keys"):
            keys.rotate(wrong)
    with pytest.raises(UnknownKey):
        keys.revoke("000000000000")


def test_what_was_guarded_once_is_never_open_again(connect: Connect, watch: Watch) -> None:
    here, there = keys_of(connect(), watch), keys_of(connect(), watch)
    assert not here.guarded() and not here.usable()
    assert not there.guarded()
    made, _ = here.add("a", days=1)
    watch.seconds += 2
    assert there.guarded() and there.usable()
    here.revoke(made.key_id)
    for keys in (here, there, keys_of(connect(), watch)):
        assert keys.guarded()
        assert not keys.usable()


def test_keys_of_the_settings_may_do_everything_and_need_no_database(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keys = Keys(Database(tmp_path / "file"), ("eins", "第二把"))
    assert keys.guarded() and keys.usable()
    assert keys.who("第二把") == Caller(name="环境变量2", key_id="env-2", scopes=SCOPES)


class Failing(Database):
    """A database that can be taken away."""

    gone = False
    asked = 0

    def begin(self):  # type: ignore[no-untyped-def]
        self.asked += 1
        if self.gone:
            raise RecordUnavailable("答案记录的数据库连不上，请检查数据库。")
        return super().begin()


def test_without_the_database_known_keys_live_a_minute_and_nothing_else_opens(tmp_path: Path, watch: Watch) -> None:
    database = Failing(tmp_path)
    keys = keys_of(database, watch)
    _, known = keys.add("a")
    _, unknown = keys.add("b")
    assert isinstance(keys.who(known), Caller)
    database.gone = True
    watch.seconds += 59
    assert isinstance(keys.who(known), Caller)
    with pytest.raises(RecordUnavailable):
        keys.who(unknown)
    watch.seconds += 1
    with pytest.raises(RecordUnavailable):
        keys.who(known)
    database.gone = False
    watch.seconds += 1
    assert isinstance(keys.who(unknown), Caller)


def test_without_the_database_nobody_takes_an_installation_for_open(tmp_path: Path, watch: Watch) -> None:
    database = Failing(tmp_path)
    keys = keys_of(database, watch)
    assert not keys.guarded()
    database.gone = True
    watch.seconds += 2
    with pytest.raises(RecordUnavailable):
        keys.guarded()


def test_a_database_that_failed_is_left_alone_for_a_second_and_a_known_key_costs_no_query(tmp_path: Path, watch: Watch) -> None:
    database = Failing(tmp_path)
    keys = keys_of(database, watch)
    _, text = keys.add("a")
    keys.who(text)
    before = database.asked
    for _ in range(10):
        keys.who(text)
    assert database.asked == before
    database.gone = True
    watch.seconds += 2
    for _ in range(10):
        keys.who(text)
    assert database.asked == before + 1


@given(st.lists(st.sampled_from(SCOPES)))
def test_a_wider_scope_includes_the_narrower(scopes: list[Scope]) -> None:
    may = implied(tuple(scopes))
    assert set(scopes) <= set(may)
    assert list(may) == [scope for scope in SCOPES if scope in may]
    assert all(narrower in may for scope in may for narrower in SCOPES[: SCOPES.index(scope)])
