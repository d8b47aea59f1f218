"""For the routes: who calls, for whom, and which scope an address needs. What is declared here stands in /openapi.json."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from assistant.doors.errors import OutOfScope
from assistant.doors.models import NOBODY, Caller, Scope

_BEARER = HTTPBearer(auto_error=False, scheme_name="Bearer", description="密钥，写在请求头 Authorization: Bearer 里")
_HEADER = APIKeyHeader(name="X-API-Key", auto_error=False, scheme_name="X-API-Key", description="密钥，写在请求头 X-API-Key 里")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]
Header = Annotated[str | None, Security(_HEADER)]


def caller_of(request: HTTPConnection) -> Caller:
    """Who calls, as the gate found out."""
    found = request.scope.get("fazhi.caller", NOBODY)
    assert isinstance(found, Caller)
    return found


def agent_of(request: Request) -> str:
    """Who sits at the telephone (X-Agent-Id), empty where it was not said."""
    return str(request.scope.get("fazhi.agent", ""))


def end_user_of(request: Request) -> str:
    """For whom it is asked (X-End-User), empty where it was not said."""
    return str(request.scope.get("fazhi.end_user", ""))


def needs(scope: Scope, *, unless: bool = False) -> Callable[..., Caller]:
    """A dependency that lets only callers with this scope in; with `unless` everybody."""

    def allowed(request: Request, _bearer: Bearer = None, _header: Header = None) -> Caller:
        caller = caller_of(request)
        if not unless and not caller.may(scope):
            challenge = {"WWW-Authenticate": f'Bearer realm="fazhi", error="insufficient_scope", scope="{scope}"'}
            raise OutOfScope(_lacking(caller, scope), challenge)
        return caller

    return allowed


def _lacking(caller: Caller, scope: Scope) -> str:
    if caller.person:
        return f"你没有 {scope} 权限，需要的话请向管理员申请。"
    return f"这把密钥没有 {scope} 权限，请向管理员要有这项权限的密钥。"
