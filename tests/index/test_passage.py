"""The note that tells of a document's passage ends its title and is read alike, however it is laid out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clauses import plan_from_text
from index.models import Plan
from index.passage import before_note, tells_passage
from index.versions import Versions

Read = Callable[..., Plan]
BODY = "\n第一条 为了保护河湖，制定本条例。\n第二条 本条例自2019年1月1日起施行。\n"
CITY, PROVINCE = "张掖市第四届人民代表大会常务委员会", "甘肃省第十三届人民代表大会常务委员会"
NOTE = f"2018年9月30日{CITY}第十五次会议通过 2018年11月29日{PROVINCE}第七次会议批准"
TITLE = "张掖市河湖保护条例"


def said(plan: Plan) -> tuple[object, ...]:
    return (plan.title, plan.kind, plan.period, plan.issuers, plan.version_date, plan.effective_on)


@pytest.mark.parametrize("opening", [f"{TITLE}", f"# {TITLE}", "张掖市河湖\n保护条例", f"　　{TITLE}"])
@pytest.mark.parametrize("gap", ["", " ", "\n", "\r\n", "\n\n", "\n　　"])
@pytest.mark.parametrize("brackets", ["（）", "()", "（)", "〔〕", "【】"])
def test_a_note_in_brackets_is_no_part_of_the_title(read: Read, opening: str, gap: str, brackets: str) -> None:
    plan = read(f"{opening}{gap}{brackets[0]}{NOTE}{brackets[1]}\n{BODY}")
    assert said(plan) == (TITLE, "条例", None, (CITY, PROVINCE), "2018-11-29", "2019-01-01")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_so_is_one_without_brackets(read: Read, gap: str) -> None:
    plan = read(f"{TITLE}{gap}{NOTE.replace(' ', gap)}\n{BODY}")
    assert said(plan) == (TITLE, "条例", None, (CITY, PROVINCE), "2018-11-29", "2019-01-01")


@given(st.lists(st.integers(1, len(NOTE) + 1), max_size=6), st.sampled_from(["\n", "\r\n", "\n　　"]))
def test_wherever_its_lines_are_broken(places: list[int], line_break: str) -> None:
    words = f"（{NOTE}）"
    cuts = [0, *sorted(set(places)), len(words)]
    broken = line_break.join(words[start:end] for start, end in pairwise(cuts))
    plan = plan_from_text(f"{TITLE}\n{broken}\n{BODY}", "条例.txt", "0" * 64)
    assert said(plan) == (TITLE, "条例", None, (CITY, PROVINCE), "2018-11-29", "2019-01-01")
    for fact in plan.facts:
        if fact.field == "issuer":
            assert "".join(plan.words(fact).split()) == fact.value


@given(
    st.dates(date(1980, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["{0.year}年{0.month}月{0.day}日", "{0.year} 年 {0.month} 月 {0.day} 日", "{0.month}月{0.day}日", "{0.year}年"]),
    st.sampled_from(["", "经", " ", "（"]),
    st.sampled_from(["张掖市", "日照市", "济宁市", "于都县"]),
)
def test_an_issuer_never_begins_inside_a_date(day: date, form: str, between: str, place: str) -> None:
    name = f"{place}人民代表大会常务委员会"
    plan = plan_from_text(
        f"{place}河湖保护条例\n\n（2017年1月5日起草，{form.format(day)}{between}{name}通过）\n{BODY}", "条例.txt", "0" * 64
    )
    assert plan.issuers == (name,)


def test_a_note_in_chinese_numerals_is_read_too(read: Read) -> None:
    plan = read(f"{TITLE}（二〇一八年九月三十日{CITY}第十五次会议通过）{BODY}")
    assert said(plan)[:5] == (TITLE, "条例", None, (CITY,), "2018-09-30")


def test_a_note_never_closed_ends_with_the_last_thing_done(read: Read) -> None:
    plan = read(f"{TITLE}\n（{NOTE}\n\n目的明确，措施得当。\n{BODY}")
    assert (plan.title, plan.version_date) == (TITLE, "2018-11-29")
    assert any(plan.words(clause).strip() == "目的明确，措施得当。" for clause in plan.clauses)


def test_a_title_inside_a_note_names_no_issuer(read: Read) -> None:
    note = f"2018年9月30日{CITY}第十五次会议根据《酒泉市人民代表大会常务委员会关于修改〈河湖条例〉的决定》修正"
    assert read(f"{TITLE}\n（{note}）{BODY}").issuers == (CITY,)


@pytest.mark.parametrize(
    "title",
    [
        "张掖市法治政府建设实施方案（2021—2025年）",
        "张掖市法治政府建设实施方案（2021年1月1日—2025年12月31日）",
        "张掖市关于修改《河湖条例（2018年9月30日通过）》的决定",
        "张掖市人民代表大会关于修改河湖条例（2018年9月30日通过）的决定",
    ],
)
def test_years_and_brackets_that_belong_to_a_title_stay(read: Read, title: str) -> None:
    assert read(f"{title}\n\n一、甲\n（一）乙。\n").title == title
    assert before_note(title) == title


def test_a_file_s_name_loses_its_note_where_no_title_is_printed(read: Read) -> None:
    plan = read("甲。\n乙。\n", f"{TITLE}（2018年9月30日通过）.txt")
    assert (plan.title, plan.period) == (TITLE, None)


def test_a_sentence_that_tells_of_a_day_is_no_note() -> None:
    assert tells_passage(f"（{NOTE}）")
    assert not tells_passage(f"{NOTE}。")


def test_wordings_with_their_notes_laid_out_differently_are_versions_of_one_document(read: Read) -> None:
    older = read(f"{TITLE}\n（2018年9月30日{CITY}第十五次会议通过）{BODY}", "旧.txt")
    newer = read(
        f"{TITLE}\n\n（2023年5月6日张掖市第五届人民代表大会常务委员会第八次会议修订）{BODY.replace('2019', '2024')}第三条 丙。\n", "新.txt"
    )
    one, other = (plan.head.model_copy(update={"plan_id": plan.source}) for plan in (older, newer))
    versions = Versions([one, other])
    assert versions.family("旧.txt") == (one, other)
    assert versions.superseded_by("旧.txt", date(2026, 1, 1)) == other
