"""A table of tasks is read row by row: number, task, units with the roles of their columns, and deadlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.models import Clause, Plan

Read = Callable[..., Plan]
TITLE = "张掖市2024年法治政府建设工作要点\n一、总体要求\n坚持领导。\n二、任务分工\n"
HEADER = "序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\n"


def rows(plan: Plan) -> list[Clause]:
    return [clause for clause in plan.clauses if clause.kind == "clause" and clause.path[:1] == ("二",)]


def units(clause: Clause) -> list[tuple[str, str]]:
    return [(unit.role, unit.name) for unit in clause.responsible_units]


def test_a_row_is_a_clause_with_its_number_its_task_its_units_and_its_deadline(read: Read) -> None:
    plan = read(TITLE + HEADER + "1\t行政执法\t规范执法。加强监督。\t市司法局\t市委编办、各县（市、区）政府\t6月底前\n三、保障\n")
    [row] = rows(plan)
    assert (row.path, row.heading) == (("二", "1"), "行政执法")
    assert units(row) == [("牵头", "市司法局"), ("配合", "市委编办"), ("配合", "各县（市、区）政府")]
    assert [(deadline.text, deadline.date) for deadline in row.deadlines] == [("6月底前", "2024-06-30")]
    assert [plan.words(sentence) for sentence in row.sentences] == [
        "行政执法",
        "规范执法。",
        "加强监督。",
        "市司法局",
        "市委编办、各县（市、区）政府",
        "6月底前",
    ]


def test_the_header_is_covered_and_no_answer_rests_on_it(read: Read) -> None:
    plan = read(TITLE + HEADER + "1\t甲\t乙\t市司法局\t\t年底\n")
    assert [plan.words(clause) for clause in plan.clauses if clause.kind == "furniture"] == [HEADER]


def test_a_table_of_markdown_is_read_the_same(read: Read) -> None:
    plan = read(
        TITLE + "| 序号 | 任务 | 责任部门 | 完成时间 |\n|---|:---:|---|---|\n| 1 | 立法 | 市司法局 | 2025.3 |\n| 2 | 普法 | | 长期坚持 |\n"
    )
    first, second = rows(plan)
    assert (first.path, first.heading, units(first)) == (("二", "1"), "立法", [("责任", "市司法局")])
    assert [deadline.date for deadline in first.deadlines] == ["2025-03-31"]
    assert (units(second), [deadline.relative for deadline in second.deadlines]) == ([], ["长期坚持"])


def test_a_heading_between_rows_is_a_heading_and_the_table_goes_on(read: Read) -> None:
    plan = read(f"{TITLE}附件1\n任务清单\n序号\t任务\t责任单位\n一、立法\n1\t条例\t市人大\n二、执法\n2\t检查\t市司法局\n")
    annex = [(clause.path, units(clause)) for clause in plan.clauses if clause.path[:1] == ("附件1",) and clause.kind == "clause"]
    assert annex == [(("附件1", "一", "1"), [("责任", "市人大")]), (("附件1", "二", "2"), [("责任", "市司法局")])]


def test_a_row_without_a_number_is_a_paragraph_with_its_units(read: Read) -> None:
    plan = read(f"{TITLE}任务\t责任单位\n制定条例\t市司法局\n")
    [row] = [clause for clause in plan.clauses if clause.responsible_units]
    assert (row.path, row.heading, units(row)) == ((), "制定条例", [("责任", "市司法局")])


def test_a_number_before_the_words_of_the_first_cell_is_the_rows_own(read: Read) -> None:
    plan = read(f"{TITLE}任务\t责任单位\n1.制定条例\t市司法局\n2.修改办法\t市财政局\n")
    assert [(row.path, row.heading) for row in rows(plan)] == [(("二", "1."), "制定条例"), (("二", "2."), "修改办法")]


def test_a_role_printed_in_the_cell_goes_before_that_of_its_column(read: Read) -> None:
    plan = read(f"{TITLE}序号\t任务\t责任单位\n1\t甲\t市司法局（牵头）、市财政局\n2\t乙\t牵头单位：市委编办 配合单位：市审计局\n")
    assert [units(row) for row in rows(plan)] == [
        [("牵头", "市司法局"), ("责任", "市财政局")],
        [("牵头", "市委编办"), ("配合", "市审计局")],
    ]


@pytest.mark.parametrize("column", ["牵头、配合单位", "牵头领导", "责任人", "备注", "实施时间"])
def test_a_column_that_does_not_say_one_role_of_units_gives_none(read: Read, column: str) -> None:
    plan = read(f"{TITLE}序号\t任务\t{column}\t完成时限\n1\t甲\t张某某\t年底\n")
    assert [units(row) for row in rows(plan)] == [[]]


def test_a_row_with_more_cells_than_columns_claims_nothing(read: Read) -> None:
    plan = read(f"{TITLE}序号\t任务\t责任单位\t完成时限\n1\t甲\t乙\t市司法局\t年底\n")
    [row] = [clause for clause in plan.clauses if "市司法局" in plan.words(clause)]
    assert (row.responsible_units, row.deadlines) == ((), ())


def test_a_header_repeated_on_the_next_page_is_no_row(read: Read) -> None:
    header = "序号\t任务\t责任单位\n"
    plan = read(f"{TITLE}{header}1\t甲\t市司法局\n{header}2\t乙\t市财政局\n")
    assert [row.path[-1] for row in rows(plan)] == ["1", "2"]


def test_what_follows_a_table_is_not_part_of_its_last_row(read: Read) -> None:
    plan = read(f"{TITLE}序号\t任务\t责任单位\n1\t甲\t市司法局\n各部门要落实。\n")
    assert plan.words(rows(plan)[-1]) == "1\t甲\t市司法局\n"
    assert plan.words(plan.clauses[-1]) == "各部门要落实。\n"


@pytest.mark.parametrize("line", ["一方面\t另一方面", "总则\t3", "目标\t任务\t完成。", "按照工作任务\t落实。", "| 甲 | 乙 |", "任务\t备注"])
def test_a_line_with_a_tab_is_no_table_without_the_words_of_a_header(read: Read, line: str) -> None:
    plan = read(f"{TITLE}{line}\n甲\t市司法局\n三、保障\n")
    assert [clause.path for clause in plan.clauses if clause.path] == [("一",), ("二",), ("三",)]


def test_an_article_named_in_a_cell_does_not_cut_the_row(read: Read) -> None:
    plan = read("张掖市信访办法\n第一条 甲。\n序号\t任务\t责任单位\n1\t落实。第二条乙。\t市司法局\n第三条 丙。\n")
    [row] = [clause for clause in plan.clauses if clause.responsible_units]
    assert plan.words(row) == "1\t落实。第二条乙。\t市司法局\n"
