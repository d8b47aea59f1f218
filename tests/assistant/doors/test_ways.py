"""Who signed in, by the gateway's word or by a session; only the gateway's word counts, and only while the session is good."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.doors.choosing import provider_mark, sign_in_of
from assistant.doors.errors import BadHeader, BadSignIn
from assistant.doors.models import SCOPES, Caller
from assistant.doors.people import People
from assistant.doors.seal import Seal, Session
from assistant.doors.ways import ByHeader, BySession
from assistant.record.database import Database
from assistant.settings import Settings

GATEWAY = ByHeader("X-Forwarded-User", ("10.0.0.5", "192.168.7.0/24", "fd00::/8"), ("王五",))


@pytest.mark.parametrize("peer", ["10.0.0.5", "192.168.7.200", "fd00::1", "::ffff:10.0.0.5"])
def test_the_gateways_word_counts(peer: str) -> None:
    assert GATEWAY.who(peer, ("张三".encode(),)) == Caller(name="张三", person="张三", scopes=("ask",))
    assert GATEWAY.who(peer, ("王五".encode(),)) == Caller(name="王五", person="王五", scopes=SCOPES)


@pytest.mark.parametrize("peer", ["10.0.0.6", "192.168.8.1", "127.0.0.1", "::1", "", "unix", "10.0.0.5.evil", "::ffff:10.0.0.6"])
def test_nobody_elses_word_counts(peer: str) -> None:
    assert GATEWAY.who(peer, ("王五".encode(),)) is None
    assert GATEWAY.who(peer, (b"a", b"b")) is None


@pytest.mark.parametrize("said", [(), (b"",), (b"  ",)])
def test_where_the_gateway_names_nobody_it_is_nobody(said: tuple[bytes, ...]) -> None:
    assert GATEWAY.who("10.0.0.5", said) is None


@pytest.mark.parametrize("said", [(b"a", b"b"), (b"a", b"a"), (b"a", b""), (b"a, b",), (b"\xff",), ("a\u202eb".encode(),), (b"x" * 200,)])
def test_what_is_not_one_name_is_refused(said: tuple[bytes, ...]) -> None:
    with pytest.raises(BadHeader, match="X-Forwarded-User"):
        GATEWAY.who("10.0.0.5", said)


def test_a_session_of_one_way_is_none_of_another() -> None:
    seal = Seal(Session, lambda: b"s" * 32, 3600)
    zhang = Caller(name="张三", person="张三", scopes=("ask",))
    users, oidc = (BySession(way, seal, lambda name, mark: zhang if mark == "m" else None) for way in ("users", "oidc"))
    assert users.who(users.begin("张三", "m")) == zhang
    assert users.who(users.begin("张三", "old")) is None
    assert users.who(oidc.begin("张三", "m")) is None
    assert users.who("") is None


def chosen(tmp_path: Path, **settings: object) -> ByHeader | BySession | None:
    return sign_in_of(Settings.model_validate(settings), People(Database(tmp_path)), lambda: b"s" * 32)


def test_what_does_not_go_together_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadSignIn, match="FAZHI_TRUSTED_PROXIES"):
        chosen(tmp_path, sign_in="header")
    for lacking in ({}, {"oidc_issuer": "https://sso.example.gov.cn"}, {"oidc_client_id": "fazhi"}):
        with pytest.raises(BadSignIn, match=r"FAZHI_OIDC_ISSUER 和 FAZHI_OIDC_CLIENT_ID。$"):
            chosen(tmp_path, sign_in="oidc", **lacking)


def test_nobody_signs_in_unless_the_settings_say_so(tmp_path: Path) -> None:
    assert chosen(tmp_path) is None
    assert chosen(tmp_path, trusted_proxies="10.0.0.5", oidc_issuer="https://a.cn", oidc_client_id="b", admins="张三") is None


def test_sessions_with_another_provider_or_client_are_over(tmp_path: Path) -> None:
    one = {"sign_in": "oidc", "oidc_issuer": "https://a.cn", "oidc_client_id": "b", "admins": "王五, Zoe\u0308"}
    first = chosen(tmp_path, **one)
    assert isinstance(first, BySession)
    mark = provider_mark(Settings.model_validate(one))
    assert first.who(first.begin("张三", mark)) == Caller(name="张三", person="张三", scopes=("ask",))
    assert first.who(first.begin("Zo\u00eb", mark)) == Caller(name="Zo\u00eb", person="Zo\u00eb", scopes=SCOPES)
    for other in (one | {"oidc_issuer": "https://c.cn"}, one | {"oidc_client_id": "c"}):
        second = chosen(tmp_path, **other)
        assert isinstance(second, BySession)
        assert second.who(first.begin("张三", mark)) is None
