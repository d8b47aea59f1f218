"""The place of a document: its title's, else that of the assembly that adopted it, and a doubt is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.models import Plan

Read = Callable[..., Plan]
BODY = "第一条 甲。\n第二条 乙。\n"


@pytest.mark.parametrize(
    ("title", "adopted", "place"),
    [
        ("张掖市信访条例", "张掖市第四届人民代表大会常务委员会第二次会议通过", "张掖市"),
        ("张掖市信访条例", "甘肃省第十三届人民代表大会常务委员会第二次会议批准", "张掖市"),
        ("泰山风景名胜区生态保护条例", "泰安市第十七届人民代表大会常务委员会第六次会议通过", "泰安市"),
        ("深圳经济特区社会信用条例", "深圳市第七届人民代表大会常务委员会第十次会议通过", "深圳市"),
        ("上海市浦东新区市场主体退出若干规定", "上海市第十五届人民代表大会常务委员会第三十五次会议通过", "浦东新区"),
        ("景宁畲族自治县城市管理条例", "浙江省第十二届人民代表大会常务委员会第二十次会议批准", "景宁畲族自治县"),
        ("中国（浙江）自由贸易试验区条例", "浙江省第十三届人民代表大会常务委员会第四次会议通过", "浙江省"),
        ("绍兴古城保护利用条例", "市八届人大常委会第十四次会议通过", "绍兴市"),
    ],
)
def test_the_title_goes_before_the_assembly_and_the_assembly_before_a_short_name(read: Read, title: str, adopted: str, place: str) -> None:
    assert read(f"{title}\n2018年9月21日 {adopted}\n{BODY}", "文件.txt").place == place


def test_a_plan_without_an_assembly_is_of_the_place_its_title_calls_in_short(read: Read) -> None:
    assert read("张掖法治政府建设方案\n一、甲\n二、乙\n", "文件.txt").place == "张掖市"


def test_a_rank_the_place_does_not_have_today_is_told(read: Read) -> None:
    [note] = read(f"莱芜市建筑条例\n{BODY}").notes
    assert "“莱芜市”" in note
    assert "山东省济南市莱芜区" in note


@pytest.mark.parametrize("title", ["张掖市建筑条例", "深圳经济特区建筑条例", "上海区域合作条例", "肃南县建筑条例"])
def test_a_name_without_doubt_is_not_remarked_upon(read: Read, title: str) -> None:
    assert read(f"{title}\n{BODY}").notes == ()
