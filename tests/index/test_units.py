"""Units printed as answerable are read with their role, each where it stands."""

from __future__ import annotations

import pytest

from index.models import Plan
from index.units import responsible_units


@pytest.mark.parametrize(
    ("words", "units"),
    [
        (
            "（责任单位：市司法局及市政府其他部门，各县区政府）",
            [("责任", "市司法局"), ("责任", "市政府其他部门"), ("责任", "各县区政府")],
        ),
        (
            "（牵头单位：市委编办；责任单位：市司法局、市财政局；配合单位：各县（市、区）人民政府）",
            [("牵头", "市委编办"), ("责任", "市司法局"), ("责任", "市财政局"), ("配合", "各县（市、区）人民政府")],
        ),
        ("(责任单位:市委党校（行政学院、分院）,市司法局)", [("责任", "市委党校（行政学院、分院）"), ("责任", "市司法局")]),
        (
            "任务。\n牵头单位：区司法局  责任单位：区委编办、各乡镇（街道）\n下一段：甲、乙",
            [("牵头", "区司法局"), ("责任", "区委编办"), ("责任", "各乡镇（街道）")],
        ),
        ("责任部门：市文化和旅游局", [("责任", "市文化和旅游局")]),
        ("建成平台　　牵头单位：市司法局　　配合单位：市数据局　　完成时限：2025年12月底前", [("牵头", "市司法局"), ("配合", "市数据局")]),
        ("（责任单位：市政府各部门按职责分工负责）", [("责任", "市政府各部门按职责分工负责")]),
        ("有关责任单位要抓好落实。", []),
        ("", []),
    ],
)
def test_units_and_roles_are_read_as_printed(words: str, units: list[tuple[str, str]]) -> None:
    found = responsible_units(words, 0, len(words))
    assert [(unit.role, unit.name) for unit in found] == units
    assert [words[unit.start : unit.end] for unit in found] == [name for _, name in units]


def test_a_plan_that_prints_no_units_has_none(bundled: dict[str, Plan]) -> None:
    for name in ("赣州", "抚远", "长春方案", "长春报告"):
        assert not [unit for clause in bundled[name].clauses for unit in clause.responsible_units]


def test_every_numbered_clause_of_zhangye_with_a_list_of_units_has_them(bundled: dict[str, Plan]) -> None:
    plan = bundled["张掖"]
    printed = [clause for clause in plan.clauses if clause.path and "责任单位" in plan.words(clause)]
    assert len(printed) > 30
    assert all(clause.responsible_units for clause in printed)
