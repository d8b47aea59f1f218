"""Documents that a question calls by title or number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.naming import called_in
from index.models import Plan, PlanHead


@pytest.fixture(scope="module")
def heads(read: Callable[..., Plan], plan_text: Callable[..., str]) -> list[PlanHead]:
    some = read(plan_text("张掖市", "公开。")).head
    titles = {"条例": "张掖市养犬管理条例", "细则": "张掖市养犬管理条例实施细则", "公告": "公告"}
    made = [some.model_copy(update={"plan_id": name, "title": title, "document_number": None}) for name, title in titles.items()]
    return [
        *made,
        some.model_copy(update={"plan_id": "方案", "title": "张掖市方案（2021—2025年）", "document_number": "张政发〔2021〕1号"}),
    ]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("《张掖市养犬管理条例》第三条", ["条例"]),
        ("张掖市养犬管理条例实施细则第三条", ["细则"]),
        ("张政发〔2021〕1号由谁负责", ["方案"]),
        ("张掖市方案(2021-2025年)第三条", ["方案"]),
        ("发布公告要几天", []),
        ("张掖的方案由谁负责", []),
    ],
)
def test_only_what_is_called_in_full_is_meant(heads: list[PlanHead], text: str, called: list[str]) -> None:
    assert [head.plan_id for head in called_in(text, heads)] == called
