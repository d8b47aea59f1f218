"""Facts of a document are those it prints, each with the line it is printed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.compose.about_documents import NAMES, about, period_verdict
from assistant.understand.documents import Field
from index.models import Plan

WITHOUT_YEARS = "张掖市法治政府建设实施方案\n\n一、规范执法。完善制度。\n二、附则。{}\n"


@pytest.mark.parametrize(
    ("name", "field", "said"),
    [
        ("张掖", "document_number", "文号：市委发〔2022〕7号。"),
        ("张掖", "issued_on", "印发日期：2022年3月10日。"),
        ("张掖", "issuers", "印发机关：中共张掖市委、张掖市人民政府。"),
        ("张掖", "count", "共10个部分（一至十），编号条款39条（(一)至(三十九)）。"),
        ("赣州", "document_number", "文号：赣市发〔2022〕6号。"),
        ("赣州", "issued_on", "印发日期：2022年3月8日。"),
        ("长春方案", "status", "标题注明“征求意见稿”。"),
        ("长春方案", "count", "共3个部分（一至三），编号条款30条（1.至30.）。"),
        ("抚远", "period", "实施期限：2016—2020年。"),
        ("抚远", "count", "共3个部分（一至三），编号条款47条（1.至47.）。"),
        ("长春报告", "count", "共4个部分（一至四），编号条款26条。"),
        ("长春报告", "issuers", "印发机关：长春市人民政府。"),
    ],
)
def test_a_fact_is_said_as_printed(name: str, field: Field, said: str, bundled: dict[str, Plan]) -> None:
    assert [statement.text for statement in about(bundled[name], field)] == [said]


@pytest.mark.parametrize(
    ("name", "field"),
    [("抚远", "document_number"), ("抚远", "issued_on"), ("抚远", "issuers"), ("长春方案", "published_on"), ("长春方案", "recipients")],
)
def test_what_a_document_does_not_print_is_not_said(name: str, field: Field, bundled: dict[str, Plan]) -> None:
    assert about(bundled[name], field) == ()


def test_a_date_of_publication_standing_in_for_the_date_of_issue_is_called_what_it_is(bundled: dict[str, Plan]) -> None:
    [statement] = about(bundled["长春报告"], "issued_on")
    assert statement.text.startswith("发布日期：")


@pytest.mark.parametrize(
    ("name", "words"), [("张掖", "甘肃省法治政府建设实施方案"), ("赣州", "江西省"), ("抚远", "黑龙江省"), ("长春方案", "吉林省")]
)
def test_what_a_plan_carries_out_is_said_in_its_own_sentence(name: str, words: str, bundled: dict[str, Plan]) -> None:
    assert any(words in statement.text for statement in about(bundled[name], "based_on"))


def test_which_wording_is_held_is_told_by_its_title_and_years(bundled: dict[str, Plan]) -> None:
    said = [statement.text for statement in about(bundled["抚远"], "newest")]
    assert said == ["标题：抚远市法治政府建设实施方案（2016—2020年）。", "实施期限：2016—2020年。"]


def test_a_document_without_years_says_until_when_or_from_when_it_is_in_force(read: Callable[..., Plan]) -> None:
    until = read(WITHOUT_YEARS.format("本方案自2023年1月1日起施行，有效期至2027年12月31日。"))
    assert [statement.text for statement in about(until, "period")] == ["本方案自2023年1月1日起施行，有效期至2027年12月31日。"]
    begun = read(WITHOUT_YEARS.format("本方案自2023年1月1日起施行。"))
    assert about(begun, "period") == about(begun, "effective_on")
    assert [statement.text for statement in about(begun, "effective_on")] == ["本方案自2023年1月1日起施行。"]


def test_every_statement_rests_on_a_clause_of_its_plan(plans: list[Plan]) -> None:
    for plan in plans:
        clauses = {clause.clause_id: clause for clause in plan.clauses}
        for name in NAMES:
            for statement in about(plan, name):
                assert statement.sources
                for source in statement.sources:
                    clause = clauses[source.clause_id]
                    assert clause.start <= source.start < source.end <= clause.end


@pytest.mark.parametrize(
    ("question", "said"),
    [("管到2025年吗", "是。"), ("是2021年到2025年吗", "是。"), ("管到2030年吗", "否。"), ("是2021年到2024年吗", "否。"), ("过期了吗", "")],
)
def test_a_supposed_period_is_confirmed_or_denied(question: str, said: str, bundled: dict[str, Plan]) -> None:
    assert period_verdict(bundled["张掖"], question) == said
