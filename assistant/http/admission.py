"""Who is let in: by a key or signed in, how often they and their end users came, how large the request is."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import anyio
from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.doors.bundle import Doors
from assistant.doors.errors import ForeignSite, HeadersTooLarge, NoSuchCaller, TooMany, UploadTooLarge
from assistant.doors.limiting import By
from assistant.doors.models import ANYONE, NOBODY, Caller
from assistant.http.credentials import is_near, key_given, network, person
from assistant.http.entrance import Entrance, wants_page
from assistant.http.metrics import Metrics
from assistant.http.problems import headers_of, problem_of, respond
from assistant.http.signed_in import comes_from_here, person_of
from assistant.privacy import pseudonym
from index.errors import FazhiError

LARGEST_BODY = 1_000_000  # bytes
LARGEST_UPLOAD = 30_000_000  # bytes, where files are taken, of those who may add documents
_MOST_LINES, _LARGEST_HEADERS = 100, 32_768  # header lines, bytes of all of them
_LONGEST_PATH = 2000  # characters
_BODY_WITHIN, _UPLOAD_WITHIN = 15.0, 120.0  # seconds
_AT_ONCE = 16  # admissions that may wait for a database or Redis at the same time
_ASKED_IN_THE_PAGE = "/gradio_api/queue/join"  # a question of the page counts like one of a program
_OPEN_PATHS = ("/healthz", "/readyz")
_SENTENCES = {
    "missing": "请用请求头 Authorization: Bearer 或 X-API-Key 给出密钥。",
    "wrong": "密钥不对，请核对后再发，或向管理员要一把新的。",
    "expired": "密钥已过期，请向管理员要一把新的。",
    "revoked": "密钥已撤销，请向管理员要一把新的。",
}
_SIGN_IN = "请先登录再打开这一页。"
_COUNTED: dict[By, str] = {"key": "这把密钥的请求", "user": "这个最终用户的请求", "wrong_key": "从这个地址试错的密钥"}


class Admission:
    """ASGI middleware before the application; whoever is not let in is told here. `uploads` are the paths that take files."""

    def __init__(
        self,
        app: ASGIApp,
        doors: Doors,
        metrics: Metrics,
        entrance: Entrance | None = None,
        uploads: Collection[str] = (),
        body_within: float = _BODY_WITHIN,
    ) -> None:
        self._app = app
        self._doors = doors
        self._metrics = metrics
        self._body_within = body_within
        self._entrance = entrance if doors.sign_in else None
        self._uploads = uploads
        self._open = (*_OPEN_PATHS, "/metrics") if doors.metrics_open else _OPEN_PATHS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._admit(scope)
        except NoSuchCaller as error:
            await self._turn_away(error, scope)(scope, receive, send)
            return
        except (FazhiError, HTTPException) as error:
            await respond(problem_of(error, scope["path"], scope["fazhi.request_id"]), headers_of(error))(scope, receive, send)
            return
        if self._takes_files(scope):
            await self._app(scope, limited(receive, _UPLOAD_WITHIN, LARGEST_UPLOAD), send)
        else:
            await self._app(scope, limited(receive, self._body_within), send)

    def _turn_away(self, error: NoSuchCaller, scope: Scope) -> Response:
        if self._entrance and wants_page(scope):
            return RedirectResponse(self._entrance.towards(scope), 303, {"Cache-Control": "no-store"})
        return respond(problem_of(error, scope["path"], scope["fazhi.request_id"]), headers_of(error))

    @cached_property
    def _threads(self) -> anyio.CapacityLimiter:
        return anyio.CapacityLimiter(_AT_ONCE)

    async def _admit(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        scope["fazhi.caller"] = NOBODY
        _check_head(scope, headers)
        _check_length(headers, LARGEST_UPLOAD if scope["path"] in self._uploads else LARGEST_BODY)
        if not self._is_open(scope["path"]):  # the others are told without a look at database or Redis
            await run_sync(self._identify, scope, headers, limiter=self._threads)
        if not self._takes_files(scope):
            _check_length(headers, LARGEST_BODY)

    def _takes_files(self, scope: Scope) -> bool:
        """Whether a large body is let in: for those alone who may add documents, at the addresses for it."""
        return scope["path"] in self._uploads and scope["method"] == "POST" and bool(scope["fazhi.caller"].may("admin"))

    def _is_open(self, path: str) -> bool:
        return path in self._open or (self._entrance is not None and self._entrance.is_open(path))

    def _identify(self, scope: Scope, headers: Headers) -> None:
        caller = scope["fazhi.caller"] = self._caller(scope, headers)
        for field, name in (("fazhi.agent", "X-Agent-Id"), ("fazhi.end_user", "X-End-User")):
            said = person(headers, name)
            scope[field] = pseudonym(said, self._doors.secret()) if said else ""
        if scope["path"].startswith("/v1/") or scope["path"] == _ASKED_IN_THE_PAGE:
            self._count_caller(caller, scope["fazhi.end_user"])

    def _count_caller(self, caller: Caller, end_user: str) -> None:
        if caller.person:
            self._count("user", caller.identity)
        elif caller.key_id:
            self._count("key", caller.key_id)
            if end_user:
                self._count("user", caller.key_id, end_user)

    def _caller(self, scope: Scope, headers: Headers) -> Caller:
        """Who calls: by X-API-Key, else who signed in, else by Authorization, which may be the gateway's own."""
        sign_in, given = self._doors.sign_in, key_given(headers)
        if sign_in and "x-api-key" not in headers and (person := person_of(scope, sign_in)):
            if comes_from_here(scope):
                return person
            if not given:
                raise ForeignSite("这一步只能在本站的页面上做。")
        if not sign_in and not self._doors.keys.guarded():
            if not is_near(headers.get("host", "")):
                raise ForeignSite("没有设密钥时只能用本机地址访问；请用 fazhi keys add 发一把密钥，或用 http://127.0.0.1 打开。")
            return ANYONE
        found = self._doors.keys.who(given) if given else "missing"
        if isinstance(found, Caller):
            return found
        if found != "missing":
            self._count("wrong_key", network(scope))
        is_page = not scope["path"].startswith("/v1/")
        sentence = _SIGN_IN if sign_in and is_page and found == "missing" else _SENTENCES[found]
        raise NoSuchCaller(sentence, {"WWW-Authenticate": _challenge(is_page and not sign_in, found)})

    def _count(self, by: By, *names: str) -> None:
        """One more of somebody's requests; raises TooMany."""
        counted = self._doors.limits.hit(by, *names)
        if counted.fallback:
            self._metrics.count_fallback("redis", counted.fallback)
        if not counted.allowed:
            self._metrics.count_limited(by)
            raise TooMany(f"{_COUNTED[by]}太多，请在 {counted.reset} 秒后再试。", counted.headers())


