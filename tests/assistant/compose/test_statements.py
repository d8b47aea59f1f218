"""A sentence is shortened only where nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.compose.statements import Source, ended, from_focus, merged, polished, quoted
from index.models import Plan, Span

Read = Callable[..., Plan]
LIMITS = [
    "除",
    "除有法定依据外",
    "但",
    "不得",
    "未经批准",
    "原则上",
    "力争",
    "争取",
    "如果",
    "若",
    "凡",
    "可以",
    "应当",
    "必须",
    "没有",
    "仅",
    "只",
    "符合条件的",
    "确需调整的",
    "逐步",
    "有条件的地方",
    "2022年",
    "每年",
    "到2024年底之前",
    "经批准",
    "因特殊情况",
    "遇突发事件时，",
    "情节严重的，",
    "讨论决定前，",
    "作出决定后，",
]


def shortened(plan: Plan, words: str, focus: str) -> str:
    start = plan.text.index(words)
    return from_focus(plan, Span(start=start, end=start + len(words)), start + words.index(focus))


def plan_saying(read: Read, plan_text: Callable[..., str], words: str) -> Plan:
    return read(plan_text("张掖市", words))


def test_what_stands_before_the_focus_and_only_introduces_it_is_left_out(read: Read, plan_text: Callable[..., str]) -> None:
    words = "加强行政执法监督，完善工作机制，2024年年底前基本建成监督体系。"
    assert shortened(plan_saying(read, plan_text, words), words, "2024年") == "2024年年底前基本建成监督体系。"


@pytest.mark.parametrize("limit", LIMITS)
def test_what_conditions_or_limits_is_never_left_out(limit: str, read: Read, plan_text: Callable[..., str]) -> None:
    words = f"{limit}建立工作机制，完成改革任务60件。"
    assert shortened(plan_saying(read, plan_text, words), words, "60件") == words


@pytest.mark.parametrize(
    "words", ["推进改革（含复议，应诉），完成60件。", "落实《复议，应诉办法，完成60件》的规定。", "坚持“复议，应诉，完成60件”原则。"]
)
def test_a_bracket_or_a_title_is_never_cut_open(words: str, read: Read, plan_text: Callable[..., str]) -> None:
    said = shortened(plan_saying(read, plan_text, words), words, "60件")
    assert all(said.count(left) == said.count(right) for left, right in ("（）", "《》", "“”"))
    assert "60件" in said


def test_a_focus_in_the_first_part_gives_the_whole_sentence(read: Read, plan_text: Callable[..., str]) -> None:
    words = "完成60件，提高质量。"
    assert shortened(plan_saying(read, plan_text, words), words, "60件") == words


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_what_is_said_is_always_an_end_of_the_sentence_that_holds_the_focus(plans: list[Plan], data: st.DataObject) -> None:
    plan = data.draw(st.sampled_from(plans))
    clause = data.draw(st.sampled_from([clause for clause in plan.citable if clause.sentences]))
    sentence = data.draw(st.sampled_from(clause.sentences))
    focus = data.draw(st.integers(min_value=sentence.start, max_value=sentence.end - 1))
    said = from_focus(plan, sentence, focus)
    whole, tail = quoted(plan, sentence), polished(plan.text[focus : sentence.end])
    marks = r"[，,：:；;（()）\s]"
    assert re.sub(marks, "", whole).endswith(re.sub(marks, "", said))
    assert re.sub(marks, "", said).endswith(re.sub(marks, "", tail))
    left_out = re.sub(marks, "", whole).removesuffix(re.sub(marks, "", said))
    assert not re.search(r"除|不得|原则上|力争|应当|必须|可以|未经|\d{4}年|每年", left_out)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("在全市\n推行", "在全市推行"),
        ("责任单位:市司法局,市财政局", "责任单位：市司法局，市财政局"),
        ("10:30开始,共1,000件", "10:30开始，共1,000件"),
        ("  内容  ", "内容"),
    ],
)
def test_words_are_said_on_one_line_with_one_punctuation(words: str, line: str) -> None:
    assert polished(words) == line


@given(st.text(st.sampled_from("张掖市，,：:；;（《》）。\n 12")))
def test_polishing_changes_only_marks_and_line_breaks(words: str) -> None:
    bare = r"[，,：:；;\s]"
    assert re.sub(bare, "", polished(words)) == re.sub(bare, "", words)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("完成", "完成。"), ("完成；", "完成。"), ("完成。", "完成。"), ("他说“完成。”", "他说“完成。”"), ("下列：", "下列。")],
)
def test_a_text_ends_as_a_sentence(text: str, sentence: str) -> None:
    assert ended(text) == sentence


def test_neighbouring_sentences_of_a_clause_become_one_span(bundled: dict[str, Plan]) -> None:
    plan = bundled["张掖"]
    clause = next(clause for clause in plan.clauses if len(clause.sentences) > 3)
    a, b, c, d = (Source(plan_id=plan.plan_id, clause_id=clause.clause_id, start=s.start, end=s.end) for s in clause.sentences[:4])
    plans = {plan.plan_id: plan}
    assert merged((a, b), plans) == (a.model_copy(update={"end": b.end}),)
    assert merged((a, c), plans) == (a, c)
    assert merged((a, a), plans) == (a,)
    assert merged((), plans) == ()
    assert merged((a, b, d), plans) == (a.model_copy(update={"end": b.end}), d)
