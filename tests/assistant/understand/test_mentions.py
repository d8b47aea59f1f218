"""Which places a question names, and which it does not."""

from __future__ import annotations

import pytest

from assistant.understand.mentions import place_by_name, read_mentions
from index.models import Plan
from index.places import Place


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("张掖市方案的文号", ["张掖市"]),
        ("张掖的方案", ["张掖市"]),
        ("张掖县的方案", ["张掖市"]),
        ("抚远县怎么规定", ["抚远市"]),
        ("黑龙江省抚远市的规定", ["抚远市"]),
        ("吉林省长春市的规定", ["长春市"]),
        ("肃南裕固族自治县的调解", ["肃南裕固族自治县"]),
        ("肃南怎么规定", ["肃南裕固族自治县"]),
        ("江西省赣州市章贡区的方案", ["章贡区"]),
        ("长春市朝阳区的方案", ["朝阳区"]),
        ("甘肃省的方案", ["甘肃省"]),
        ("吉林市的方案", ["吉林市"]),
        ("天水的行政调解", ["天水市"]),
        ("抚州市的方案", ["抚州市"]),
        ("张掖和赣州的行政调解", ["张掖市", "赣州市"]),
        ("张掖、天水、长春的期限", ["张掖市", "天水市", "长春市"]),
        ("张掖市和张掖市的方案", ["张掖市"]),
        ("莲花市有什么规定", ["莲花市"]),
        ("行政调解由谁负责", []),
        ("", []),
    ],
)
def test_places_are_read_with_their_official_names(question: str, names: list[str], held: list[Place], plans: list[Plan]) -> None:
    assert [place.name for place in read_mentions(question, held, plans).places] == names


@pytest.mark.parametrize(
    ("question", "is_held"),
    [("张掖", True), ("抚远县", True), ("肃南", False), ("甘肃省", False), ("吉林市", False), ("吉林省", False), ("莲花市的方案", False)],
)
def test_only_the_very_place_of_a_document_is_held(question: str, is_held: bool, held: list[Place], plans: list[Plan]) -> None:
    [place] = read_mentions(question, held, plans).places
    assert place.held is is_held


@pytest.mark.parametrize(
    ("question", "related"),
    [("肃南怎么规定", ("张掖市",)), ("甘肃省", ("张掖市",)), ("长春市朝阳区", ("长春市",)), ("吉林市", ()), ("天水", ())],
)
def test_a_place_around_or_inside_another_is_related_to_it(
    question: str, related: tuple[str, ...], held: list[Place], plans: list[Plan]
) -> None:
    [place] = read_mentions(question, held, plans).places
    assert place.related == related


def test_a_district_is_that_of_the_city_named_with_it(held: list[Place], plans: list[Plan]) -> None:
    [place] = read_mentions("长春市朝阳区", held, plans).places
    assert place.code == "220104"


@pytest.mark.parametrize(
    ("question", "written", "meant"),
    [
        ("张液市的方案", "张液市", "张掖市"),
        ("赣洲方案", "赣洲", "赣州市"),
        ("长椿市的期限", "长椿市", "长春市"),
        ("撫遠", "", ""),
    ],
)
def test_a_place_mistyped_by_one_character_is_offered_and_not_assumed(
    question: str, written: str, meant: str, held: list[Place], plans: list[Plan]
) -> None:
    mentions = read_mentions(question, held, plans)
    assert mentions.places == ()
    assert mentions.misspelt == (((written, meant),) if written else ())


@pytest.mark.parametrize(
    "question",
    [
        "和平年代",
        "东方红",
        "城关镇",
        "开发区",
        "全市的方案",
        "各县区",
        "本市有什么",
        "地级市的立法",
        "城市管理",
        "企业安静生产期",
        "市区的规定",
    ],
)
def test_ordinary_words_are_no_places(question: str, held: list[Place], plans: list[Plan]) -> None:
    mentions = read_mentions(question, held, plans)
    assert (mentions.places, mentions.misspelt) == ((), ())


def test_a_place_in_another_documents_title_is_not_asked_about(held: list[Place], plans: list[Plan]) -> None:
    assert read_mentions("根据《甘肃省法治政府建设实施方案》", held, plans).places == ()


def test_a_place_in_the_title_of_a_document_held_is_asked_about(held: list[Place], plans: list[Plan], bundled: dict[str, Plan]) -> None:
    mentions = read_mentions(f"《{bundled['张掖'].title}》的文号", held, plans)
    assert [place.name for place in mentions.places] == ["张掖市"]


@pytest.mark.parametrize("question", ["张掖市方案的文号", "张掖和赣州的行政调解", "江西省赣州市章贡区的方案", "莲花市有什么规定"])
def test_the_rest_keeps_its_place_in_the_text(question: str, held: list[Place], plans: list[Plan]) -> None:
    rest = read_mentions(question, held, plans).rest
    assert len(rest) == len(question)
    assert all(kept in (char, " ") for kept, char in zip(rest, question, strict=True))
    assert "张掖" not in rest and "章贡" not in rest


@pytest.mark.parametrize(
    ("name", "official"),
    [("张掖市", "张掖市"), ("张掖", "张掖市"), ("620700", "张掖市"), ("天水", "天水市"), ("没有这个地方", None), ("", None)],
)
def test_a_picker_may_give_full_name_short_name_or_code(name: str, official: str | None, held: list[Place]) -> None:
    place = place_by_name(name, held)
    assert (place.name if place else None) == official
