"""是 and 否 are said only where the words decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.compose.verdict import same_values, verdict
from assistant.understand.topic import Topic

MakeTopic = Callable[..., Topic]


@pytest.mark.parametrize(
    ("question", "words", "matter", "said"),
    [
        ("执法人员每年培训不少于60学时，对吧？", "行政执法人员每年培训不少于60学时。", ("执法人员", "培训"), "是。"),
        ("执法人员每年培训不少于80学时，对吧？", "行政执法人员每年培训不少于60学时。", ("执法人员", "培训"), "否。"),
        ("复议体制改革到2025年完成，对吗", "2022年年底前完成行政复议体制改革。", ("复议", "体制改革"), "否。"),
        ("能不能下达罚没指标？", "严禁下达或者变相下达罚没指标。", ("下达", "罚没指标"), "不可以。"),
        ("可以下达罚没指标，是吧？", "严禁下达或者变相下达罚没指标。", ("下达", "罚没指标"), "不可以。"),
        ("决策要不要听证？", "重大决策应当听证。", ("决策", "听证"), "是。"),
        ("有没有规定行政调解？", "加强行政调解工作。", ("行政调解",), "有。"),
    ],
)
def test_a_decided_question_is_decided(question: str, words: str, matter: tuple[str, ...], said: str, topic: MakeTopic) -> None:
    assert verdict(question, words, topic(*matter), exists="有没有" in question) == said


@pytest.mark.parametrize(
    ("question", "words", "matter"),
    [
        ("培训15日，对吧？", "原则上不少于15日。", ("培训",)),
        ("一律公开，是吗", "除涉密外，应当公开。", ("公开",)),
        ("要不要公开？", "除法律规定外，应当公开。", ("公开",)),
        ("2025年建成，是吗", "力争2025年建成。", ("建成",)),
        ("执法人员要不要免费体检？", "执法人员应当接受培训。", ("执法人员", "体检", "免费")),
        ("能不能收费？", "加强收费管理。", ("收费",)),
        ("必须听证吗？", "鼓励听证。", ("听证",)),
        ("严禁下达罚没指标吗？", "严禁下达罚没指标。", ("下达", "罚没指标")),
    ],
)
def test_an_undecided_question_is_left_to_the_words(question: str, words: str, matter: tuple[str, ...], topic: MakeTopic) -> None:
    assert verdict(question, words, topic(*matter), exists=False) == ""


def test_another_number_under_an_exception_is_still_wrong(topic: MakeTopic) -> None:
    assert verdict("培训20日，对吧？", "培训原则上不少于15日。", topic("培训"), exists=False) == "否。"


def test_what_is_forbidden_is_not_said_to_exist(topic: MakeTopic) -> None:
    assert verdict("有没有罚没指标？", "严禁下达罚没指标。", topic("罚没指标"), exists=True) != "有。"


@pytest.mark.parametrize(
    ("question", "words", "same"),
    [
        ("2022年底前", "2022年年底前", True),
        ("2025年", "2022年年底前", False),
        ("60小时", "不少于60学时", True),
        ("二十天", "不少于20日", True),
        ("60学时", "不少于15日", None),
        ("60学时", "没有数字", None),
        ("没有数字", "60学时", None),
        ("2025年", "根据《纲要（2021—2025年）》", None),
        ("3次", "市级3次，县级2次", None),
    ],
)
def test_values_are_compared_only_where_they_count_the_same(question: str, words: str, same: bool | None) -> None:
    assert same_values(question, words) is same
