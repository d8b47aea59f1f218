"""Where a question may be answered, and where it ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.locate import Located, Stop, held_places, locate
from assistant.models import Ask
from assistant.understand.understand import Understood
from index.models import Plan

Where = Callable[..., Located | Stop]
MATTER = "行政调解由谁负责"


@pytest.fixture
def where(plans: list[Plan], read_question: Callable[[str], Understood]) -> Where:
    return lambda question, place=None, caller=None: locate(
        read_question(question), Ask(question=question, place=place, caller_place=caller), plans
    )


def places_of(located: Located | Stop) -> list[str]:
    assert isinstance(located, Located)
    return [group.place for group in located.groups]


@pytest.mark.parametrize(
    ("question", "place", "places"),
    [
        (f"张掖的{MATTER}", None, ["张掖市"]),
        (MATTER, "张掖市", ["张掖市"]),
        (MATTER, "张掖", ["张掖市"]),
        (MATTER, "620700", ["张掖市"]),
        (f"张掖的{MATTER}", "张掖市", ["张掖市"]),
        (f"张掖和赣州的{MATTER}", None, ["张掖市", "赣州市"]),
        (f"哪些城市规定了{MATTER}", None, ["长春市", "张掖市", "赣州市", "抚远市"]),
        (f"各市的{MATTER}", None, ["长春市", "张掖市", "赣州市", "抚远市"]),
        ("收录了哪些文件", None, ["长春市", "张掖市", "赣州市", "抚远市"]),
        ("市委发〔2022〕7号是什么时候印发的", None, ["张掖市"]),
    ],
)
def test_a_question_goes_to_the_places_it_names_or_is_limited_to(question: str, place: str | None, places: list[str], where: Where) -> None:
    assert places_of(where(question, place)) == places


@pytest.mark.parametrize("place", ["张掖市", "赣州市", "长春市", "抚远市"])
def test_a_group_holds_plans_of_its_place_alone(place: str, where: Where, plans: list[Plan]) -> None:
    located = where(MATTER, place)
    assert isinstance(located, Located)
    by_id = {plan.plan_id: plan.place for plan in plans}
    assert {by_id[plan_id] for group in located.groups for plan_id in group.plan_ids} == {place}


@pytest.mark.parametrize(
    ("question", "place", "named"),
    [
        (f"天水的{MATTER}", None, "天水市"),
        (f"吉林省的{MATTER}", None, "吉林省"),
        (f"吉林市的{MATTER}", None, "吉林市"),
        (f"肃南的{MATTER}", None, "肃南裕固族自治县"),
        (f"长春市朝阳区的{MATTER}", None, "朝阳区"),
        (MATTER, "天水市", "天水市"),
        (MATTER, "没有这个地方", "没有这个地方"),
        (MATTER, "*", "*"),
    ],
)
def test_a_place_without_documents_is_not_covered_and_no_other_stands_in(
    question: str, place: str | None, named: str, where: Where
) -> None:
    stop = where(question, place)
    assert isinstance(stop, Stop)
    assert (stop.status, stop.places) == ("not_covered", (named,))
    assert "现已收录" in stop.text


def test_a_place_held_beside_one_that_is_not_is_answered_for_alone(where: Where) -> None:
    located = where(f"张掖和天水的{MATTER}")
    assert isinstance(located, Located)
    assert places_of(located) == ["张掖市"]
    assert located.uncovered == ("天水市",)


@pytest.mark.parametrize(
    ("question", "place", "words"),
    [
        (MATTER, None, "哪个地区"),
        ("赣州市怎么规定的？", None, "哪项规定"),
        (f"赣洲的{MATTER}", None, "赣州市"),
        (f"赣州的{MATTER}", "张掖市", "张掖市"),
        (f"天水的{MATTER}", "张掖市", "天水市"),
    ],
)
def test_what_is_not_clear_is_asked_back(question: str, place: str | None, words: str, where: Where) -> None:
    stop = where(question, place)
    assert isinstance(stop, Stop)
    assert stop.status == "needs_clarification"
    assert words in stop.text


def test_with_one_place_alone_nothing_needs_to_be_asked_back(bundled: dict[str, Plan], read_question: Callable[[str], Understood]) -> None:
    located = locate(read_question(MATTER), Ask(question=MATTER), [bundled["张掖"]])
    assert places_of(located) == ["张掖市"]


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("长春方案里行政调解由谁负责", [["实施方案"]]),
        ("长春报告里行政复议受理了多少件", [["年度报告"]]),
        ("长春行政调解由谁负责", [["年度报告", "实施方案"]]),
        ("长春方案要求推行清单，2022年报告里做得怎么样", [["实施方案"], ["年度报告"]]),
    ],
)
def test_plan_and_report_are_asked_as_named(question: str, kinds: list[list[str]], where: Where, plans: list[Plan]) -> None:
    located = where(question)
    assert isinstance(located, Located)
    by_id = {plan.plan_id: plan.kind for plan in plans}
    assert [sorted(by_id[plan_id] for plan_id in group.plan_ids) for group in located.groups] == [sorted(kind) for kind in kinds]


def test_a_kind_of_document_a_place_does_not_have_is_said_to_be_missing(where: Where) -> None:
    stop = where("张掖2022年度报告里行政复议受理了多少件")
    assert isinstance(stop, Stop)
    assert stop.status == "not_found"
    assert "张掖市" in stop.text and "报告" in stop.text


def test_places_held_are_listed_once(plans: list[Plan]) -> None:
    assert [place.name for place in held_places(plans)] == ["长春市", "张掖市", "赣州市", "抚远市"]


@pytest.mark.parametrize("caller", ["张掖市", "张掖", "甘肃省张掖市"])
def test_a_question_that_names_no_place_is_about_where_the_caller_is(caller: str, where: Where) -> None:
    assert places_of(where(MATTER, caller=caller)) == ["张掖市"]


@pytest.mark.parametrize(
    ("question", "place", "places"),
    [
        (f"赣州的{MATTER}", None, ["赣州市"]),
        (MATTER, "赣州市", ["赣州市"]),
        (f"哪些城市规定了{MATTER}", None, ["长春市", "张掖市", "赣州市", "抚远市"]),
        ("收录了哪些文件", None, ["长春市", "张掖市", "赣州市", "抚远市"]),
        ("赣州市法治政府建设实施方案的文号", None, ["赣州市"]),
    ],
)
def test_a_place_that_the_question_is_about_goes_before_the_callers(
    question: str, place: str | None, places: list[str], where: Where
) -> None:
    assert places_of(where(question, place, "张掖市")) == places


@pytest.mark.parametrize("caller", ["肃南县", "张掖市甘州区", "天水市", "吉林省", "火星市"])
def test_a_callers_place_without_documents_is_refused_as_if_it_were_named(caller: str, where: Where) -> None:
    stopped = where(MATTER, caller=caller)
    assert isinstance(stopped, Stop)
    named = where(f"{caller}的{MATTER}")
    assert stopped == named
    assert stopped.status == "not_covered"


def test_a_name_that_several_places_have_is_asked_back(where: Where) -> None:
    stopped = where(MATTER, caller="朝阳区")
    assert isinstance(stopped, Stop)
    assert stopped.status == "needs_clarification"
    assert "长春市朝阳区" in stopped.text
    assert stopped.suggestions == (f"吉林省长春市朝阳区：{MATTER}",)
