"""Errors in the form that chat fronts show: the sentence, and of which kind it is."""

from __future__ import annotations

from pydantic import Field

from index.models import Frozen

PATHS = ("/v1/chat/", "/v1/models")
_KINDS = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}


class ErrorTold(Frozen, title="OpenAI 格式的错误"):
    """What OpenAI's client and the fronts made for it show of an error."""

    message: str = Field(description="出了什么错、怎样办", examples=["messages.0.content：只能读文字，请去掉图片、声音和文件后再发。"])
    type: str = Field(description="哪一种错误", examples=["invalid_request_error"])
    param: None = Field(default=None, description="总是空", examples=[None])
    code: str | None = Field(default=None, description="HTTP 状态", examples=["422"])


def error_of(status: int, sentence: str) -> ErrorTold:
    """An error as it is told to a chat front."""
    kind = _KINDS.get(status, "invalid_request_error" if status < 500 else "server_error")
    return ErrorTold(message=sentence, type=kind, code=str(status))


def is_expected_at(path: str) -> bool:
    """Whether who asks at this address reads errors in this form."""
    return path.startswith(PATHS)
