"""Titles of the same document, however they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.titles import evened_title


@pytest.mark.parametrize(
    "title",
    [
        "某市法治政府建设实施方案（2021—2025年）（征求意见稿）",
        "某市法治政府建设实施方案(2021-2025年)",
        "某市 法治政府建设\n实施方案（2021－2025）征求意见稿",
        "某市法治政府建设实施方案（2021至2025年）（送审稿）",
        "某市人民政府关于印发《某市法治政府建设实施方案（2021—2025年）》的通知",
        "关于公开征求《某市法治政府建设实施方案（2021—2025年）（草案）》意见的公告",
        "某市法治政府建设实施方案（2021—2025年）（修订版）",
        "某市法治政府建设实施方案（2021—2025年）（第二次征求意见稿）",
        "某市法治政府建设实施方案（2021—2025年）（2023年修订）",
    ],
)
def test_marks_of_drafts_and_editions_do_not_count(title: str) -> None:
    assert evened_title(title) == "某市法治政府建设实施方案2021至2025"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某市养犬办法（试行）", "某市养犬办法"),
        ("某市养犬暂行办法", "某市养犬办法"),
        ("某市实施方案（2021—2025年）", "某市实施方案（2016—2020年）"),
        ("某市规章草案公开征求意见办法", "某市规章公开办法"),
        ("某市城市修订规则", "某市城市规则"),
    ],
)
def test_other_documents_keep_other_titles(one: str, other: str) -> None:
    assert evened_title(one) != evened_title(other)


@given(st.text(alphabet="某市办法条例（）()《》〈〉草案修订版征求意见稿2021—-年 \n", max_size=40))
def test_an_evened_title_stays_as_it_is(title: str) -> None:
    once = evened_title(f"某市{title}规定")
    assert once == "".join(char for char in once if char.isalnum())
    assert once.endswith("规定")
