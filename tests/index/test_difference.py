"""Two versions of a document, clause by clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.clauses import plan_from_text
from index.difference import ClauseChange, Difference, difference
from index.edits import evened, same_words
from index.models import Clause, Plan

Read = Callable[..., Plan]
_SENTENCES = (
    "加强行政复议工作。",
    "建立案卷评查制度，每年评查一次。",
    "由市司法局牵头负责。",
    "推进政务公开。",
    "到2025年底前建成监督体系。",
)
_SECTIONS = st.lists(st.lists(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3), max_size=4), min_size=1, max_size=4)


def _plan(sections: list[list[list[str]]], furniture: str = "") -> Plan:
    lines = [furniture, "张掖市法治政府建设实施方案（2021—2025年）", ""]
    for at, clauses in enumerate(sections):
        lines.append(f"{'一二三四'[at]}、第{at + 1}项任务")
        lines += [f"（{'一二三四'[number]}）{''.join(words)}" for number, words in enumerate(clauses)]
    return plan_from_text("\n".join([*lines, ""]), "方案.txt", "0" * 64)


def _own(plan: Plan) -> list[Clause]:
    return [clause for clause in plan.citable if clause.kind != "dateline"]


def _applied(plan: Plan, change: ClauseChange) -> str:
    assert change.old is not None
    text = plan.text[: change.old.end]
    for edit in reversed(change.edits):
        text = text[: edit.old.start] + edit.inserted + text[edit.old.end :]
    return text[change.old.start :]


def _kinds(found: Difference) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for change in found.clauses:
        side = change.new or change.old
        assert side is not None
        kinds.setdefault(change.kind, []).append("".join(side.path) or side.kind)
    return kinds


def _changed(text: str, *changes: tuple[str, str]) -> Plan:
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return plan_from_text(text, "新.txt", "1" * 64)


@pytest.mark.parametrize("name", ["长春方案", "张掖", "长春报告", "赣州", "抚远"])
def test_a_plan_does_not_differ_from_itself(bundled: dict[str, Plan], name: str) -> None:
    found = difference(bundled[name], bundled[name])
    assert {change.kind for change in found.clauses} == {"same"}
    assert [change.old.clause_id for change in found.clauses if change.old] == [clause.clause_id for clause in _own(bundled[name])]
    assert found.facts == ()


def test_a_reprint_with_another_page_around_it_is_the_same(bundled: dict[str, Plan]) -> None:
    text = bundled["长春方案"].text
    page = "首页 > 政务公开 > 文件\n发布日期：2021-09-01 来源：长春市司法局\n【字体：大 中 小】\n\n"
    reprint = plan_from_text(page + text.replace("\n\n", "\n").replace("，", ",") + "\n打印本页 关闭窗口\n", "转载.txt", "1" * 64)
    found = difference(bundled["长春方案"], reprint)
    assert {change.kind for change in found.clauses} == {"same"}
    assert [(fact.field, fact.old, fact.new) for fact in found.facts] == [("published_on", None, "2021-09-01")]


def test_a_mended_typo_is_the_only_change(bundled: dict[str, Plan]) -> None:
    old = bundled["长春方案"]
    found = difference(old, _changed(old.text, ("要切实履第一责任", "要切实履行第一责任")))
    (change,) = [change for change in found.clauses if change.kind != "same"]
    assert [(edit.deleted, edit.inserted) for edit in change.edits] == [("", "行")]
    assert change.old is not None
    assert change.old.path == ("三", "（一）")


def test_a_final_version_shows_what_was_changed_added_removed_and_renumbered(bundled: dict[str, Plan]) -> None:
    old = bundled["长春方案"]
    removed = old.text[old.text.index("26.全面主动") : old.text.index("27.加快推进")]
    new = _changed(
        old.text,
        ("（征求意见稿）\n", ""),
        (removed, ""),
        ("27.加快推进", "26.加快推进"),
        ("28.加快推进", "27.定期培训。每年组织一次行政执法人员轮训，轮训情况列入考核。\n28.加快推进"),
        ("每年至少组织一次旁听", "每年至少组织两次旁听"),
    )
    found = difference(old, new)
    assert [(fact.field, fact.old, fact.new) for fact in found.facts] == [("status", "draft", "issued")]
    kinds = _kinds(found)
    assert kinds["changed"] == ["title", "二（六）21."]
    assert kinds["removed"] == ["二（七）26."]
    assert kinds["added"] == ["二（八）27."]
    assert kinds["moved"] == ["二（七）26."]


def test_a_section_put_in_between_moves_the_heading_and_not_every_clause_under_it(bundled: dict[str, Plan]) -> None:
    old = bundled["长春方案"]
    found = difference(old, _changed(old.text, ("三、保障措施", "三、重点工程\n（一）创建示范单位。每年十个。\n四、保障措施")))
    kinds = _kinds(found)
    assert (kinds["moved"], kinds["added"]) == (["四"], ["三", "三（一）"])
    assert "changed" not in kinds


def test_a_clause_changed_under_another_number_is_one_change(read: Read) -> None:
    title = "张掖市养犬管理办法\n"
    old = read(f"{title}第一条 养犬应当登记，登记证每年查验一次。\n第二条 禁止遗弃犬只。\n")
    new = read(f"{title}第一条 本市实行养犬责任制度。\n第二条 养犬应当登记，登记证每两年查验一次。\n第三条 禁止遗弃犬只。\n")
    found = difference(old, new)
    assert _kinds(found) == {"same": ["title"], "added": ["第一条"], "changed": ["第二条"], "moved": ["第三条"]}
    (change,) = [change for change in found.clauses if change.kind == "changed"]
    assert change.renumbered


def test_two_plans_of_three_hundred_unlike_clauses_are_compared(read: Read) -> None:
    def long(first: int) -> Plan:
        articles = [f"第{at}条 第{at * first % 997}类事项由{chr(0x4E00 + at * first % 5000)}局负责。" for at in range(1, 301)]
        return read("\n".join(["张掖市养犬管理办法", *articles, ""]))

    found = difference(long(7), long(31))
    assert sum(change.old is not None for change in found.clauses) == sum(change.new is not None for change in found.clauses) == 301


@settings(max_examples=60, deadline=None)
@given(_SECTIONS, _SECTIONS)
def test_every_clause_of_both_stands_in_exactly_one_change(one: list[list[list[str]]], other: list[list[list[str]]]) -> None:
    old, new = _plan(one), _plan(other, "首页 > 政务公开")
    found = difference(old, new)
    assert sorted(change.old.clause_id for change in found.clauses if change.old) == sorted(clause.clause_id for clause in _own(old))
    assert [change.new.clause_id for change in found.clauses if change.new] == [clause.clause_id for clause in _own(new)]
    for change in found.clauses:
        if change.old and change.new:
            assert same_words(_applied(old, change), new.text[change.new.start : change.new.end])
            assert bool(change.edits) == (change.kind == "changed")


@settings(max_examples=60, deadline=None)
@given(_SECTIONS, _SECTIONS)
def test_the_difference_the_other_way_round_is_its_mirror(one: list[list[list[str]]], other: list[list[list[str]]]) -> None:
    old, new = _plan(one), _plan(other)
    exchanged = {"added": "removed", "removed": "added"}
    there = {(change.kind, change.renumbered, change.old, change.new) for change in difference(old, new).clauses}
    back = difference(new, old).clauses
    assert {(exchanged.get(change.kind, change.kind), change.renumbered, change.new, change.old) for change in back} == there


@settings(max_examples=30, deadline=None)
@given(_SECTIONS)
def test_a_made_plan_does_not_differ_from_itself(sections: list[list[list[str]]]) -> None:
    assert {change.kind for change in difference(_plan(sections), _plan(sections)).clauses} == {"same"}


def test_quotes_of_a_change_are_what_stands_there(bundled: dict[str, Plan]) -> None:
    old, new = bundled["长春方案"], bundled["张掖"]
    found = difference(old, new)
    assert {change.kind for change in found.clauses} >= {"changed", "added", "removed"}
    for change in found.clauses:
        for edit in change.edits:
            assert old.text[edit.old.start : edit.old.end] == edit.deleted
            assert new.text[edit.new.start : edit.new.end] == edit.inserted
        for plan, side in ((old, change.old), (new, change.new)):
            if side:
                words = evened(plan.text, side.start, side.end).words
                assert words and plan.text[side.start : side.end].strip() == plan.text[side.start : side.end]
