"""Several matters asked about at once become as many questions; parts of one matter do not."""

from __future__ import annotations

import pytest

from assistant.understand.enumeration import each_of


def test_every_matter_of_an_enumeration_is_asked_about() -> None:
    asked = each_of("列两个时间：执法监督体系、政务公开标准体系，分别哪年建成")
    assert asked == ["执法监督体系哪年建成", "政务公开标准体系哪年建成"]


def test_a_count_before_the_asking_belongs_to_no_matter() -> None:
    asked = each_of("复议体制改革、法治督察覆盖、基层政务公开，三个节点各是什么时候")
    assert asked == ["复议体制改革是什么时候", "法治督察覆盖是什么时候", "基层政务公开是什么时候"]


@pytest.mark.parametrize(
    "sentence",
    ["党委、人大、政府分别扮演什么角色", "行政调解由谁负责", "督察的对象、时限分别怎么表述", "执法监督体系、政务公开标准体系哪年建成"],
)
def test_parts_of_one_matter_stay_together(sentence: str) -> None:
    assert each_of(sentence) == [sentence]
