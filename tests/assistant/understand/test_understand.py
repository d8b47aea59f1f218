"""A question as a whole: its parts, its scope, its documents and what it wants."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.understand.understand import Understood

Read = Callable[[str], Understood]


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("张掖的行政调解由谁负责", "named"),
        ("张掖和赣州的行政调解", "named"),
        ("天水的行政调解", "named"),
        ("哪些城市的方案提到“枫桥经验”？", "which"),
        ("收录的城市里，谁提到了“枫桥经验”？", "which"),
        ("有几个地方规定了旁听庭审", "which"),
        ("各市执法人员每年培训多少学时", "each"),
        ("所有地方的行政调解", "each"),
        ("行政调解由谁负责", "none"),
        ("各县区的责任", "none"),
        ("各地区各部门怎么配合", "each"),
        ("张掖的哪些地方要改", "named"),
    ],
)
def test_the_scope_is_named_places_each_or_which(question: str, scope: str, read_question: Read) -> None:
    assert read_question(question).scope == scope


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("张掖市行政执法协调监督工作体系什么时候建成？由谁负责？", [("deadline",), ("who",)]),
        ("张掖市行政执法协调监督工作体系什么时候建成，由谁负责", [("deadline",), ("who",)]),
        ("张掖的行政调解由谁负责", [("who",)]),
        ("张掖的行政调解，由谁负责", [("who",)]),
        ("行政复议体制改革。", [()]),
        ("", [()]),
    ],
)
def test_a_question_has_a_part_for_each_thing_asked(question: str, parts: list[tuple[str, ...]], read_question: Read) -> None:
    assert [part.intents for part in read_question(question).parts] == parts


def test_a_part_with_few_words_goes_on_about_the_one_before(read_question: Read) -> None:
    first, second = read_question("张掖市行政执法协调监督工作体系什么时候建成？由谁负责？").parts
    assert {term.word for term in second.topic.terms} == {term.word for term in first.topic.terms}
    assert second.topic.total < first.topic.total


def test_a_part_with_a_matter_of_its_own_does_not_carry_the_one_before(read_question: Read) -> None:
    _, second = read_question("张掖行政复议体制改革什么时候完成？执法人员每年培训多少学时？").parts
    assert "行政复议" not in {term.word for term in second.topic.terms}


@pytest.mark.parametrize("question", ["张掖的" + "监督吗？" * 240, "张掖的" + "监督吗，" * 240, "？" * 900 + "监督"])
def test_a_question_of_hundreds_of_parts_is_searched_a_few_times_only(question: str, read_question: Read) -> None:
    parts = read_question(question).parts
    assert len(parts) <= 6
    assert "监督" in parts[-1].text


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("长春方案要求落实负责人出庭应诉规定，2022年报告里干得怎么样？", [("方案",), ("报告",)]),
        ("长春方案说要列清单，2022年实际完成了多少项？", [("方案",), ("报告",)]),
        ("长春方案里行政调解由谁负责？", [("方案",)]),
    ],
)
def test_plan_and_report_are_asked_apart(question: str, kinds: list[tuple[str, ...]], read_question: Read) -> None:
    assert [part.kinds for part in read_question(question).parts] == kinds


@pytest.mark.parametrize(
    ("question", "exists"),
    [
        ("张掖有没有规定企业安静生产期？", True),
        ("赣州提没提“枫桥经验”？", True),
        ("张掖的方案对养犬管理有要求吗？", True),
        ("哪些城市的方案提到“枫桥经验”？", True),
        ("张掖什么时候有没有写", False),
        ("张掖的行政调解由谁负责", False),
    ],
)
def test_asking_whether_something_is_said_at_all_is_told(question: str, exists: bool, read_question: Read) -> None:
    assert read_question(question).parts[0].exists is exists


@pytest.mark.parametrize(
    ("question", "compares"),
    [("张掖和赣州的期限一样吗", True), ("张掖、赣州的行政调解", True), ("张掖的行政调解由谁负责", False), ("各市的做法有何区别", True)],
)
def test_comparisons_are_told(question: str, compares: bool, read_question: Read) -> None:
    assert read_question(question).compares is compares


def test_traditional_characters_are_the_same_question(read_question: Read) -> None:
    assert read_question("張掖市執法人員每年培訓多少學時？") == read_question("张掖市执法人员每年培训多少学时？")


def test_a_clause_named_is_no_part_of_the_matter(read_question: Read) -> None:
    understood = read_question("张掖方案第（二十九）条由谁负责")
    assert understood.reference is not None
    assert understood.documents.kinds == ("方案",)
    assert understood.topic.is_empty


def test_a_document_number_is_no_clause_of_a_plan(read_question: Read) -> None:
    understood = read_question("市委发〔2022〕7号是什么文件")
    assert understood.reference is None


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.text(
        st.one_of(
            st.sampled_from("张掖赣州方案报告第（）一二十条项，。？；谁吗《》“”哪些城市什么时候"),
            st.characters(categories=["L", "N", "P", "C"]),
        )
    )
)
def test_any_text_is_understood_somehow(read_question: Read, text: str) -> None:
    understood = read_question(text)
    assert understood.parts
    assert understood.standalone == understood.text
    assert (understood.scope == "named") == bool(understood.places)
