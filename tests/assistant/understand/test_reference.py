"""Clauses named by their numbers are found, and nothing else is taken for a number of a clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.understand.reference import find, last_number, read_reference, said_path
from assistant.understand.understand import Understood
from index.models import Plan


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ("第29条", [("any", 29)]),
        ("第二十九条", [("any", 29)]),
        ("第 5 条", [("any", 5)]),
        ("第20项", [("any", 20)]),
        ("第14点", [("any", 14)]),
        ("第（二十九）条", [("bracket", 29)]),
        ("（二十九）", [("bracket", 29)]),
        ("(29)条", [("bracket", 29)]),
        ("第三部分", [("part", 3)]),
        ("第三部分第（二）项", [("part", 3), ("bracket", 2)]),
        ("三（四）14", [("part", 3), ("bracket", 4), ("item", 14)]),
        ("第三部分（四）第14项", [("part", 3), ("bracket", 4), ("any", 14)]),
        ("方案二（六）20", [("part", 2), ("bracket", 6), ("item", 20)]),
    ],
)
def test_numbers_are_read_from_the_top_down(said: str, steps: list[tuple[str, int]]) -> None:
    reference, rest = read_reference(f"{said}写了什么")
    assert reference is not None
    assert [(step.kind, step.number) for step in reference.steps] == steps
    assert rest.replace("方案", "").strip() == "写了什么"


@pytest.mark.parametrize(("said", "end"), [("开头那段", "intro"), ("引言", "intro"), ("结尾那段", "closing"), ("最后一段", "closing")])
def test_a_paragraph_at_either_end_may_be_named(said: str, end: str) -> None:
    reference, _ = read_reference(f"张掖方案{said}写了什么")
    assert reference is not None
    assert (reference.end, reference.steps) == (end, ())


@pytest.mark.parametrize(
    "words",
    [
        "2021—2025年",
        "（2021—2025年）方案",
        "共有20项任务吗",
        "第12页",
        "第三方评估",
        "第一责任人",
        "一、二、三产业",
        "第一时间",
        "第十四个五年规划",
        "三重一大",
        "八五普法",
        "第三季度",
        "一门、一网、一次",
        "点名第一",
    ],
)
def test_other_numbers_name_no_clause(words: str) -> None:
    assert read_reference(words) == (None, words)


@pytest.mark.parametrize(
    ("name", "said", "path"),
    [
        ("张掖", "第29条", ("八", "(二十九)")),
        ("张掖", "第（二十九）条", ("八", "(二十九)")),
        ("张掖", "（二十九）", ("八", "(二十九)")),
        ("张掖", "第八部分", ("八",)),
        ("赣州", "三（四）14", ("三", "（四）", "14．")),
        ("赣州", "第14项", ("三", "（四）", "14．")),
        ("赣州", "第三部分第（二）项", ("三", "（二）")),
        ("长春方案", "第20项", ("二", "（六）", "20.")),
        ("抚远", "第43条", ("三", "43.")),
    ],
)
def test_a_number_finds_its_one_clause(name: str, said: str, path: tuple[str, ...], bundled: dict[str, Plan]) -> None:
    reference, _ = read_reference(said)
    assert reference is not None
    assert [clause.path for clause in find(reference, bundled[name])] == [path]


def test_a_number_printed_several_times_finds_every_clause_that_has_it(bundled: dict[str, Plan]) -> None:
    reference, _ = read_reference("（一）")
    assert reference is not None
    found = [clause.path for clause in find(reference, bundled["长春报告"])]
    assert found == [("一", "(一)"), ("二", "(一)"), ("三", "(一)"), ("四", "(一)")]


@pytest.mark.parametrize("said", ["第99条", "（九十九）", "第十九部分", "九（九）9"])
def test_a_number_that_is_not_printed_finds_nothing(said: str, plans: list[Plan]) -> None:
    reference, _ = read_reference(said)
    assert reference is not None
    assert [clause for plan in plans for clause in find(reference, plan)] == []


@pytest.mark.parametrize("name", ["长春方案", "张掖", "长春报告", "赣州", "抚远"])
def test_every_numbered_clause_is_found_again_by_the_path_that_is_said_for_it(
    name: str, bundled: dict[str, Plan], read_question: Callable[[str], Understood]
) -> None:
    plan = bundled[name]
    for clause in (clause for clause in plan.clauses if clause.path):
        understood = read_question(f"{plan.place}{plan.label}{said_path(clause.path)}的原文是什么？")
        assert understood.reference is not None, clause.path
        assert [found.clause_id for found in find(understood.reference, plan)] == [clause.clause_id]


@pytest.mark.parametrize("name", ["长春方案", "张掖", "赣州", "抚远"])
def test_the_introduction_and_the_closing_lie_at_the_ends(name: str, bundled: dict[str, Plan]) -> None:
    plan = bundled[name]
    first = next(clause.start for clause in plan.clauses if clause.path)
    for said, before in (("开头那段", True), ("结尾那段", False)):
        reference, _ = read_reference(said)
        assert reference is not None
        for clause in find(reference, plan):
            assert clause.kind == "paragraph"
            assert (clause.start < first) is before


@pytest.mark.parametrize(("name", "label"), [("长春方案", "30"), ("张掖", "(三十九)"), ("赣州", "26"), ("抚远", "47")])
def test_the_last_number_is_that_of_the_numbering_that_runs_on(name: str, label: str, bundled: dict[str, Plan]) -> None:
    assert last_number(bundled[name]).rstrip(".．") == label
