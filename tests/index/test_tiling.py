"""Nothing is lost: whatever the text, its blocks cover it exactly once, in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.clauses import plan_from_text
from index.models import Plan
from index.pieces import pieces_of
from index.several import documents
from index.structure import read_structure

ANY_TEXT = st.text(
    alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("\r\n\x00\x0b\x0c\x1c\x85\u2028\u2029　 "), max_size=400
)
LABELS = [
    "一、",
    "二、",
    "（一）",
    "(二)",
    "1.",
    "1．",
    "2、",
    "（1）",
    "①",
    "第一章 ",
    "第一条 ",
    "第二条　",
    "附件1",
    "附件：1.",
    "目录",
    "## 第一章",
    "1\t",
    "2|",
    "# ",
    "",
]
WORDS = st.sampled_from(
    [
        "总体要求",
        "到2025年建成。",
        "（责任单位：市司法局、市财政局）",
        "按照第三条规定，",
        "一是甲。二是乙。",
        "编 辑:",
        "每年一季度",
        "《纲要》",
        "",
        "年",
        "序号\t任务\t责任单位\t完成时限",
        "|序号|任务|牵头单位|",
        "|---|---|---|",
        "完善制度\t市司法局、市财政局（牵头）\t2025年底",
        "完善制度。|市司法局|",
        "张掖市任务方案",
        "甲。第二条乙。",
        "=====",
        "主要成效",
    ]
)
LINES = st.builds(lambda indent, label, words: indent + label + words, st.sampled_from(["", "  ", "　　"]), st.sampled_from(LABELS), WORDS)
PLAN_LIKE = st.lists(LINES, max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\n\n"]).map(lambda end: end.join(lines))
)


def check(text: str) -> Plan:
    plan = plan_from_text("张掖市方案\n" + text, "方案.txt", "0" * 64)
    assert "".join(plan.words(clause) for clause in plan.clauses) == plan.text
    assert [clause.start for clause in plan.clauses[1:]] == [clause.end for clause in plan.clauses[:-1]]
    for clause in plan.clauses:
        for span in (*clause.sentences, *clause.items, *clause.responsible_units, *clause.deadlines):
            assert clause.start <= span.start < span.end <= clause.end
        assert [unit.name for unit in clause.responsible_units] == [plan.words(unit) for unit in clause.responsible_units]
        assert [deadline.text for deadline in clause.deadlines] == [plan.words(deadline) for deadline in clause.deadlines]
    for i, clause in enumerate(plan.clauses):
        assert len(clause.path) < 2 or any(above.path == clause.path[:-1] for above in plan.clauses[:i])
    return plan


@given(ANY_TEXT)
def test_blocks_tile_any_text_exactly_once_in_order(text: str) -> None:
    blocks = read_structure(text).blocks
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert [block.start for block in blocks[1:]] == [block.end for block in blocks[:-1]]


@given(ANY_TEXT)
def test_any_text_after_a_title_becomes_a_plan_without_loss(text: str) -> None:
    check(text)


@given(PLAN_LIKE)
def test_a_text_that_looks_like_a_plan_is_read_without_loss(text: str) -> None:
    check(text)


@given(st.lists(PLAN_LIKE, max_size=3))
def test_the_documents_of_a_text_tile_it(parts: list[str]) -> None:
    text = "张掖市方案\n" + "\n张掖市普法规划\n".join(parts)
    spans = documents(text)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.start < span.end for span in spans)


@given(ANY_TEXT.filter(bool))
def test_any_text_is_tiled_by_its_documents(text: str) -> None:
    assert "".join(text[span.start : span.end] for span in documents(text)) == text


@given(PLAN_LIKE, st.lists(st.sampled_from(["一、", "1.", "甲", "（一）", "主"]), max_size=3))
def test_a_text_put_right_by_hand_is_read_without_loss(text: str, said: list[str]) -> None:
    blocks = read_structure(text, said, said[::-1]).blocks
    assert "".join(text[block.start : block.end] for block in blocks) == text


@given(PLAN_LIKE)
def test_every_word_that_may_be_cited_can_be_searched(text: str) -> None:
    plan = check(text)
    searched = {offset for piece in pieces_of(plan) for offset in range(piece.start, piece.end)}
    cited = {offset for clause in plan.citable for span in clause.sentences for offset in range(span.start, span.end)}
    assert cited <= searched


@given(PLAN_LIKE)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert check(text) == check(text)
