"""The one place where errors become HTTP: RFC 9457 problem details with a request id, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.doors.errors import BadHeader, ForeignSite, HeadersTooLarge, NoSuchCaller, OutOfScope, Paused, TooMany, UploadTooLarge
from assistant.doors.logs import logger
from assistant.http.openai.errors import ErrorTold, error_of, is_expected_at
from assistant.privacy import without_personal_data
from assistant.record.database import RecordUnavailable
from assistant.record.records import KeyUsedOtherwise
from assistant.review.deciding import NotReviewable
from index.errors import DataFolderError, EmbeddingError, FazhiError, IndexMissing
from index.models import Frozen

LOG = logger("fazhi.http")
MEDIA_TYPE = "application/problem+json"
_ASK_AGAIN = 2  # seconds
_NOT_OURS = re.compile(r"[^!-~].*", re.DOTALL)
_LONGEST, _MOST_READ = 600, 20  # characters, errors: what is longer is not looked at, for looking holds up everybody


class UnknownId(FazhiError):
    """Nothing is held under the id asked for."""


class Problem(Frozen, title="出了什么错、怎样办（RFC 9457）"):
    """RFC 9457 problem details; `type` stays about:blank because status and title say what kind it is."""

    type: str = Field(default="about:blank", description="总是 about:blank", examples=["about:blank"])
    title: str = Field(description="哪一类错误", examples=["请求不合要求"])
    status: int = Field(description="HTTP 状态", examples=[422])
    detail: str = Field(description="一句话：出了什么错、怎样办", examples=["question：缺少。"])
    instance: str = Field(description="请求的地址", examples=["/v1/answers"])
    request_id: str = Field(description="请求编号，查日志用", examples=["3f0c9a4be2d14f7c"])
    error: ErrorTold | None = Field(
        default=None,
        exclude_if=lambda told: told is None,
        description="只在 OpenAI 兼容的地址有：同一个错误的 OpenAI 写法",
        examples=[None],
    )


TITLES = {
    400: "请求读不出来",
    401: "需要密钥或登录",
    403: "不允许",
    404: "没有找到",
    405: "不支持这种方法",
    408: "请求发得太慢",
    409: "不能这样审核",
    413: "请求太大",
    414: "地址太长",
    422: "请求不合要求",
    429: "请求太多",
    431: "请求头太大",
    500: "内部错误",
    502: "向量接口出错",
    503: "还没有准备好",
}
_DETAILS = {
    400: "请求不是合法的 HTTP，或请求体不是合法的 JSON，请检查后再发。",
    404: "没有这个地址，可用的接口见 /openapi.json。",
    405: "这个地址不支持这种请求方法，可用的接口见 /openapi.json。",
    408: "请求没有在 15 秒内发完，请检查网络后再发。",
    413: "请求体超过 1 MB，请缩短后再发。",
    414: "地址太长，请缩短后再发。",
    431: "请求头太多或太长，请减少后再发。",
    500: "服务器出错，已记入日志；请稍后再试，并向管理员提供请求编号。",
}
_STATUS_OF: tuple[tuple[type[FazhiError], int], ...] = (
    (UnknownId, 404),
    (KeyUsedOtherwise, 422),
    (NotReviewable, 409),
    (BadHeader, 400),
    (NoSuchCaller, 401),
    (OutOfScope, 403),
    (ForeignSite, 403),
    (UploadTooLarge, 413),
    (TooMany, 429),
    (HeadersTooLarge, 431),
    (Paused, 503),
    (RecordUnavailable, 503),
    (IndexMissing, 503),
    (DataFolderError, 503),
    (EmbeddingError, 502),
)
_REASONS = {
    "missing": "缺少",
    "extra_forbidden": "不是这个接口的字段",
    "string_type": "应为文字",
    "string_too_long": "太长",
    "string_too_short": "不能为空",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "int_parsing": "应为整数",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "model_attributes_type": "应为 JSON 对象，并注明 Content-Type: application/json",
    "json_invalid": "不是合法的 JSON",
    "literal_error": "不是可用的值",
    "union_tag_invalid": "role 不是可用的值",
    "union_tag_not_found": "缺少 role",
    "too_short": "不能为空",
    "too_long": "太多",
}


def problem_of(error: Exception, instance: str, request_id: str) -> Problem:
    """What is told about an error; anything not foreseen is told as an internal error and nothing more."""
    if isinstance(error, RequestValidationError):
        status, detail = _validation(error.errors())
    elif isinstance(error, FazhiError):
        status, detail = next((code for kind, code in _STATUS_OF if isinstance(error, kind)), 500), str(error)
    elif isinstance(error, HTTPException):
        status, detail = error.status_code, _DETAILS.get(error.status_code, "请求没有完成。")
    else:
        status, detail = 500, _DETAILS[500]
    title = "暂停回答" if isinstance(error, Paused) else TITLES.get(status, "请求没有完成")
    detail, instance = without_personal_data(detail[:_LONGEST]).text, _called(instance)
    told = error_of(status, detail) if is_expected_at(instance) else None
    return Problem(title=title, status=status, detail=detail, instance=instance, request_id=request_id, error=told)


def headers_of(error: Exception) -> dict[str, str]:
    """The headers that go with an error; what is down for the moment may be asked again soon."""
    given = dict(getattr(error, "headers", None) or {})
    return {"Retry-After": str(_ASK_AGAIN)} | given if isinstance(error, RecordUnavailable) else given


def respond(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """The problem as a response."""
    return Response(problem.model_dump_json(), problem.status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error of the application become a problem."""

    async def handle(request: Request, error: Exception) -> Response:
        problem = problem_of(error, request.url.path, request.scope.get("fazhi.request_id", ""))
        if problem.status >= 500:  # foreseen all of them, and told with what to do
            LOG.warning("request refused", status=problem.status, detail=str(error))
        return respond(problem, headers_of(error))

    for kind in (RequestValidationError, HTTPException, FazhiError):
        app.add_exception_handler(kind, handle)


def _validation(errors: Sequence[Any]) -> tuple[int, str]:
    said = list(dict.fromkeys(_reason(error) for error in errors[:_MOST_READ]))
    status = 400 if any(error["type"] == "json_invalid" for error in errors) else 422
    return status, "；".join(said[:5]) + "。"


def _called(name: str) -> str:
    """An address or a field as it is told: ours are ASCII, and from the first other character on it is somebody's words."""
    ours = _NOT_OURS.sub("…", name[:_LONGEST])
    return without_personal_data(ours).text


def _reason(error: Any) -> str:
    where = [str(part) for part in error["loc"][1:]] if error["type"] != "json_invalid" else []
    kind = f"string_{error['type']}" if error["type"] in ("too_long", "too_short") and isinstance(error["input"], str) else error["type"]
    reason = str(error["ctx"]["error"]) if kind == "value_error" else _REASONS.get(kind, "不合要求")
    name = _called(".".join(where))[:60]
    return f"{name}：{reason}" if name else f"请求体{reason}"
