"""Which of several versions is in force on a day, and what a person is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnknownPlan
from index.models import Plan, PlanHead
from index.older import OlderVersion
from index.versions import Versions

TODAY = date(2026, 1, 1)
CITY, PROVINCE, COUNTY = "620700", "620000", "620702"  # 张掖市, 甘肃省, 甘州区


def _head(plan_id: str, title: str = "张掖市养犬条例", **facts: object) -> PlanHead:
    usual = {
        "place": "张掖市",
        "place_code": CITY,
        "province": "甘肃省",
        "level": "地级",
        "kind": "条例",
        "period": None,
        "status": "issued",
        "document_number": None,
        "issued_on": None,
        "published_on": None,
        "issuers": (),
        "based_on": (),
        "source": f"{plan_id}.txt",
        "sha256": plan_id,
        "words_digest": plan_id,
    }
    return PlanHead.model_validate({"plan_id": plan_id, "title": title, **usual, **facts})


def _draft(plan_id: str, **facts: object) -> PlanHead:
    return _head(plan_id, "张掖市养犬条例（征求意见稿）", **{"status": "draft", **facts})


def _current(*heads: PlanHead, on: date = TODAY) -> tuple[str, ...]:
    return Versions(heads).current([head.plan_id for head in heads], on)


def test_a_final_takes_the_place_of_its_draft_from_the_day_it_was_announced() -> None:
    draft, final = _draft("draft", published_on="2021-08-01"), _head("final", issued_on="2021-11-05", effective_on="2022-01-01")
    versions = Versions([final, draft])
    assert versions.family("final") == versions.family("draft") == (draft, final)
    assert versions.superseded_by("draft", date(2021, 11, 4)) is None
    assert versions.superseded_by("draft", date(2021, 11, 5)) == final
    assert _current(final, draft, on=date(2021, 9, 1)) == ("draft",)
    assert _current(final, draft, on=date(2021, 12, 1)) == _current(final, draft) == ("final",)
    assert not versions.in_force("final", date(2021, 12, 31))
    assert versions.in_force("final", date(2022, 1, 1))


def test_a_draft_is_never_in_force_but_is_what_there_is() -> None:
    draft = _draft("draft")
    assert not Versions([draft]).in_force("draft", TODAY)
    assert _current(draft) == ("draft",)


def test_a_draft_without_a_date_gives_way_to_a_final_without_one() -> None:
    assert _current(_draft("draft"), _head("final")) == ("final",)


def test_the_draft_of_a_revision_overrides_nothing_and_is_not_superseded() -> None:
    final, draft = _head("final", issued_on="2018-01-01"), _draft("draft", published_on="2024-05-01")
    versions = Versions([final, draft])
    assert versions.superseded_by("draft", TODAY) is None
    assert versions.in_force("final", TODAY)
    assert _current(final, draft) == ("final",)


def test_a_later_version_counts_from_its_own_first_day() -> None:
    old = _head("old", version_date="2012-07-27", effective_on="2012-10-01")
    new = _head("new", version_date="2023-11-24", effective_on="2012-10-01")
    versions = Versions([new, old])
    assert versions.superseded_by("old", date(2023, 11, 23)) is None
    assert versions.superseded_by("old", TODAY) == new
    assert _current(new, old, on=date(2020, 1, 1)) == ("old",)
    assert _current(new, old, on=date(2000, 1, 1)) == ("old",)


def test_a_version_not_yet_in_force_waits_while_another_is() -> None:
    old, new = _head("old", issued_on="2020-01-01"), _head("new", issued_on="2025-12-01", effective_on="2026-07-01")
    assert _current(old, new) == ("old",)
    assert _current(old, new, on=date(2026, 7, 1)) == ("new",)
    assert _current(new) == ("new",)


def test_the_newest_of_several_is_named_as_what_supersedes() -> None:
    heads = [_head(year, issued_on=f"{year}-01-01") for year in ("2010", "2022", "2015")]
    versions = Versions(heads)
    assert versions.superseded_by("2010", TODAY) == heads[1]
    assert versions.superseded_by("2010", date(2016, 1, 1)) == heads[2]
    assert [head.plan_id for head in versions.family("2015")] == ["2010", "2015", "2022"]


def test_the_same_words_are_one_document() -> None:
    page, copy = _head("page", words_digest="a", issued_on="2020-01-01"), _head("copy", words_digest="a")
    versions = Versions([copy, page])
    assert versions.same_as("copy") == page
    assert versions.same_as("page") is None
    assert versions.family("copy") == (page,)
    assert versions.current(["copy", "page"], TODAY) == versions.current(["copy"], TODAY) == ("page",)
    assert versions.questions() == ()


def test_a_plan_of_a_later_period_leaves_the_earlier_alone() -> None:
    earlier = _head("a", "张掖市实施方案（2016—2020年）", period={"from": 2016, "to": 2020}, issued_on="2016-05-01")
    later = _head("b", "张掖市实施方案（2021—2025年）", period={"from": 2021, "to": 2025}, issued_on="2021-05-01")
    assert _current(earlier, later) == ("a", "b")


def test_the_same_title_in_another_place_is_another_document() -> None:
    here, there = _head("here", "养犬办法", issued_on="2020-01-01"), _head("there", "养犬办法", place_code="360700", issued_on="2021-01-01")
    assert _current(here, there) == ("here", "there")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({}, {}, "没有都写明日期"),
        ({"issued_on": "2020-01-01"}, {}, "没有都写明日期"),
        ({"issued_on": "2020-01-01"}, {"issued_on": "2020-01-01"}, "日期相同"),
        ({"issued_on": "2020-01-01"}, {"published_on": "2021-01-01"}, "只有一份写明"),
        ({"issued_on": "2020-01-01", "effective_on": "2022-01-01"}, {"issued_on": "2020-02-01", "effective_on": "2021-01-01"}, "互相矛盾"),
        (
            {"issued_on": "2020-01-01", "issuers": ["张掖市教育局"]},
            {"issued_on": "2021-01-01", "issuers": ["张掖市司法局"]},
            "发布机关不同",
        ),
    ],
)
def test_where_nothing_decides_both_stay_and_a_person_is_asked(one: dict[str, object], other: dict[str, object], why: str) -> None:
    heads = [_head("a", **one), _head("b", **other)]
    versions = Versions(heads)
    assert _current(*heads) == ("a", "b")
    assert [head.plan_id for head in versions.undecided("a")] == ["b"]
    (asked,) = versions.questions()
    assert set(asked.files) == {"a.txt", "b.txt"}
    assert why in asked.sentence
    assert 'a.toml 里写 取代 = ["b.txt"]' in asked.sentence
    assert 'b.toml 里写 取代 = ["a.txt"]' in asked.sentence
    assert asked.sentence.count("。") == 1


def test_what_a_person_says_decides() -> None:
    old, new = _head("old", issued_on="2020-01-01"), _head("new", issued_on="2020-01-01", replaces=["old.txt"])
    versions = Versions([old, new])
    assert versions.superseded_by("old", TODAY) == new
    assert versions.questions() == ()
    assert versions.current(["old", "new"], TODAY) == ("new",)


def test_what_a_person_says_goes_before_dates_and_titles() -> None:
    right, wrong = _head("right", issued_on="2020-01-01", replaces=["wrong.txt"]), _head("wrong", issued_on="2021-01-01")
    assert _current(right, wrong) == ("right",)
    other = _head("other", "张掖市犬只规定")
    assert _current(_head("new", replaces=["other.txt"]), other) == ("new",)


def test_the_government_and_its_office_are_one_issuer() -> None:
    old = _head("old", issued_on="2020-01-01", issuers=["张掖市人民政府"])
    new = _head("new", issued_on="2021-01-01", issuers=["张掖市人民政府办公室"])
    assert _current(old, new) == ("new",)


def test_reports_stand_beside_one_another_and_nobody_is_asked() -> None:
    reports = [_head(day, "2022年度法治政府建设情况报告", kind="年度报告", issued_on=day) for day in ("2023-01-01", "2023-02-01")]
    assert _current(*reports) == ("2023-01-01", "2023-02-01")
    assert Versions(reports).questions() == ()


def test_drafts_are_not_asked_about_once_there_is_a_final() -> None:
    drafts = [_draft("a"), _draft("b")]
    assert len(Versions(drafts).questions()) == 1
    assert Versions([*drafts, _head("final")]).questions() == ()


def test_a_document_ends_others_by_title_from_its_first_day() -> None:
    old = _head("old", "张掖市限制养犬规定", issued_on="1994-11-30")
    new = _head("new", repeals=["张掖市限制养犬规定"], effective_on="2025-01-01")
    versions = Versions([old, new])
    assert versions.ended_by("old", date(2024, 12, 31)) is None
    assert versions.in_force("old", date(2024, 12, 31))
    assert versions.ended_by("old", TODAY) == new
    assert not versions.in_force("old", TODAY)
    assert _current(old, new) == ("new",)


@pytest.mark.parametrize(
    ("ending", "ended", "reaches"), [(CITY, COUNTY, True), (PROVINCE, CITY, True), (COUNTY, CITY, False), ("360700", CITY, False)]
)
def test_a_document_ends_those_of_its_place_and_of_places_within(ending: str, ended: str, reaches: bool) -> None:
    old, new = _head("old", "限制养犬规定", place_code=ended), _head("new", "养犬条例", place_code=ending, repeals=["限制养犬规定"])
    assert (Versions([old, new]).ended_by("old", TODAY) == new) == reaches


def test_a_draft_ends_nothing() -> None:
    old, draft = _head("old", "张掖市限制养犬规定"), _draft("draft", repeals=["张掖市限制养犬规定"])
    assert Versions([old, draft]).in_force("old", TODAY)


def test_a_document_that_ends_its_own_title_ends_what_was_before_it_and_not_itself() -> None:
    old = _head("old", issued_on="2001-05-24")
    new = _head("new", version_date="2019-09-27", effective_on="2020-01-01", repeals=["张掖市养犬条例"])
    amended = _head("amended", version_date="2023-05-01", effective_on="2020-01-01", repeals=["张掖市养犬条例"])
    versions = Versions([old, new, amended])
    assert versions.in_force("new", date(2022, 1, 1))
    assert versions.in_force("amended", TODAY)
    assert versions.ended_by("old", TODAY) is not None


def test_a_document_is_in_force_up_to_its_last_day_and_is_shown_after() -> None:
    head = _head("a", expires_on="2025-12-31")
    assert Versions([head]).in_force("a", date(2025, 12, 31))
    assert not Versions([head]).in_force("a", TODAY)
    assert _current(head) == ("a",)


def test_a_question_after_an_older_wording_gets_it() -> None:
    draft, old, new = _draft("draft", published_on="2015-10-01"), _head("old", issued_on="2016-01-01"), _head("new", issued_on="2022-01-01")
    versions, ids = Versions([draft, old, new]), ["draft", "old", "new"]
    assert versions.older(ids, OlderVersion(wanted="draft"), TODAY) == ("draft",)
    assert versions.older(ids, OlderVersion(wanted="earlier"), TODAY) == ("draft", "old")
    assert versions.older(ids, OlderVersion(wanted="edition", year=2016), TODAY) == ("old",)
    assert versions.older(ids, OlderVersion(wanted="edition", year=1999), TODAY) == ("new",)


def test_a_document_not_held_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownPlan, match="fazhi plans"):
        Versions([]).in_force("x", TODAY)


_DAYS = st.none() | st.sampled_from(["2010-01-01", "2015-06-01", "2020-01-01", "2027-01-01"])


@st.composite
def _families(draw: st.DrawFn) -> list[PlanHead]:
    count = draw(st.integers(min_value=1, max_value=5))
    return [
        draw(st.sampled_from([_head, _draft]))(
            str(at),
            issued_on=draw(_DAYS),
            published_on=draw(_DAYS),
            effective_on=draw(_DAYS),
            version_date=draw(_DAYS),
            words_digest=draw(st.sampled_from(["", "same", str(at)])),
        )
        for at in range(count)
    ]


@given(_families(), st.dates(min_value=date(2005, 1, 1), max_value=date(2030, 1, 1)))
def test_something_of_every_family_is_left_and_nothing_superseded_is(heads: list[PlanHead], day: date) -> None:
    versions = Versions(heads)
    ids = [head.plan_id for head in heads]
    left = versions.current(ids, day)
    assert left
    assert set(left) <= set(ids)
    assert all(versions.superseded_by(plan_id, day) is None for plan_id in left)
    assert versions.current(reversed(left), day) == tuple(reversed(left))
    assert all(versions.in_force(plan_id, day) is False for plan_id in ids if versions.superseded_by(plan_id, day))


@given(_families())
def test_the_order_in_which_files_are_found_changes_nothing(heads: list[PlanHead]) -> None:
    one, other = Versions(heads), Versions(reversed(heads))
    for head in heads:
        assert one.family(head.plan_id) == other.family(head.plan_id)
        assert one.superseded_by(head.plan_id, TODAY) == other.superseded_by(head.plan_id, TODAY)
    assert one.questions() == other.questions()


def test_the_draft_the_final_and_a_reprint_are_told_apart_from_their_texts(bundled: dict[str, Plan], read: Callable[..., Plan]) -> None:
    draft = bundled["长春方案"]
    final_text = draft.text.replace("（征求意见稿）\n", "2021年11月5日\n", 1).replace("30.深入推进", "30.进一步推进")
    final = read(final_text, "正式.txt")
    page = "首页 > 政务公开 > 文件\n发布日期：2021-12-01 来源：长春市司法局\n\n"
    reprint = read(page + final_text.replace("\n\n", "\n"), "转载.txt").model_copy(update={"plan_id": "reprint"})
    versions = Versions([draft.head, final.head, reprint.head])
    held = versions.same_as(final.plan_id) or final.head
    assert {held.source, (versions.same_as("reprint") or reprint.head).source} == {held.source}
    assert versions.family(draft.plan_id) == (draft.head, held)
    assert versions.superseded_by(draft.plan_id, TODAY) == held
    assert versions.current([draft.plan_id, final.plan_id, "reprint"], TODAY) == (held.plan_id,)
    assert versions.questions() == ()


def test_what_will_end_another_gives_way_to_it_until_then() -> None:
    old = _head("old", "张掖市养犬办法", effective_on="2016-01-01")
    new = _head("new", version_date="2022-08-25", effective_on="2023-01-01", repeals=("张掖市养犬办法",))
    assert _current(old, new, on=date(2022, 12, 31)) == ("old",)
    assert _current(old, new, on=date(2023, 1, 1)) == ("new",)


def test_of_two_wordings_with_one_day_of_effect_the_year_of_the_wording_tells_which_is_asked_for() -> None:
    old, new = (_head(name, version_date=day, effective_on="2018-10-01") for name, day in (("old", "2018-04-26"), ("new", "2023-06-28")))
    asked = OlderVersion(wanted="edition", year=2018)
    assert Versions([old, new]).older(["old", "new"], asked, TODAY) == ("old",)
