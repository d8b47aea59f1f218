"""Single changes: what is put in the place of what, and what is left alone."""

from __future__ import annotations

from random import Random

import pytest

from eval.planted.conditions import exception_cut
from eval.planted.dates import date_changed
from eval.planted.harmless import harmless_numeral
from eval.planted.invented import frames
from eval.planted.moved import citation_moved
from eval.planted.negations import negation_changed
from eval.planted.numbers import number_changed, number_swapped
from eval.planted.numerals import chinese, counts, read
from eval.planted.owners import owners_exchanged
from eval.planted.pairs import Change
from eval.planted.passages import Passage, sentences
from eval.planted.places import city_swapped
from eval.planted.shortened import harmless_order, harmless_shortening
from eval.planted.units import bracket_changed


def a_passage(text: str, **more: object) -> Passage:
    return Passage(source="方案.txt", place="张掖市", heading="标题", text=text, sentences=sentences(text), **more)  # type: ignore[arg-type]


def changed(change: Change, text: str) -> list[str]:
    passage = a_passage(text)
    return [claim for sentence in passage.sentences for claim in change(passage, sentence, Random(1))]


@pytest.mark.parametrize("value", [1, 2, 7, 10, 15, 20, 105, 110, 999, 1010, 12436, 20000, 500000])
def test_a_number_is_written_in_chinese_and_read_again(value: int) -> None:
    assert read(chinese(value)) == value


def test_years_ordinals_names_and_titles_are_no_counts() -> None:
    assert list(counts("2022年落实“四张清单”和《三年行动计划》，压实第一责任，十九届五中全会以来统筹推进。")) == []


def test_of_what_must_be_reached_only_more_is_wrong() -> None:
    values = [next(counts(claim)).value for claim in changed(number_changed, "每人每年接受不少于60学时的培训。")]
    assert values
    assert min(values) > 60


def test_a_number_is_swapped_for_one_of_the_same_passage() -> None:
    assert "审结875件，受理875件案件。" in changed(number_swapped, "审结760件，受理875件案件。")


def test_owners_of_numbers_and_of_duties_are_exchanged() -> None:
    assert "律师事务所244家、律师77人参加。" in changed(owners_exchanged, "律师事务所77家、律师244人参加。")
    assert "各级政府要定期听取汇报。" in changed(owners_exchanged, "各级党委要定期听取汇报。各级政府要主动报告问题。")
    assert "支持检察院依法受理行政案件。" in changed(owners_exchanged, "支持法院依法受理行政案件。支持检察院开展监督工作。")


def test_a_body_and_a_part_of_it_are_not_exchanged() -> None:
    assert changed(owners_exchanged, "各级党委和政府要深入学习思想。各级政府要主动报告问题。") == []


def test_dates_in_titles_stay() -> None:
    assert changed(date_changed, "落实《纲要（2021—2025年）》和《2022年要点》的要求。") == []
    assert changed(date_changed, "2024年底前基本建成监督工作体系。")


def test_an_exception_is_cut_and_the_rest_kept() -> None:
    assert changed(exception_cut, "除有法定依据外，严禁采取普遍停产停业的措施。") == ["严禁采取普遍停产停业的措施。"]
    assert changed(exception_cut, "除依照有关法律给予处罚外，还应当承担连带责任。") == []


def test_a_negation_is_taken_out_and_put_in() -> None:
    assert {"可以作为执法依据的。", "应当作为执法依据的。"} & set(changed(negation_changed, "不得作为执法依据的。"))
    assert any(
        "建立监督员制度" in claim and claim.startswith(("不", "暂不")) for claim in changed(negation_changed, "建立监督员制度并实施。")
    )


def test_a_wrong_city_is_named_where_the_right_one_stood() -> None:
    passage = a_passage("严格落实《张掖市立法条例》，提高质量。")
    claims = [swapped.claim for swapped in city_swapped(passage, passage.sentences[0], Random(1))]
    assert claims
    assert all("张掖市立法" not in claim or not claim.startswith("严格") for claim in claims)


def test_a_unit_that_may_be_among_the_other_departments_is_not_put_in() -> None:
    bracket = "(责任单位:市司法局及市政府其他部门,各县区政府)"
    passage = a_passage("加强调解工作的组织领导。" + bracket, bracket=bracket, units=("市司法局", "市政府其他部门", "各县区政府"))
    for seed in range(20):
        claims = list(bracket_changed(passage, Random(seed)))
        assert claims
        assert not any(unit in claim for claim in claims for unit in ("市教育局", "市民政局", "市水务局"))


def test_numerals_in_names_are_left_alone() -> None:
    assert changed(harmless_numeral, "落实中央八项规定和“两个维护”要求，编制五年规划。") == []
    assert changed(harmless_numeral, "应当自收到申请之日起十五日内答复。") == ["应当自收到申请之日起15日内答复。"]
    assert "推动2022年底前基本形成体制。" in changed(harmless_numeral, "推动2022年年底前基本形成体制。")


def test_only_peers_inside_a_list_change_places() -> None:
    assert changed(harmless_order, "完善经济调节、市场监管、社会管理、公共服务等职能。") == [
        "完善经济调节、社会管理、市场监管、公共服务等职能。"
    ]
    assert changed(harmless_order, "在立案、调查取证、行政决定、执行等环节全程记录。") == []
    assert changed(harmless_order, "鼓励、推动甲大学法学院、市法学会、市律师协会联合研究。") == []


def test_a_condition_is_never_shortened_away() -> None:
    assert changed(harmless_shortening, "对情节严重的，推进公开，提高工作质量和效率水平。") == []
    assert changed(harmless_shortening, "根据临床需要，医疗机构可以进行再加工。") == []
    assert changed(harmless_shortening, "健全审理机制建设，不断提高办案质量和效率。") == [
        "健全审理机制建设。",
        "健全审理机制建设，提高办案质量和效率。",
    ]


def test_what_another_clause_says_too_is_no_moved_citation() -> None:
    said = "建立健全重大行政决策跟踪反馈制度并依法推进决策后评估工作。"
    both = [a_passage(said), a_passage(said + "完善行政决策执行机制。")]
    assert [claim for _, _, claim in citation_moved(both, Random(1)) if claim == said] == []


def test_there_are_at_least_sixty_frames_and_none_twice() -> None:
    assert len(set(frames())) == len(frames()) >= 60