def _check_head(scope: Scope, headers: Headers) -> None:
    if len(scope["path"]) > _LONGEST_PATH or len(scope["query_string"]) > _LARGEST_HEADERS:
        raise HTTPException(414)
    if len(headers.raw) > _MOST_LINES or sum(len(name) + len(value) for name, value in headers.raw) > _LARGEST_HEADERS:
        raise HeadersTooLarge("请求头太多或太长，请减少后再发。")
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdecimal()):
        raise HTTPException(400)


def _check_length(headers: Headers, largest: int) -> None:
    length = headers.get("content-length", "0")
    if len(length) > 12 or int(length) > largest:
        raise _too_large(largest)


def _too_large(largest: int) -> Exception:
    if largest == LARGEST_BODY:
        return HTTPException(413)
    return UploadTooLarge(f"超过 {largest // 1_000_000} MB，请拆成几份或去掉图片后再添加。")


def _challenge(is_asked_by_browser: bool, found: str) -> str:
    if is_asked_by_browser:
        return 'Basic realm="fazhi", charset="UTF-8"'
    return 'Bearer realm="fazhi"' + ("" if found == "missing" else ', error="invalid_token"')


def limited(receive: Receive, within: float, largest: int = LARGEST_BODY) -> Receive:
    """A body stops at the limit, with or without a length, and is to be there within so many seconds."""
    read, complete, until = 0, False, anyio.current_time() + within

    async def receive_limited() -> Message:
        nonlocal read, complete
        if complete:
            return await receive()
        try:
            with anyio.fail_after(max(0.0, until - anyio.current_time())):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408, headers={"Connection": "close"}) from None
        read += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if read > largest:
            raise _too_large(largest)
        return message

    return receive_limited
