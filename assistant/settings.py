"""Settings from the environment (FAZHI_…) or a .env file; each is described in the README's table."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

# Headers that mean something else here, or that a browser fills in.
_TAKEN = (
    "authorization",
    "cookie",
    "host",
    "origin",
    "user-agent",
    "x-api-key",
    "x-agent-id",
    "x-end-user",
    "x-request-id",
    "x-forwarded-for",
)
_HOME = Path(__file__).resolve().parent.parent


def _rate(value: str) -> str:
    from limits import parse  # a sixth of a second, spared where the default is left

    try:
        if parse(value).amount:
            return value
    except ValueError:
        pass
    raise ValueError("应写成 60/minute 这样：次数/second、minute、hour 或 day")


def _origins(value: str) -> str:
    if not all(_is_origin(part) for part in _parts(value)):
        raise ValueError("应写成 https://example.gov.cn 这样，用逗号分隔，不带路径，也不能用 *")
    return value


def _is_origin(text: str) -> bool:
    parsed = urlsplit(text)
    return parsed.scheme in ("http", "https") and bool(parsed.netloc) and text == f"{parsed.scheme}://{parsed.netloc}"


def _networks(value: str) -> str:
    try:
        for part in _parts(value):
            ipaddress.ip_network(part)
    except ValueError as error:
        raise ValueError("应写成 10.0.0.5 或 10.0.0.0/24 这样的地址或网段，用逗号分隔") from error
    return value


def _redis(value: str) -> str:
    if value and urlsplit(value).scheme not in ("redis", "rediss"):
        raise ValueError("应写成 redis://主机:6379/0 这样")
    return value


def _web(value: str) -> str:
    parsed = urlsplit(value)
    if value and not (parsed.scheme in ("http", "https") and parsed.netloc):
        raise ValueError("应写成 http://主机:端口 或 https://主机 这样")
    return value


def _way(value: str) -> str:
    if value not in ("", "header", "oidc", "users"):
        raise ValueError("应留空，或写 header、oidc、users 之一")
    return value


def _header(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]{1,100}", value) or value.lower() in _TAKEN:
        raise ValueError("应写成 X-Forwarded-User 这样的请求头名，并且不是另有用处的请求头")
    return value


def _parts(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


Rate = Annotated[str, AfterValidator(_rate)]


class Settings(BaseSettings):
    """What a deployment can set; the defaults work without any."""

    model_config = SettingsConfigDict(env_prefix="FAZHI_", env_file=".env", extra="ignore", frozen=True)

    data: Path = Field(default=_HOME / "data", description="索引和答案记录所在的目录")
    index: Path | None = Field(default=None, description="索引所在的目录，可由几台服务器共用；留空则在 FAZHI_DATA 的 index 里")
    plans: Path = Field(default=_HOME / "plans", description="文件所在的目录")
    chroma_url: str = Field(default="", description="Chroma 服务地址；留空则用内嵌的向量库")
    embedding_url: str = Field(default="", description="OpenAI 兼容的向量接口地址；留空则用内置模型")
    embedding_model: str = Field(default="", description="向量接口的模型名")
    embedding_key: str = Field(default="", description="向量接口的密钥", repr=False)
    rerank_url: str = Field(default="", description="重排接口地址（Jina、Cohere、vLLM 或 TEI 的 /rerank）；留空则不重排")
    rerank_model: str = Field(default="", description="重排接口的模型名")
    rerank_key: str = Field(default="", description="重排接口的密钥", repr=False)
    llm_url: str = Field(default="", description="OpenAI 兼容的大模型接口地址；留空则只用原文回答")
    llm_model: str = Field(default="", description="大模型接口的模型名")
    llm_key: str = Field(default="", description="大模型接口的密钥", repr=False)
    llm_seconds: float = Field(default=20.0, gt=0, description="等大模型写完一个回答最多几秒，到时改用原文")
    llm_at_once: int = Field(default=4, gt=0, description="同时最多几个大模型请求")
    llm_tokens: int = Field(default=600, gt=0, description="大模型一次最多写多少个词元")
    llm_remember: bool = Field(default=False, description="同样的问题和依据不再问大模型，用上次写的")
    api_keys: str = Field(default="", description="API 密钥（什么都能做），用逗号分隔；也可以用 fazhi keys 发密钥", repr=False)
    database_url: str = Field(default="", description="答案记录的数据库（PostgreSQL）地址；留空则用数据目录里的 SQLite", repr=False)
    redis_url: Annotated[str, AfterValidator(_redis)] = Field(
        default="", description="Redis 地址，几台服务器、几个进程共同限次；留空则各自在内存里数", repr=False
    )
    rate_per_key: Rate = Field(default="1200/minute", validate_default=False, description="每个密钥最多多少次请求")
    rate_per_user: Rate = Field(
        default="60/minute", validate_default=False, description="每个最终用户（请求头 X-End-User，或登录的人）最多多少次请求"
    )
    rate_wrong_keys: Rate = Field(default="60/minute", validate_default=False, description="每个地址最多试错多少次密钥")
    rate_wrong_passwords: Rate = Field(default="10/minute", validate_default=False, description="每个地址、每个用户名最多试错多少次口令")
    sign_in: Annotated[str, AfterValidator(_way)] = Field(
        default="", description="网页怎样登录：header 用网关给的登录名，oidc 用统一认证，users 用用户名和口令；留空则不用登录"
    )
    sign_in_header: Annotated[str, AfterValidator(_header)] = Field(
        default="X-Forwarded-User", description="header 方式：登录名在哪个请求头里；只认 FAZHI_TRUSTED_PROXIES 发来的"
    )
    oidc_issuer: Annotated[str, AfterValidator(_web)] = Field(default="", description="oidc 方式：统一认证的地址（issuer）")
    oidc_client_id: str = Field(default="", description="oidc 方式：在统一认证登记的客户端编号")
    oidc_client_secret: str = Field(default="", description="oidc 方式：客户端的密钥；登记为公开客户端的留空", repr=False)
    oidc_name_claim: str = Field(default="preferred_username", min_length=1, description="oidc 方式：哪一项是登录名")
    admins: str = Field(default="", description="header、oidc 方式：有管理权限的登录名，用逗号分隔；其他人只能提问")
    cors_origins: Annotated[str, AfterValidator(_origins)] = Field(default="", description="允许跨域访问的网站，用逗号分隔；留空则都不允许")
    trusted_proxies: Annotated[str, AfterValidator(_networks)] = Field(
        default="", description="可信的反向代理的地址或网段，用逗号分隔；留空则不理会 X-Forwarded-* 请求头"
    )
    metrics_open: bool = Field(default=False, description="/metrics 不要密钥；否则要 admin 的密钥")
    traces_url: Annotated[str, AfterValidator(_web)] = Field(default="", description="OpenTelemetry（OTLP/HTTP）收集器地址；留空则不送")
    keep_days: int = Field(default=0, ge=0, description="答案记录保留多少天；0 为一直保留")

    @property
    def index_folder(self) -> Path:
        """Where the index is."""
        return self.index or self.data / "index"

    @property
    def keys(self) -> tuple[str, ...]:
        """The API keys, one by one."""
        return _parts(self.api_keys)

    @property
    def origins(self) -> tuple[str, ...]:
        """The sites whose scripts may call the interface."""
        return _parts(self.cors_origins)

    @property
    def proxies(self) -> tuple[str, ...]:
        """The addresses and networks whose forwarded headers are believed."""
        return _parts(self.trusted_proxies)

    @property
    def admin_names(self) -> tuple[str, ...]:
        """Who of those the gateway or the provider names may do everything."""
        return tuple(unicodedata.normalize("NFC", name) for name in _parts(self.admins))
