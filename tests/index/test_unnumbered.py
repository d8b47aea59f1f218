"""Headings without numbers are found in a text that numbers nothing, and only there."""

from __future__ import annotations

from collections.abc import Callable

from index.models import Plan
from index.pieces import pieces_of

Read = Callable[..., Plan]
LONG = "全市坚持依法行政，深入推进法治政府建设，健全工作机制，压实工作责任，各项工作取得新的成效。\n"
REPORT = (
    f"张掖市2023年法治政府建设情况报告\n\n{LONG}\n主要成效\n\n{LONG}\n保障措施\n\n{LONG}{LONG}\n下一步安排\n\n"
    f"{LONG}（责任单位：市司法局）\n\n张掖市人民政府\n2024年1月15日\n"
)


def headings(plan: Plan) -> list[str]:
    return [clause.heading for clause in plan.clauses if clause.heading]


def test_short_lines_before_paragraphs_are_headings_with_what_stands_under_them(read: Read) -> None:
    plan = read(REPORT)
    assert (plan.title, headings(plan)) == ("张掖市2023年法治政府建设情况报告", ["主要成效", "保障措施", "下一步安排"])
    [secured] = [clause for clause in plan.clauses if clause.heading == "保障措施"]
    assert plan.words(secured).count(LONG) == 2
    assert [unit.name for clause in plan.clauses for unit in clause.responsible_units] == ["市司法局"]


def test_the_signature_is_no_heading_and_no_part_of_the_last_section(read: Read) -> None:
    plan = read(REPORT)
    assert [plan.words(clause).strip() for clause in plan.clauses[-2:]] == ["张掖市人民政府", "2024年1月15日"]
    assert plan.issued_on == "2024-01-15"


def test_a_section_is_searched_with_its_heading(read: Read) -> None:
    plan = read(REPORT)
    assert {piece.context for piece in pieces_of(plan)} == {"", "主要成效", "保障措施", "下一步安排"}


def test_a_numbered_text_has_no_headings_without_numbers(read: Read) -> None:
    plan = read(f"张掖市法治方案\n一、总体要求\n\n主要成效\n\n{LONG}\n二、任务\n\n保障措施\n\n{LONG}")
    assert headings(plan) == ["总体要求", "任务"]


def test_text_broken_into_short_lines_has_no_headings(read: Read) -> None:
    lines = [LONG[i : i + 12] for i in range(0, len(LONG.strip()), 12)]
    plan = read("张掖市情况报告\n" + "\n".join(lines * 6) + "\n")
    assert headings(plan) == []


def test_one_short_line_alone_makes_no_headings(read: Read) -> None:
    assert headings(read(f"张掖市情况报告\n{LONG}主要成效\n{LONG}")) == []
