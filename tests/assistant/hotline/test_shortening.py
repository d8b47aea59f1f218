"""A sentence is shortened by whole segments, with what governs them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hotline.shortening import begins_with_subject, segments, shortened


def asked(*words: str) -> Callable[[str], float]:
    return lambda text: sum(word in text for word in words) / len(words)


def first(text: str, longest: int, *words: str) -> str:
    return next((way.words for way in shortened(text, longest, asked(*words))), "")


LONG = "加强行政执法监督机制建设，充分发挥统筹协调作用，2024年年底前基本建成监督工作体系。"


def test_what_fits_is_said_whole() -> None:
    assert first(LONG, 80, "监督") == LONG


def test_the_segment_that_answers_stays() -> None:
    assert first(LONG, 24, "2024", "建成") == "2024年年底前基本建成监督工作体系。"


@pytest.mark.parametrize(
    ("text", "governing"),
    [
        ("到2025年，政府行为全面纳入法治轨道，执法体制基本完善。", "到2025年"),
        ("力争建成一批示范地区，形成可推广的经验。", "力争"),
        ("除依法应当退还的外，财政部门不得返还罚款，不得变相返还。", "除依法应当退还的外"),
        ("未经批准，停止一切活动，关闭全部设施。", "未经批准"),
        ("探索设立专门队伍，配备专用设备。", "探索"),
        ("不得有下列行为：收取费用，指定产品。", "不得有下列行为"),
        ("市司法局应当组织评查，通报结果。", "市司法局"),
    ],
)
def test_what_governs_a_segment_is_said_with_it(text: str, governing: str) -> None:
    last = segments(text)[-1].words
    for way in shortened(text, len(text) - 1, asked(last)):
        if last in way.words:
            assert governing in way.words


def test_what_hangs_on_the_words_before_it_does_not_begin() -> None:
    assert all(not way.words.startswith("并向社会公布") for way in shortened("编制事项目录，并向社会公布。", 10, asked("公布")))


def test_nothing_is_said_where_nothing_fits() -> None:
    assert first("编制并公布重大行政决策事项目录。", 5, "目录") == ""


def test_marks_within_a_number_divide_nothing() -> None:
    assert [part.words for part in segments("共1,337个事项，其中7.9天办结。")] == ["共1,337个事项", "其中7.9天办结"]


@pytest.mark.parametrize(("words", "subject"), [("市政府应当公布目录", True), ("全面落实责任制", False), ("推进改革", False)])
def test_a_subject_is_a_noun_before_what_it_does(words: str, subject: bool) -> None:
    assert begins_with_subject(words) is subject


@given(st.lists(st.text(alphabet="甲乙丙推进落实市局应当不得", min_size=1, max_size=9), min_size=1, max_size=8), st.integers(5, 40))
def test_every_way_fits_and_says_nothing_new(parts: list[str], longest: int) -> None:
    text = "，".join(parts) + "。"
    for way in shortened(text, longest, asked("推进")):
        assert len(way.words) <= longest
        assert all(part.strip("。") in text for part in way.words.split("，"))
