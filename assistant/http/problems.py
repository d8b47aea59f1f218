"""The one place where errors become HTTP: RFC 9457 problem details with a request id, in the reader's language."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from index.errors import DataFolderError, EmbeddingError, FazhiError, IndexMissing
from index.models import Frozen

LOG = logging.getLogger("fazhi.http")
MEDIA_TYPE = "application/problem+json"


class UnknownId(FazhiError):
    """Nothing is held under the id asked for."""


class Problem(Frozen):
    """RFC 9457 problem details; `type` stays about:blank because status and title say what kind it is."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    request_id: str


_TITLES = {
    400: "请求读不出来",
    401: "需要密钥",
    404: "没有找到",
    405: "不支持这种方法",
    413: "请求太大",
    422: "请求不合要求",
    500: "内部错误",
    502: "向量接口出错",
    503: "还没有准备好",
}
_DETAILS = {
    400: "请求体不是合法的 JSON，请检查后再发。",
    401: "请用请求头 Authorization: Bearer 或 X-API-Key 给出密钥。",
    404: "没有这个地址，可用的接口见 /openapi.json。",
    405: "这个地址不支持这种请求方法，可用的接口见 /openapi.json。",
    413: "请求体超过 1 MB，请缩短后再发。",
    500: "服务器出错，已记入日志；请稍后再试，并向管理员提供请求编号。",
}
_STATUS_OF: tuple[tuple[type[FazhiError], int], ...] = (
    (UnknownId, 404),
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
    title = _TITLES.get(status, "请求没有完成")
    return Problem(title=title, status=status, detail=detail, instance=instance, request_id=request_id)


def respond(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """The problem as a response."""
    return Response(problem.model_dump_json(), problem.status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error of the application become a problem."""

    async def handle(request: Request, error: Exception) -> Response:
        problem = problem_of(error, request.url.path, request.scope.get("fazhi.request_id", ""))
        if problem.status >= 500:
            LOG.error("request %s: %s", problem.request_id, error)
        return respond(problem, dict(getattr(error, "headers", None) or {}))

    for kind in (RequestValidationError, HTTPException, FazhiError):
        app.add_exception_handler(kind, handle)


def _validation(errors: Sequence[Any]) -> tuple[int, str]:
    said = list(dict.fromkeys(_reason(error) for error in errors))
    status = 400 if any(error["type"] == "json_invalid" for error in errors) else 422
    return status, "；".join(said[:5]) + "。"


def _reason(error: Any) -> str:
    where = [str(part) for part in error["loc"][1:]] if error["type"] != "json_invalid" else []
    reason = str(error["ctx"]["error"]) if error["type"] == "value_error" else _REASONS.get(error["type"], "不合要求")
    name = ".".join(where).encode("utf-8", "replace").decode("utf-8")[:60]
    return f"{name}：{reason}" if name else f"请求体{reason}"
