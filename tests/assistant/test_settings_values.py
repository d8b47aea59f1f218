"""A setting that cannot be meant is refused with what it should be; good ones come apart as they were meant."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.settings import Settings


@pytest.mark.parametrize(
    ("name", "value", "should_be"),
    [
        ("rate_per_key", "often", "60/minute"),
        ("rate_per_key", "", "60/minute"),
        ("rate_per_user", "0/minute", "60/minute"),
        ("rate_wrong_keys", "-1/minute", "60/minute"),
        ("cors_origins", "*", "https://example.gov.cn"),
        ("cors_origins", "https://a.cn/path", "https://example.gov.cn"),
        ("cors_origins", "https://a.cn,a.cn", "https://example.gov.cn"),
        ("trusted_proxies", "*", "10.0.0.0/24"),
        ("trusted_proxies", "proxy", "10.0.0.0/24"),
        ("trusted_proxies", "10.0.0.1/8", "10.0.0.0/24"),
        ("redis_url", "127.0.0.1:6379", "redis://"),
        ("traces_url", "collector:4318", "http://"),
        ("rate_wrong_passwords", "0/minute", "60/minute"),
        ("sign_in", "password", "header、oidc、users"),
        ("sign_in_header", "", "X-Forwarded-User"),
        ("sign_in_header", "X User", "X-Forwarded-User"),
        ("sign_in_header", "Cookie", "X-Forwarded-User"),
        ("sign_in_header", "x-forwarded-for", "X-Forwarded-User"),
        ("oidc_issuer", "sso.example.gov.cn", "http://"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_with_what_it_should_be(name: str, value: str, should_be: str) -> None:
    with pytest.raises(ValidationError) as told:
        Settings.model_validate({name: value})
    [error] = told.value.errors()
    assert error["loc"] == (name,)
    assert should_be in str(error["ctx"]["error"])


def test_lists_come_apart_at_commas() -> None:
    settings = Settings(cors_origins="https://a.cn, http://b.cn:8080,", trusted_proxies="10.0.0.5, fd00::/8", api_keys="a, 乙")
    assert settings.origins == ("https://a.cn", "http://b.cn:8080")
    assert settings.proxies == ("10.0.0.5", "fd00::/8")
    assert settings.keys == ("a", "乙")


def test_addresses_that_hold_a_password_are_not_shown() -> None:
    shown = repr(Settings(database_url="postgresql://u:geheim@h/d", redis_url="redis://:geheim@h", oidc_client_secret="geheim"))
    assert "geheim" not in shown
