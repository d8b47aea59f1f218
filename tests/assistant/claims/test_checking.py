"""Checking a claim as a whole: nothing said, titles, too much text, several paragraphs, tricks of writing."""

from __future__ import annotations

import json

import pytest

from assistant.claims.checking import LONGEST_CLAIM, LONGEST_EVIDENCE, check_claim
from assistant.claims.models import Support

TRAINING = "行政执法人员每年培训不少于60学时。"
FEES = "行政机关不得收取费用，可以提供咨询；逾期不补正的，视为放弃申请。"


def codes(support: Support) -> set[str]:
    return {failure.code for failure in support.failures}


@pytest.mark.parametrize("nothing", ["", " ", "\n\n", "。", "，、；", "《》", "“”", "（）", "\u3000"])
def test_where_nothing_is_said_nothing_is_supported(nothing: str) -> None:
    for claim, evidence in ((nothing, TRAINING), (TRAINING, nothing), (nothing, nothing)):
        support = check_claim(claim, evidence)
        assert (support.supported, codes(support)) == (False, {"empty"})


@pytest.mark.parametrize("odd", ["\x00", "🙂", "é", "\u200d", "\ufeff", "a" * 50, "1" * 50, "一" * 50, "（" * 50, "《" * 50])
def test_odd_text_is_answered(odd: str) -> None:
    assert not check_claim(odd, TRAINING).supported
    assert not check_claim(TRAINING, odd).supported


def test_too_much_text_is_refused_with_a_sentence() -> None:
    for claim, evidence in (("市" * (LONGEST_CLAIM + 1), TRAINING), (TRAINING, "市" * (LONGEST_EVIDENCE + 1))):
        [failure] = check_claim(claim, evidence).failures
        assert failure.detail == "文字过长，请分句核对。"


@pytest.mark.parametrize(("claim", "evidence"), [("市" * 700, "市" * 700), (TRAINING, "市" * 3_500), ("市区" * 2_000, "市区。" * 5_000)])
def test_too_much_text_without_a_mark_is_refused_too(claim: str, evidence: str) -> None:
    [failure] = check_claim(claim, evidence).failures
    assert failure.detail == "文字过长，请分句核对。"


def test_a_supported_claim_has_no_reasons_and_another_has_each_once() -> None:
    assert check_claim(TRAINING, TRAINING) == Support(supported=True)
    failures = check_claim("行政执法人员每年培训不少于61学时，每年培训不少于61学时。", TRAINING).failures
    assert failures
    assert len(failures) == len(set(failures))


def test_every_reason_is_a_sentence_and_goes_into_json() -> None:
    support = check_claim("兰州市的企业已按《条例》每月培训61学时。", TRAINING)
    assert all(failure.detail.endswith("。") for failure in support.failures)
    assert json.loads(support.model_dump_json())["supported"] is False


@pytest.mark.parametrize(
    "claim",
    [
        "行政执法人员每年培训不少于６０学时。",
        "行政執法人員每年培訓不少於60學時。",
        "行政 执法人员 每年培训不少于 60 学时",
        "行政执法人员每年培训不少于六十学时",
        "行政执法人员每年培训至少60学时！",
        "行政执法人员，每年培训60学时以上",
    ],
)
def test_the_same_in_another_writing_is_supported(claim: str) -> None:
    assert check_claim(claim, TRAINING).supported


@pytest.mark.parametrize(
    "number",
    [
        "６１学时",
        "六百学时",
        "六学时",
        "十六学时",
        "160学时",
        "60.5学时",
        "60余学时",
        "60万学时",
        "60至80学时",
        "60%学时",
        "60—80学时",
        "60,000学时",
        "60小时",
        "Ⅵ学时",
        "1/60学时",
    ],
)
def test_no_writing_hides_another_number(number: str) -> None:
    assert not check_claim(f"行政执法人员每年培训不少于{number}。", TRAINING).supported


@pytest.mark.parametrize(
    "claim",
    [
        "行政机关，收取费用",
        "行政机关 收取费用",
        "行政机关“收取费用”",
        "行政机关不得。收取费用",
        "行政机关不得，收取费用，可以",
        "行政机关可以；收取费用",
        "收取费用、提供咨询",
        "行政机关不\u200b得提供咨询",
        "行政机关木得收取费用",
        "并非行政机关不得收取费用",
        "行政机关不得收取费用是错误的",
        "行政机关不得收取费用？不，可以收取。",
        "行政机关不得收取费用已失效",
        "行政机关视为放弃申请",
        "逾期，视为放弃申请",
        "补正的，视为放弃申请",
    ],
)
def test_marks_spaces_and_words_around_do_not_turn_a_sentence_over(claim: str) -> None:
    assert not check_claim(claim, FEES).supported


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("严格执行《张掖市权责清单管理暂行办法》。", True),
        ("严格执行张掖市权责清单管理暂行办法。", True),
        ("严格执行《张掖市权责清单管理办法》。", False),
        ("严格执行《甘肃省权责清单管理暂行办法》。", False),
        ("严格执行《张掖市立法条例》。", False),
    ],
)
def test_a_title_is_the_one_named(claim: str, right: bool) -> None:
    assert check_claim(claim, "严格执行《张掖市权责清单管理暂行办法》。").supported is right


@pytest.mark.parametrize(
    ("claim", "right"),
    [("坚持“公开、公平”原则。", True), ("坚持“公平、公开”原则。", True), ("坚持“公平、高效”原则。", False)],
)
def test_a_quoted_list_may_stand_in_another_order(claim: str, right: bool) -> None:
    assert check_claim(claim, "坚持“公开、公平”原则。").supported is right


def test_a_claim_may_rest_on_several_paragraphs_sentence_by_sentence() -> None:
    evidence = "推进政务公开。每年公布预算。\n加强执法监督。每年评查案卷2次。"
    assert check_claim("推进政务公开。每年评查案卷2次。", evidence).supported
    assert not check_claim("每年公布预算2次。", evidence).supported
    assert not check_claim("加强执法监督，每月评查案卷2次。", evidence).supported


@pytest.mark.parametrize(
    "claim",
    [
        "到2025年，行政复议决定履行率达到98%。",
        "到2025年，行政诉讼决定履行率达到100%。",
        "到2025年，行政复议决定纠错率达到100%。",
        "到2035年，行政复议决定履行率达到100%。",
        "到2025年，行政复议申请履行率达到100%。",
    ],
)
def test_the_sentence_of_a_like_plan_is_not_supported(claim: str) -> None:
    assert not check_claim(claim, "到2025年，行政复议决定履行率达到100%。").supported
