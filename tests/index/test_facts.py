"""What the five documents say about themselves, and where they say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import NotAPlan
from index.models import Plan

Read = Callable[..., Plan]


@pytest.mark.parametrize(
    ("name", "title", "place", "province", "level", "kind", "years", "status"),
    [
        ("长春方案", "长春市法治政府建设实施方案（2021—2025年）", "长春市", "吉林省", "地级", "实施方案", (2021, 2025), "draft"),
        ("张掖", "张掖市法治政府建设实施方案(2021-2025年)", "张掖市", "甘肃省", "地级", "实施方案", (2021, 2025), "issued"),
        ("长春报告", "长春市人民政府2022年度法治政府建设情况报告", "长春市", "吉林省", "地级", "年度报告", (2022, 2022), "issued"),
        ("赣州", "赣州市法治政府建设实施方案（2022—2025年）", "赣州市", "江西省", "地级", "实施方案", (2022, 2025), "issued"),
        ("抚远", "抚远市法治政府建设实施方案（2016—2020年）", "抚远市", "黑龙江省", "县级", "实施方案", (2016, 2020), "issued"),
    ],
)
def test_title_place_kind_and_period_are_read(
    bundled: dict[str, Plan], name: str, title: str, place: str, province: str, level: str, kind: str, years: tuple[int, int], status: str
) -> None:
    plan = bundled[name]
    assert (plan.title, plan.place, plan.province, plan.level, plan.kind, plan.status) == (title, place, province, level, kind, status)
    assert plan.period is not None
    assert (plan.period.from_year, plan.period.to_year) == years


@pytest.mark.parametrize(
    ("name", "number", "issued_on", "published_on"),
    [
        ("张掖", "市委发〔2022〕7号", "2022-03-10", "2022-04-10"),
        ("赣州", "赣市发〔2022〕6号", "2022-03-08", None),
        ("长春报告", None, None, "2023-04-27"),
        ("抚远", None, None, None),
        ("长春方案", None, None, None),
    ],
)
def test_number_and_dates_are_read_where_they_are_printed(
    bundled: dict[str, Plan], name: str, number: str | None, issued_on: str | None, published_on: str | None
) -> None:
    plan = bundled[name]
    assert (plan.document_number, plan.issued_on, plan.published_on) == (number, issued_on, published_on)


def test_issuers_are_named_once_each(bundled: dict[str, Plan]) -> None:
    assert bundled["赣州"].issuers == ("中共赣州市委", "赣州市人民政府")
    assert bundled["张掖"].issuers == ("中共张掖市委", "张掖市人民政府")
    assert bundled["抚远"].issuers == ()


def test_a_committee_office_is_one_issuer(read: Read) -> None:
    plan = read("中共台州市黄岩区委全面依法治区委员会办公室\n\n黄岩区2024年法治政府建设工作要点\n\n一、任务\n（一）甲。\n")
    assert plan.issuers == ("中共台州市黄岩区委全面依法治区委员会办公室",)


def test_the_documents_carried_out_are_read(bundled: dict[str, Plan]) -> None:
    assert any("法治政府建设实施纲要（2021—2025年）" in title for title in bundled["长春方案"].based_on)


def test_every_fact_says_where_it_was_read(bundled: dict[str, Plan]) -> None:
    for plan in bundled.values():
        for fact in plan.facts:
            printed = "".join(plan.words(fact).split())
            assert printed, fact
            if fact.field in ("title", "document_number", "issuer"):
                assert printed == fact.value


def test_a_date_in_chinese_numerals_is_read(read: Read) -> None:
    assert read("张掖市信访办法\n二〇二三年十月二十一日\n第一条 甲。\n第二条 乙。\n").issued_on == "2023-10-21"


def test_a_title_is_told_from_the_issuer_and_the_date_right_under_it(read: Read) -> None:
    plan = read("张掖市法治政府建设\n实施方案（2021—2025年）\n张掖市人民政府\n2022年3月10日\n一、甲\n（一）乙。\n")
    assert plan.title == "张掖市法治政府建设实施方案（2021—2025年）"
    assert (plan.issuers, plan.issued_on) == (("张掖市人民政府",), "2022-03-10")


def test_the_place_is_the_innermost_the_title_names(read: Read) -> None:
    plan = read("吉林省长春市朝阳区法治政府建设实施方案（2021—2025年）\n一、甲\n（一）乙。\n")
    assert (plan.place, plan.place_code) == ("朝阳区", "220104")


def test_a_short_name_inside_another_word_is_no_place(read: Read) -> None:
    plan = read("横琴粤澳深度合作区发展促进条例\n广东省人民代表大会常务委员会通过\n第一条 甲。\n第二条 乙。\n")
    assert plan.place == "广东省"


def test_a_name_that_several_places_share_is_asked_for(read: Read) -> None:
    with pytest.raises(NotAPlan, match=r"不止一处.*北京市朝阳区、吉林省长春市朝阳区"):
        read("朝阳区法治政府建设实施方案（2021—2025年）\n一、甲\n（一）乙。\n")


def test_a_document_of_no_place_says_what_to_do(read: Read) -> None:
    with pytest.raises(NotAPlan, match="--place"):
        read("法治政府建设实施方案\n一、甲\n（一）乙。\n")
