"""Questions after an older wording, and questions about how drafts and old rules are dealt with."""

from __future__ import annotations

import pytest

from index.older import OlderVersion, asks_for_older


@pytest.mark.parametrize(
    "question",
    [
        "长春方案的征求意见稿里行政复议怎么规定？",
        "征求意见稿和正式稿有什么不同",
        "养犬条例（草案）第五条",
        "方案草案里写了什么",
        "那份草案怎么说",
        "请问   征求意见稿里怎么写",
        "   的征求意见稿是怎么规定的",
    ],
)
def test_a_draft_is_asked_for_by_its_name(question: str) -> None:
    assert asks_for_older(question) == OlderVersion(wanted="draft")


@pytest.mark.parametrize(
    "question",
    [
        "旧版方案怎么规定的",
        "原来的办法里罚款多少",
        "修订前的条例第三条是什么",
        "上一版怎么说",
        "养犬条例修订前罚多少",
        "修订前后有什么不同",
        "旧的停车场办法怎么规定",
        "已废止的办法怎么规定",
        "以前的版本",
    ],
)
def test_an_earlier_version_is_asked_for(question: str) -> None:
    assert asks_for_older(question) == OlderVersion(wanted="earlier")


@pytest.mark.parametrize(("question", "year"), [("2016年版的方案提到枫桥经验吗", 2016), ("2018年修订的条例", 2018), ("2019年的版本", 2019)])
def test_the_edition_of_a_year_is_asked_for(question: str, year: int) -> None:
    assert asks_for_older(question) == OlderVersion(wanted="edition", year=year)


@pytest.mark.parametrize(
    "question",
    [
        "规章草案公开征求意见的期限是多久？",
        "重大行政决策草案应当听证吗",
        "起草规章要公开征求意见稿吗",
        "原有职责怎么划分",
        "条例修订前要评估吗",
        "老旧的小区改造方案",
        "2020年以前的办法",
        "行政规范性文件被废止的怎么处理",
        "2020年版权保护要求",
        "2022年修订计划有哪些",
        "张掖市2021年方案怎么规定",
    ],
)
def test_what_documents_say_about_drafts_is_no_question_after_one(question: str) -> None:
    assert asks_for_older(question) is None
