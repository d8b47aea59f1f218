"""The picture by province: every province once, none upon another, and the numbers those of the documents."""

from __future__ import annotations

from assistant.bootstrap import Fazhi
from index.places import all_places
from ui.documents.coverage import coverage
from ui.documents.provinces import SQUARES


def test_the_squares_are_the_provinces_the_index_knows_each_in_a_place_of_its_own() -> None:
    assert set(SQUARES) == {place.name for place in all_places().values() if place.level == "province"}
    assert len(SQUARES) == len(set(SQUARES.values())) == 34


def test_neighbours_are_roughly_where_they_lie() -> None:
    for north, south in (("黑龙江省", "吉林省"), ("北京市", "河北省"), ("湖北省", "湖南省"), ("广东省", "澳门特别行政区")):
        assert SQUARES[north][0] < SQUARES[south][0]
    for west, east in (("新疆维吾尔自治区", "甘肃省"), ("西藏自治区", "四川省"), ("福建省", "台湾省"), ("江苏省", "上海市")):
        assert SQUARES[west][1] < SQUARES[east][1]


def test_a_square_is_a_link_with_its_number_only_where_something_is_held() -> None:
    picture = coverage(["甘肃省"] * 12 + ["北京市"])
    squares = {square.province: square for square in picture.squares}
    assert (squares["甘肃省"].held, squares["甘肃省"].shade, squares["甘肃省"].name) == (12, 3, "甘肃")
    assert squares["甘肃省"].href == "/plans?province=%E7%94%98%E8%82%83%E7%9C%81"
    assert (squares["北京市"].held, squares["北京市"].shade) == (1, 1)
    assert (squares["台湾省"].held, squares["台湾省"].shade, squares["台湾省"].href) == (0, 0, None)
    assert picture.provinces == 2
    assert [shade.words for shade in picture.legend] == ["1—2 份", "3—9 份", "10—29 份", "30 份以上"]


def test_every_document_held_is_counted(fazhi: Fazhi) -> None:
    heads = fazhi.index.get().heads.values()
    assert sum(square.held for square in coverage(head.province for head in heads).squares) == len(heads)
