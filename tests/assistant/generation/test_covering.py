"""What can stand for a quoted statement in answer to a question, and what says too little."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.generation.covering import MOST, covers, share_said
from assistant.understand.understand import Understood
from index.models import Plan, Unit

Read = Callable[[str], Understood]

WHEN = "张掖市行政执法协调监督工作体系什么时候建成？"
BUILT = "2024年年底前基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。"
WHO = "张掖市行政执法协调监督工作由谁负责？"
UNITS = "责任单位：市司法局及市政府其他部门，各县区政府。"
ANSWERABLE = tuple(Unit(start=0, end=1, name=name, role="责任") for name in ("市司法局", "市政府其他部门", "各县区政府"))
HOW_MANY = "长春首违不罚清单有多少项？"
LISTED = "推出首违不罚清单206项，涉及10个领域。"
HOW = "张掖市怎样推进行政调解？"
MEDIATION = (
    "坚持和发展新时代“枫桥经验”，全面推广并固化“中心吹哨，部门报到”矛盾纠纷调处化解机制，加快推动人民调解、行政调解、司法调解联调联动。"
)


# When.


@pytest.mark.parametrize("said", [BUILT, "2024年年底前基本建成行政执法协调监督工作体系。", "行政执法协调监督工作体系到2024年年底前建成。"])
def test_the_time_said_of_the_matter_stands_for_a_statement_of_the_time(said: str, read_question: Read) -> None:
    assert covers(said, BUILT, read_question(WHEN))


@pytest.mark.parametrize(
    "said",
    [
        "市县乡全覆盖的比较完善的行政执法协调监督工作体系要基本建成。",  # no time
        "2023年年底前基本建成市县乡全覆盖的比较完善的行政执法协调监督工作体系。",  # another
        "2024年年底前完成。",  # of nothing
        "2024年年底前基本建成行政执法信息平台。",  # of something else
        "2024",
        "",
    ],
)
def test_another_time_no_time_or_another_matter_does_not(said: str, read_question: Read) -> None:
    assert not covers(said, BUILT, read_question(WHEN))


def test_every_time_of_the_statement_must_be_said(read_question: Read) -> None:
    two = "权责清单2022年3月底前制定，2023年6月底前完成。"
    understood = read_question("张掖市的权责清单什么时候完成？")
    assert covers("权责清单2022年3月底前制定、2023年6月底前完成。", two, understood)
    assert not covers("权责清单2023年6月底前完成。", two, understood)
    assert not covers("权责清单2022年3月底前制定，2023年完成。", two, understood)


def test_a_statement_without_a_time_is_stood_for_by_its_words(read_question: Read) -> None:
    statement = "加快建成行政执法协调监督工作体系，健全统计年报制度。"
    assert covers(statement, statement, read_question(WHEN))
    assert not covers("加快建成行政执法协调监督工作体系。", statement, read_question(WHEN))


# Who.


@pytest.mark.parametrize("said", [UNITS, "由市司法局及市政府其他部门、各县区政府负责。", "各县区政府，市政府其他部门和市司法局。"])
def test_all_units_stand_for_the_line_of_units(said: str, read_question: Read) -> None:
    assert covers(said, UNITS, read_question(WHO), ANSWERABLE)


@pytest.mark.parametrize("said", ["由市司法局负责。", "责任单位：市司法局，各县区政府。", "责任单位：市公安局。", BUILT, ""])
def test_units_left_out_do_not(said: str, read_question: Read) -> None:
    assert not covers(said, UNITS, read_question(WHO), ANSWERABLE)


def test_units_of_other_lines_need_not_be_said(read_question: Read) -> None:
    others = (*ANSWERABLE, Unit(start=0, end=1, name="市财政局", role="配合"))
    assert covers(UNITS, UNITS, read_question(WHO), others)
    assert not covers(UNITS, f"{UNITS}配合单位：市财政局。", read_question(WHO), others)


def test_a_role_without_any_unit_is_not_stood_for_by_just_anything(read_question: Read) -> None:
    statement = "各责任单位要统筹推进行政执法协调监督工作，定期向市委报告。"
    assert not covers("推进行政调解。", statement, read_question(WHO))
    assert covers(statement, statement, read_question(WHO))


def test_where_who_and_when_are_asked_each_statement_is_held_to_its_own(read_question: Read) -> None:
    both = read_question("张掖市行政执法协调监督工作体系什么时候建成？由谁负责？")
    assert covers(BUILT, BUILT, both, ANSWERABLE) and covers(UNITS, UNITS, both, ANSWERABLE)
    assert not covers(BUILT, UNITS, both, ANSWERABLE)
    assert not covers(UNITS, BUILT, both, ANSWERABLE)
    assert covers(f"{BUILT}\n{UNITS}", UNITS, both, ANSWERABLE)


# How many.


@pytest.mark.parametrize("said", ["首违不罚清单206项。", "首违不罚清单有206项，涉及10个领域。"])
def test_the_number_of_the_unit_asked_for_suffices(said: str, read_question: Read) -> None:
    assert covers(said, LISTED, read_question(HOW_MANY))


@pytest.mark.parametrize(
    "said", ["首违不罚清单涉及10个领域。", "首违不罚清单208项。", "首违不罚清单206个。", "206项。", "推出首违不罚清单。", ""]
)
def test_another_number_or_the_number_of_something_else_does_not(said: str, read_question: Read) -> None:
    assert not covers(said, LISTED, read_question(HOW_MANY))


def test_every_number_is_wanted_where_no_unit_is_asked_for(read_question: Read) -> None:
    understood = read_question("长春首违不罚清单有多少？")
    assert covers("首违不罚清单206项，10个领域。", LISTED, understood)
    assert not covers("首违不罚清单206项。", LISTED, understood)


# What and how.


@pytest.mark.parametrize("said", [MEDIATION, MEDIATION.removeprefix("坚持和发展新时代“枫桥经验”，")])
def test_most_of_the_words_stand_for_a_statement(said: str, read_question: Read) -> None:
    assert covers(said, MEDIATION, read_question(HOW))
    assert share_said(said, MEDIATION, HOW) >= MOST


@pytest.mark.parametrize(
    "said", ["坚持和发展新时代“枫桥经验”。", "加快推动人民调解、行政调解、司法调解联调联动。", "推进行政调解。", "行政调解", ""]
)
def test_a_part_of_it_does_not(said: str, read_question: Read) -> None:
    assert not covers(said, MEDIATION, read_question(HOW))


def test_words_the_question_already_had_count_for_nothing() -> None:
    assert (
        share_said("建立企业安静生产期制度。", "建立企业安静生产期制度，每月1日至20日不得入企检查。", "企业安静生产期制度怎么规定？")
        < MOST / 2
    )
    assert share_said("", "推进行政调解。", "推进行政调解。") == 1.0


def test_the_matter_asked_about_must_be_said_whatever_else_is(read_question: Read) -> None:
    assert not covers(MEDIATION.replace("行政调解", "诉前调解"), MEDIATION, read_question(HOW))


def test_a_matter_may_be_said_as_documents_write_it(read_question: Read) -> None:
    assert covers("加强环境保护，推进污染防治。", "加强环境保护，推进污染防治。", read_question("张掖环保怎么做？"))


# For all.


@pytest.fixture(scope="module")
def sentences(plans: list[Plan]) -> list[str]:
    """Every sentence of the bundled plans that says something."""
    words = [plan.words(sentence) for plan in plans for clause in plan.citable for sentence in clause.sentences]
    return [text for text in words if re.search(r"[\u4e00-\u9fff]", text)]


QUESTIONS = st.sampled_from([WHEN, WHO, HOW_MANY, HOW, "张掖市执法人员每年培训多少学时？", "赣州企业安静生产期制度是怎么规定的？"])


@given(data=st.data(), question=QUESTIONS)
@settings(max_examples=50, deadline=None)
def test_a_statement_stands_for_itself_and_nothing_does_not(
    data: st.DataObject, question: str, sentences: list[str], read_question: Read
) -> None:
    statement = data.draw(st.sampled_from(sentences))
    understood = read_question(question)
    assert covers(statement, statement, understood, ANSWERABLE)
    assert 0.0 <= share_said("", statement, question) <= share_said(statement, statement, question) == 1.0


@given(data=st.data(), question=QUESTIONS)
@settings(max_examples=50, deadline=None)
def test_saying_more_never_covers_less(data: st.DataObject, question: str, sentences: list[str], read_question: Read) -> None:
    statement, more = data.draw(st.sampled_from(sentences)), data.draw(st.sampled_from(sentences))
    said = statement[: data.draw(st.integers(min_value=0, max_value=len(statement)))]
    understood = read_question(question)
    assert not covers(said, statement, understood, ANSWERABLE) or covers(f"{said}\n{more}", statement, understood, ANSWERABLE)
