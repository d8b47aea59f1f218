"""Where a document stands is said in the words answers use, with a way to the document that counts."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.bootstrap import Fazhi
from assistant.links import plan_link
from index.models import Plan
from index.search import Index
from ui.documents.editions import ISSUED, Standing, standing_of, state_of

TODAY = date(2026, 6, 1)


def of_file(index: Index, source: str) -> Plan:
    return next(plan for plan in index.plans.values() if plan.source == source)


def relations(index: Index, found: Standing) -> list[tuple[str, str]]:
    sources = {plan_link(plan_id): head.source for plan_id, head in index.heads.items()}
    return [(other.relation, sources[other.href]) for other in found.others]


def test_an_old_wording_says_what_took_its_place_and_leads_there_first(held: Index) -> None:
    found = standing_of(held, of_file(held, "张掖市养犬管理条例-旧.txt"), TODAY)
    assert found.sentences == ("该条例已被《张掖市养犬管理条例》（2020年6月25日）取代。",)
    assert relations(held, found) == [("取代它的文件", "张掖市养犬管理条例-新.txt"), ("较新的一版", "张掖市养犬管理条例-中.txt")]
    assert found.others[0].edition == "2020年版"  # the title is the same


def test_the_wording_in_force_has_nothing_to_warn_of_and_leads_to_the_older_ones(held: Index) -> None:
    found = standing_of(held, of_file(held, "张掖市养犬管理条例-新.txt"), TODAY)
    assert found.sentences == ()
    assert {relation for relation, _ in relations(held, found)} == {"较早的一版"}


def test_an_ended_plan_leads_to_the_round_after_it(held: Index) -> None:
    found = standing_of(held, of_file(held, "赣州市方案-2016—2020年.txt"), TODAY)
    assert found.sentences == ("该方案的实施期限（2016—2020年）已届满。",)
    assert relations(held, found) == [("后一轮", "赣州市方案-2021—2025年.txt")]
    assert found.others[0].edition == ""  # the years in the title tell it


@pytest.mark.parametrize(
    ("source", "day", "state"),
    [
        ("张掖市养犬管理条例-旧.txt", TODAY, "已被取代或废止"),
        ("张掖市养犬管理条例-旧.txt", date(2017, 1, 1), ISSUED),
        ("张掖市养犬管理条例-新.txt", TODAY, ISSUED),
        ("张掖市养犬管理条例-新.txt", date(2020, 1, 1), "尚未施行"),
        ("赣州市方案-2016—2020年.txt", TODAY, "期限已届满"),
        ("赣州市方案-2016—2020年.txt", date(2018, 1, 1), ISSUED),
    ],
)
def test_the_state_in_a_word_is_that_of_the_day(held: Index, source: str, day: date, state: str) -> None:
    assert state_of(held.versions, of_file(held, source).head, day) == state


def test_a_draft_is_called_one_before_anything_else(fazhi: Fazhi) -> None:
    index = fazhi.index.get()
    draft = next(plan for plan in index.plans.values() if plan.status == "draft")
    assert state_of(index.versions, draft.head, TODAY) == "征求意见稿"
    assert standing_of(index, draft, TODAY).sentences == ("该方案是征求意见稿，不是正式文件。", "该方案的实施期限（2021—2025年）已届满。")


def test_a_report_is_about_its_year_for_good(fazhi: Fazhi) -> None:
    index = fazhi.index.get()
    report = next(plan for plan in index.plans.values() if plan.label == "报告")
    assert (state_of(index.versions, report.head, TODAY), standing_of(index, report, TODAY).sentences) == (ISSUED, ())
