"""From when documents are in force, which they end, and the day of their wording, in the words of real closing articles."""

from __future__ import annotations

import pytest

from index.models import Fact
from index.structure import read_structure
from index.validity import read_validity


def _read(text: str, **days: str) -> list[Fact]:
    return read_validity(text, read_structure(text).blocks, **days)


def _regulation(closing: str, under_title: str = "") -> str:
    return f"某市养犬管理条例\n\n{under_title}\n\n第一条 为了规范养犬，制定本条例。\n\n第二条 {closing}\n"


def _values(facts: list[Fact], field: str) -> list[str]:
    return [fact.value for fact in facts if fact.field == field]


@pytest.mark.parametrize(
    ("closing", "day"),
    [
        ("本条例自2022年1月1日起施行。", "2022-01-01"),
        ("本办法自2020年１月１日起实施。", "2020-01-01"),
        ("本规定自二〇二一年十月一日起执行，《某市养犬规定》同时废止。", "2021-10-01"),
        ("本规定经某市人民代表大会常务委员会审议通过，自2016年 5月1日起施行。", "2016-05-01"),
        ("本实施方案自2022年3月10日起实施。", "2022-03-10"),
    ],
)
def test_the_day_is_read_where_it_is_said(closing: str, day: str) -> None:
    text = _regulation(closing)
    facts = [fact for fact in _read(text) if fact.field == "effective_on"]
    assert [fact.value for fact in facts] == [day]
    assert text[facts[0].start : facts[0].end] in closing


@pytest.mark.parametrize(
    "words",
    [
        "本市自2020年5月1日起施行垃圾分类。",
        "《某省养犬条例》自2022年1月1日起施行。",
        "违反本条例规定的行为，自2022年1月1日起实施罚款。",
        "本条例自施行。",
    ],
)
def test_what_is_not_said_of_the_document_itself_is_not_read(words: str) -> None:
    assert _values(_read(_regulation(words)), "effective_on") == []


def test_the_day_of_publication_counts_only_where_it_is_known() -> None:
    closing = "本办法自公布之日起施行。"
    assert _read(_regulation(closing)) == []
    assert _values(_read(_regulation(closing), issued_on="2021-03-01", published_on="2021-03-09"), "effective_on") == ["2021-03-01"]
    assert _values(_read(_regulation(closing), published_on="2021-03-09"), "effective_on") == ["2021-03-09"]
    proclaimed = _regulation(closing, "2021年2月20日 某市人民代表大会常务委员会公告第3号公布")
    assert _values(_read(proclaimed, published_on="2021-03-09"), "effective_on") == ["2021-02-20"]


def test_a_page_put_online_is_no_day_of_printing() -> None:
    assert _read(_regulation("本方案自印发之日起施行。"), published_on="2021-03-09") == []


def test_passing_counts_from_the_day_it_was_passed() -> None:
    text = _regulation("本规则自通过之日起施行。", "2020年6月2日 某市人民代表大会第三次会议通过")
    assert _values(_read(text), "effective_on") == ["2020-06-02"]


def test_a_line_under_the_title_says_it_where_no_article_does() -> None:
    assert _values(_read(_regulation("本条例由市公安局解释。", "2011年1月1日 施行")), "effective_on") == ["2011-01-01"]


@pytest.mark.parametrize(
    ("closing", "last_day"),
    [
        ("本办法自2022年3月1日起施行，有效期5年。", "2027-02-28"),
        ("本办法自2024年2月29日起施行，有效期为两年。", "2026-02-27"),
        ("本办法自2022年3月1日起施行，有效期至2026年12月31日。", "2026-12-31"),
    ],
)
def test_the_last_day_is_read_or_counted(closing: str, last_day: str) -> None:
    assert _values(_read(_regulation(closing)), "expires_on") == [last_day]


def test_the_validity_of_a_permit_is_not_that_of_the_document() -> None:
    assert _values(_read(_regulation("养犬登记证有效期5年。本条例自2022年3月1日起施行。")), "expires_on") == []


@pytest.mark.parametrize(
    ("closing", "titles"),
    [
        ("本条例自2022年1月1日起施行。《某市养犬规定》同时废止。", ["某市养犬规定"]),
        ("1994年11月30日某市第十届人民代表大会常务委员会第十四次会议通过的《某市限制养犬规定》同时废止。", ["某市限制养犬规定"]),
        (
            "1997年1月1日公布的《甲办法》、1998年1月1日公布的《乙办法》和《〈乙办法〉处罚规定》同时废止。",
            ["甲办法", "乙办法", "〈乙办法〉处罚规定"],
        ),
        ("2010年1月1日某市第二次会议《关于修改〈甲条例〉的决定》第一次修正的《甲条例》同时废止。", ["甲条例"]),
        ("根据《中华人民共和国某法》制定的《甲办法》（某政发〔2012〕3号）同时废止。", ["甲办法"]),
        ("《某市游行规定》自本规定施行之日起即行废止。", ["某市游行规定"]),
    ],
)
def test_the_titles_it_ends_are_read_and_no_others(closing: str, titles: list[str]) -> None:
    text = _regulation(closing)
    facts = [fact for fact in _read(text) if fact.field == "repeals"]
    assert [fact.value for fact in facts] == titles
    assert [text[fact.start : fact.end] for fact in facts] == [f"《{title}》" for title in titles]


@pytest.mark.parametrize(
    "words",
    [
        "《采矿许可证》有效期满，不办理延续登记手续的，《采矿许可证》自行废止。",
        "规章的修改和废止，依照《中华人民共和国立法法》执行。",
        "《某市养犬规定》应当及时修改或者废止。",
        "《某市养犬规定》第三条同时废止。",
        "《某市养犬规定》中有关登记的规定同时废止。",
        "决定废止《某市养犬规定》的，应当公布。",
    ],
)
def test_what_ends_no_document_is_not_read(words: str) -> None:
    assert _values(_read(_regulation(words)), "repeals") == []


def test_a_decision_to_end_documents_names_them_after_the_word() -> None:
    text = "某市人民代表大会常务委员会关于废止部分地方性法规的决定\n\n一、废止《甲条例》（1992年9月19日通过）\n二、废止《乙条例》\n"
    assert _values(_read(text), "repeals") == ["甲条例", "乙条例"]


def test_the_wording_is_of_the_last_day_it_was_passed_or_amended() -> None:
    under_title = (
        "2010年5月28日 某市第十届人民代表大会常务委员会第十八次会议通过\n\n"
        "2011年12月13日 某市第十一届人民代表大会常务委员会第三十次会议《关于修改〈某市2008年1月1日规定〉等六件地方性法规的决定》修正"
    )
    text = _regulation("本条例自2010年10月1日起施行。", under_title)
    facts = _read(text)
    assert _values(facts, "version_date") == ["2011-12-13"]
    assert _values(facts, "effective_on") == ["2010-10-01"]


def test_days_told_by_the_introduction_are_of_other_documents() -> None:
    text = "某市实施方案\n\n为贯彻2021年8月11日公布的《法治政府建设实施纲要》，制定本方案。\n\n一、任务\n（一）甲。\n"
    assert _read(text) == []
