"""What limits a sentence may not be left out: a condition ahead, an exception anywhere, a sentence that takes back."""

from __future__ import annotations

import pytest

from assistant.claims.checking import check_claim


def codes(claim: str, evidence: str) -> list[str]:
    return [failure.code for failure in check_claim(claim, evidence).failures]


LIMITED = [
    ("行政机关应当作出决定。", "除法律另有规定外，行政机关应当作出决定。"),
    ("轻微违法行为可以不予处罚。", "轻微违法行为可以不予处罚，但造成严重后果的除外。"),
    ("可以向社会公开征求意见。", "经市政府同意，可以向社会公开征求意见。"),
    ("由市纪委追究责任。", "违反规定的，由市纪委追究责任。"),
    ("取消评优资格。", "未完成任务的，取消评优资格。"),
    ("可以变更许可。", "因公共利益需要的，可以变更许可，但应当给予补偿。"),
    ("20日内作出决定。", "不能当场作出决定的，20日内作出决定。"),
    ("可以申请听证。", "符合条件的，可以申请听证。"),
    ("统一收取费用。", "统一收取费用。国家另有规定的除外。"),
    ("一律公开。", "一律公开。但涉及国家秘密的除外。"),
]


@pytest.mark.parametrize(("claim", "evidence"), LIMITED)
def test_a_claim_without_its_limit_is_not_supported(claim: str, evidence: str) -> None:
    assert "exception" in codes(claim, evidence)


@pytest.mark.parametrize("evidence", [evidence for _, evidence in LIMITED])
def test_the_whole_sentence_is(evidence: str) -> None:
    assert codes(evidence, evidence) == []


@pytest.mark.parametrize(("claim", "evidence"), LIMITED)
def test_the_reason_quotes_the_words_left_out(claim: str, evidence: str) -> None:
    [failure] = [failure for failure in check_claim(claim, evidence).failures if failure.code == "exception"][:1]
    assert failure.detail.startswith("漏掉了依据中的限定“")
    assert failure.detail.removeprefix("漏掉了依据中的限定“").removesuffix("”。") in evidence


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("困难群众免费提供法律援助。", "对符合条件的困难群众免费提供法律援助。"),
        ("规范性文件不得提交集体讨论。", "未经合法性审核的规范性文件不得提交集体讨论。"),
        ("决策事项应当举行听证。", "涉及公民重大利益的决策事项应当举行听证。"),
        ("企业依法从重处罚。", "对拒不改正的企业依法从重处罚。"),
        ("政府信息应当公开。", "除涉密事项外的政府信息应当公开。"),
    ],
)
def test_what_narrows_inside_a_sentence_may_not_be_left_out(claim: str, evidence: str) -> None:
    assert codes(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("完善公开目录。", "完善公开目录，及时公布预算。"),
        ("及时公布预算。", "完善公开目录，及时公布预算。"),
        ("违反规定的，由市纪委追究责任。", "完善公开目录。违反规定的，由市纪委追究责任。"),
        ("完善公开目录。", "完善公开目录；除法律另有规定外，收费一律公示。"),
        ("完善公开目录。", "完善公开目录。健全考核机制。"),
        ("公示期不少于7日。", "5个工作日内公示，公示期不少于7日。"),
    ],
)
def test_what_limits_nothing_that_is_said_may_be_left_out(claim: str, evidence: str) -> None:
    assert codes(claim, evidence) == []


def test_a_condition_of_another_sentence_is_not_that_of_this_one() -> None:
    evidence = "对主动改正的，从轻处罚；对屡教不改的，从重处罚。"
    assert codes("对屡教不改的，从重处罚。", evidence) == []
    assert codes("对屡教不改的，从轻处罚。", evidence)
    assert codes("从轻处罚。", evidence)
