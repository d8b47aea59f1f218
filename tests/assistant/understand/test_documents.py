"""Which document a question means, and whether it asks about the document itself."""

from __future__ import annotations

import pytest

from assistant.understand.documents import chosen, is_kind, read_documents
from index.models import Plan


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("方案的文号是什么", "document_number"),
        ("方案什么时候印发的", "issued_on"),
        ("落款日期是哪天", "issued_on"),
        ("方案哪天发布", "published_on"),
        ("方案是谁印发的", "issuers"),
        ("实施期限是哪几年", "period"),
        ("的方案是哪一年到哪一年的", "period"),
        ("方案管到什么时候为止", "period"),
        ("方案从什么时候起施行", "effective_on"),
        ("方案的施行日期", "effective_on"),
        ("办法自何时起生效", "effective_on"),
        ("方案有没有新的版本", "newest"),
        ("这份方案废止了吗", "newest"),
        ("方案被取代了没有", "newest"),
        ("这份文件失效了吗", "period"),
        ("是正式文件吗", "status"),
        ("方案是根据什么制定的", "based_on"),
        ("主送单位有哪些", "recipients"),
        ("方案的全称是什么", "title"),
        ("一共有多少条", "count"),
        ("收录了哪些文件", "catalogue"),
    ],
)
def test_a_fact_of_the_document_itself_is_told(question: str, field: str) -> None:
    assert field in read_documents(question).fields


@pytest.mark.parametrize(
    "question",
    [
        "行政复议体制改革什么时候完成",
        "方案里执法人员培训什么时候完成",
        "规范性文件由谁制定",
        "决策草案要不要公布",
        "什么时候公布重大行政决策事项目录",
        "权责清单什么时候公布",
        "规章的起草单位是谁",
        "行政执法三项制度什么时候开始实施",
        "规范性文件什么时候废止",
        "规章修订过程中听取谁的意见",
        "培训到什么时候为止",
    ],
)
def test_a_matter_in_the_document_is_no_fact_about_it(question: str) -> None:
    assert read_documents(question).fields == ()


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("方案里怎么规定", ("方案",)),
        ("实施意见里的规定", ("方案",)),
        ("征求意见稿里怎么规定", ("方案",)),
        ("2022年报告", ("报告",)),
        ("报告里说改了多少件", ("报告",)),
        ("年度报告的第三部分", ("报告",)),
        ("方案要求落实，报告里做得怎么样", ("方案", "报告")),
        ("方案和报告分别怎么说", ("方案", "报告")),
        ("行政调解由谁负责", ()),
        ("重大事项请示报告制度", ()),
    ],
)
def test_the_kinds_of_document_named_are_read(question: str, kinds: tuple[str, ...]) -> None:
    assert read_documents(question).kinds == kinds


@pytest.mark.parametrize("question", ["方案的文号是什么", "2022年度报告里说改了多少件", "实施意见里的规定", "行政调解由谁负责"])
def test_the_words_for_documents_are_blanked_and_the_rest_stays_in_place(question: str) -> None:
    rest = read_documents(question).rest
    assert len(rest) == len(question)
    assert all(kept in (char, " ") for kept, char in zip(rest, question, strict=True))
    assert "方案" not in rest and "报告" not in rest


def test_only_plans_of_the_kinds_named_are_chosen(plans: list[Plan]) -> None:
    reports = chosen(plans, ("报告",))
    assert [plan.label for plan in reports] == ["报告"]
    assert len(chosen(plans, ("方案",))) == len(plans) - 1
    assert chosen(plans, ()) == chosen(plans, ("方案", "报告")) == plans
    assert all(is_kind(plan, "方案") != is_kind(plan, "报告") for plan in plans)
