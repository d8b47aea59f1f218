"""Units are said with their role, the first by name, and their true number."""

from __future__ import annotations

from assistant.hotline.units import is_generic, ways_to_say
from index.models import Unit
from index.units import responsible_units


def units(text: str) -> tuple[Unit, ...]:
    return responsible_units(text, 0, len(text))


def said(text: str) -> list[str]:
    return [way[0] for way in ways_to_say(units(text))]


def test_few_units_are_all_named() -> None:
    assert said("责任单位：市司法局、市财政局")[0] == "由市司法局、市财政局负责"


def test_many_units_are_counted() -> None:
    names = "、".join(f"市{name}局" for name in ("公安", "司法", "财政", "审计", "统计", "教育", "民政"))
    assert said(f"责任单位：{names}")[0] == "由市公安局、市司法局、市财政局等7家单位负责"


def test_units_only_described_are_not_counted_as_one() -> None:
    names = "、".join(f"市{name}局" for name in ("公安", "司法", "财政", "审计", "统计", "教育"))
    assert said(f"责任单位：{names}，各县区政府")[0] == "由市公安局、市司法局、市财政局等6家单位和各县区政府负责"
    assert is_generic("市政府其他部门")
    assert not is_generic("市司法局")


def test_roles_are_kept_apart() -> None:
    assert said("牵头单位：市司法局；配合单位：市财政局")[0] == "由市司法局牵头，由市财政局配合"


def test_each_shorter_way_names_fewer_and_keeps_the_number() -> None:
    names = "、".join(f"市{name}局" for name in ("公安", "司法", "财政", "审计", "统计", "教育"))
    ways = said(f"责任单位：{names}")
    assert [len(way) for way in ways] == sorted((len(way) for way in ways), reverse=True)
    assert all("等6家单位" in way for way in ways)
