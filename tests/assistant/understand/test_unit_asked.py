"""Whether it is asked what a unit has to do, and which unit; a question of the matter, or of who does it, is not one."""

from __future__ import annotations

import pytest

from assistant.understand.unit_asked import UnitAsked, read_unit


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("   司法局负责哪些工作？", "司法局", "负责"),
        ("   市司法局的职责有哪些", "市司法局", ""),
        ("   委宣传部承担哪些任务", "委宣传部", ""),
        ("   市教育局要做哪些事", "市教育局", ""),
        ("   财政局有什么任务", "财政局", ""),
        ("   哪些工作由市司法局牵头", "市司法局", "牵头"),
        ("   由市场监管局负责的任务有哪些", "市场监管局", "负责"),
        ("   里，发改委配合哪些工作？", "发改委", "配合"),
        ("   和   的审计局分别负责什么", "审计局", "负责"),
        ("   各县区政府要做什么", "各县区政府", ""),
    ],
)
def test_what_a_unit_has_to_do_is_asked(text: str, name: str, role: str) -> None:
    assert read_unit(text) == UnitAsked(name=name, role=role)


@pytest.mark.parametrize(
    "text",
    [
        "   行政复议由谁负责",
        "   哪些部门负责行政复议",
        "   哪个局负责什么工作",
        "   行政复议由市司法局负责吗",
        "   市司法局在规范性文件审查方面负责什么",
        "   市司法局什么时候完成行政复议体制改革",
        "   政府要做什么",
        "   各级党委的职责是什么",
        "   行政执法要做什么",
        "   手机上能办事吗",
        "   网上能办哪些事",
        "   窗口能办什么事",
        "   领导干部有哪些职责",
        "   听证会有什么要求",
        "   以人民为中心有什么要求",
        "",
    ],
)
def test_other_questions_are_left_to_the_search(text: str) -> None:
    assert read_unit(text) is None
