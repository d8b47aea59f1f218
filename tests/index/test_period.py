"""Only what a title says a document is for is its period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assistant.writing import has_ended
from index.facts import kind_of
from index.models import Plan
from index.period import years_in

Read = Callable[..., Plan]


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("张掖市法治政府建设实施方案（2021—2025年）", (2021, 2025)),
        ("张掖市普法规划（2021年1月—2025年12月）", (2021, 2025)),
        ("张掖市2024年法治政府建设工作要点", (2024, 2024)),
        ("张掖市2023年12月工作安排", (2023, 2023)),
        ("张掖市人民政府2022年度法治政府建设情况报告", (2022, 2022)),
        ("张掖市2022年法治政府建设情况报告（2023年3月修订）", (2022, 2022)),
        ("关于印发张掖市2024年法治工作要点的通知", (2024, 2024)),
        ("张掖市2024年度依法行政考核办法", (2024, 2024)),
        ("张掖市依法行政考核办法（2021—2025年）", (2021, 2025)),
    ],
)
def test_a_document_for_years_says_which(title: str, years: tuple[int, int]) -> None:
    found = years_in(title, kind_of(title))
    assert found is not None
    assert (found.first, found.last) == years
    assert str(found.first) in title[found.start : found.end]


@pytest.mark.parametrize(
    "title",
    [
        "张掖市河湖保护条例（2018年修正）",
        "张掖市河湖保护条例（2018年9月修订）",
        "张掖市河湖保护办法2018年修订",
        "张掖市政府定价目录（2022年版）",
        "张掖市权责清单（2022年本）",
        "张掖市2022年冬季运动会保障规定",
        "张掖市人民代表大会关于批准2023年市级决算的决议",
        "张掖市人民代表大会关于2021—2025年规划的决定",
        "张掖市人民政府关于公布2018年规范性文件清理结果的公告",
        "张掖市湿地保护方案（2022年3月10日）",
        "张掖市湿地保护规划（2019年市政府批准）",
    ],
)
def test_a_year_of_passage_of_an_edition_or_of_a_law_is_none(title: str) -> None:
    assert years_in(title, kind_of(title)) is None


def test_a_regulation_passed_long_ago_has_not_ended(read: Read) -> None:
    plan = read("张掖市河湖保护条例\n（2018年9月30日张掖市人民代表大会常务委员会通过）\n第一条 甲。\n第二条 乙。\n")
    assert not any(fact.field == "period" for fact in plan.facts)
    assert not has_ended(plan.head, date(2099, 1, 1))
