"""A problem tells what is wrong and repeats nobody's words: neither of an address nor of a field that is none of ours."""

from __future__ import annotations

import pytest
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from assistant.http.problems import problem_of


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/v1/plans/zhangye-2021-2025-299c33", "/v1/plans/zhangye-2021-2025-299c33"),
        ("/v1/clauses/我是方丽华想", "/v1/clauses/…"),
        ("/v1/answers/abc 我叫王小明/review", "/v1/answers/abc…"),
        ("/v1/answers/13800138000", "/v1/answers/［电话］"),
        ("/", "/"),
    ],
)
def test_an_address_is_told_as_far_as_it_can_be_one_of_ours(address: str, told: str) -> None:
    assert problem_of(HTTPException(404), address, "id").instance == told


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("place", "place：不是这个接口的字段。"),
        ("我是方丽华想", "…：不是这个接口的字段。"),
        ("13800138000", "［电话］：不是这个接口的字段。"),
    ],
)
def test_a_field_is_told_as_far_as_it_can_be_one_of_ours(field: str, told: str) -> None:
    error = RequestValidationError([{"type": "extra_forbidden", "loc": ("body", field), "input": "", "msg": ""}])
    assert problem_of(error, "/v1/answers", "id").detail == told
