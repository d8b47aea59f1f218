"""Administrative divisions down to county level, by full name, short name and what they lie in."""

from __future__ import annotations

import pytest

from index.places import all_places, by_name, is_within, names_in, places_called, settle, short_name


@pytest.mark.parametrize(
    ("name", "province", "level"),
    [
        ("抚远市", "黑龙江省", "county"),
        ("肃南裕固族自治县", "甘肃省", "county"),
        ("张掖市", "甘肃省", "city"),
        ("北京市", "北京市", "province"),
        ("湘西土家族苗族自治州", "湖南省", "city"),
    ],
)
def test_a_place_is_known_with_its_province_and_level(name: str, province: str, level: str) -> None:
    [place] = [place for place in by_name()[name] if place.name == name]
    assert (place.province, place.level) == (province, level)


@pytest.mark.parametrize(
    ("name", "short"),
    [("张掖市", "张掖"), ("肃南裕固族自治县", "肃南"), ("内蒙古自治区", "内蒙古"), ("浚县", "浚县"), ("恩施土家族苗族自治州", "恩施")],
)
def test_a_short_name_drops_rank_and_peoples_but_keeps_two_characters(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_full_name_means_only_places_so_called() -> None:
    [named] = names_in("吉林市的方案")
    assert named.full
    assert [place.name for place in named.places] == ["吉林市"]


def test_a_name_shared_by_two_places_is_settled_by_what_they_lie_in() -> None:
    places = places_called("朝阳区")
    settled = settle(places, "长春市朝阳区人民政府")
    assert len(places) > 1
    assert settled is not None
    assert settled.full_name == "吉林省长春市朝阳区"


def test_a_name_shared_by_two_places_stays_open_where_nothing_decides() -> None:
    assert settle(places_called("朝阳区"), "本区") is None


def test_a_short_name_of_province_and_city_means_the_higher() -> None:
    settled = settle(by_name()["吉林"], "")
    assert settled is not None
    assert settled.name == "吉林省"


@pytest.mark.parametrize("words", ["吉林省长春市朝阳区", "长春市朝阳区", "吉林省朝阳区", "220104"])
def test_a_place_may_be_called_by_its_code_or_after_what_it_lies_in(words: str) -> None:
    assert [place.code for place in places_called(words)] == ["220104"]


@pytest.mark.parametrize("words", ["火星", "", "甘肃省朝阳区", "市", "朝阳区朝阳区"])
def test_what_is_no_place_is_none(words: str) -> None:
    assert places_called(words) == ()


def test_a_county_lies_in_its_city_and_not_the_other_way() -> None:
    [county], [city] = places_called("肃南裕固族自治县"), places_called("张掖市")
    assert is_within(county, city)
    assert not is_within(city, county)
    assert not is_within(city, city)


def test_every_place_names_parents_that_exist() -> None:
    places = all_places()
    assert len(places) > 3000
    assert all(code in places for place in places.values() for code in place.parents)
