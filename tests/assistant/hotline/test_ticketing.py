"""The draft of the work order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hotline.models import Card
from assistant.hotline.ticketing import category_of, summarised


@pytest.mark.parametrize(
    ("question", "category"),
    [
        ("张掖的行政调解由谁负责", "咨询"),
        ("赣州行政处罚可以投诉吗", "咨询"),
        ("张掖的投诉举报平台怎么建", "咨询"),
        ("我要投诉办事大厅，态度恶劣", "投诉"),
        ("我要举报有人收黑钱", "举报"),
        ("帮帮我，走投无路了", "求助"),
        ("我建议多办几场讲座", "建议"),
        ("感谢窗口的工作人员，服务真好", "表扬"),
    ],
)
def test_the_category_follows_the_words(question: str, category: str) -> None:
    assert category_of(question) == category


def test_what_stands_for_personal_data_is_not_repeated() -> None:
    assert summarised("我的电话［电话］，住［地址］，张掖的行政调解由谁负责？") == "张掖的行政调解由谁负责？"


def test_of_a_long_question_what_is_asked_is_kept() -> None:
    told = "我们小区楼下的店铺天天被不同的人来检查，一个月来了七八回，老板都不想干了，" * 2
    assert summarised(told + "。赣州对涉企检查有什么规定？") == "赣州对涉企检查有什么规定？"


@given(st.text(max_size=300))
def test_a_summary_is_never_longer_than_sixty_characters(question: str) -> None:
    assert len(summarised(question)) <= 60


def test_a_ticket_names_place_matter_basis_and_units(card: Callable[..., Card]) -> None:
    ticket = card("张掖市的行政调解由谁负责？").ticket
    assert ticket.places == ("张掖市",)
    assert ticket.matter == "加强行政调解工作"
    assert ticket.basis == ("张掖市法治政府建设实施方案(2021-2025年) 七(二十三)",)
    assert ticket.suggested_units == ("市司法局",)
    assert "该方案的实施期限（2021—2025年）已届满。" in ticket.reply
