"""What a claim says other than its evidence is told by kind: number, date, place, modal word, denial, scope, owner, new words."""

from __future__ import annotations

import pytest

from assistant.claims.checking import check_claim

RATE = "到2023年底，市直各部门行政负责人出庭应诉率达到90%以上，各县区达到百分之八十以上。"
TRAINING = "各县区政府每年至少组织2次培训，每次不少于3天，参加人数不超过50人。"
DEADLINES = "2022年上半年完成清单编制，2022年底前向社会公布。"
CASES = "2022年，全市共办理行政复议案件120件，其中维持80件，撤销25件，驳回15件。"
FEES = "行政机关不得收取费用，可以提供咨询。"


def codes(claim: str, evidence: str, place: str | None = None) -> set[str]:
    return {failure.code for failure in check_claim(claim, evidence, place).failures}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("到2023年底，市直各部门行政负责人出庭应诉率达到80%以上。", RATE),
        ("各县区达到百分之八十。", RATE),
        ("各县区达到百分之八十以下。", RATE),
        ("各县区政府每年至少组织3次培训。", TRAINING),
        ("各县区政府每年至多组织2次培训。", TRAINING),
        ("各县区政府每年组织2次培训。", TRAINING),
        ("每次不超过3天。", TRAINING),
        ("每次不少于50天，参加人数不超过3人。", TRAINING),
        ("参加人数不少于50人。", TRAINING),
        ("全市共办理行政复议案件80件。", CASES),
        ("其中维持25件，撤销80件。", CASES),
        ("驳回25件。", CASES),
        ("应当在15日内办结。", "应当在15个工作日内办结。"),
        ("应当在15个工作日后办结。", "应当在15个工作日内办结。"),
        ("办结率比上年提高5%。", "办结率比上年提高5个百分点。"),
        ("罚款1.5元。", "罚款1.5万元。"),
        ("罚款300多万元。", "罚款300万元。"),
        ("罚款超过300万元。", "罚款300万元。"),
        ("3名以下执法人员应当到场。", "3名以上执法人员应当到场。"),
    ],
)
def test_another_number_unit_bound_or_owner_is_not_supported(claim: str, evidence: str) -> None:
    assert codes(claim, evidence) & {"number", "owner"}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("到2023年初，各县区达到百分之八十以上。", RATE),
        ("到2024年底，各县区达到百分之八十以上。", RATE),
        ("2022年下半年完成清单编制。", DEADLINES),
        ("2022年上半年向社会公布。", DEADLINES),
        ("2022年前向社会公布。", DEADLINES),
        ("各县区政府每季度至少组织2次培训。", TRAINING),
        ("各县区政府每两年至少组织2次培训。", TRAINING),
        ("2021年，全市共办理行政复议案件120件。", CASES),
        ("2025年前实现全覆盖。", "2025年实现全覆盖。"),
        ("2025年底前实现全覆盖。", "2025年前实现全覆盖。"),
        ("2025年起实现全覆盖。", "2025年实现全覆盖。"),
        ("2021—2024年开展评估。", "2021—2025年开展评估。"),
        ("2025年开展评估。", "2021—2025年开展评估。"),
    ],
)
def test_another_date_or_rhythm_is_not_supported(claim: str, evidence: str) -> None:
    assert codes(claim, evidence) & {"date", "owner"}


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("行政机关可以收取费用。", "modal"),
        ("行政机关收取费用。", "modal"),
        ("可以收取费用。", "modal"),
        ("行政机关应当提供咨询。", "modal"),
        ("行政机关提供咨询。", "modal"),
        ("行政机关不得提供咨询。", "modal"),
        ("行政机关不得不收取费用。", "negation"),
        ("没有规定行政机关不得收取费用。", "negation"),
        ("行政机关不得收取一切费用。", "scope"),
        ("行政机关不得只收取费用。", "scope"),
        ("行政机关不得收取保证金。", "unsupported"),
        ("行政机关不得收取费用和保证金。", "unsupported"),
        ("行政机关不得收取费用100元。", "number"),
        ("行政机关不得收取费用，2025年起施行。", "date"),
        ("兰州市行政机关不得收取费用。", "place"),
        ("行政机关不得收取《收费办法》规定的费用。", "title"),
    ],
)
def test_the_reason_tells_in_what_a_claim_differs(claim: str, code: str) -> None:
    assert code in codes(claim, FEES)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("2025年基本建成法治政府。", "力争2025年基本建成法治政府。"),
        ("力争2025年建成法治政府。", "力争2025年基本建成法治政府。"),
        ("不新设行政许可。", "原则上不新设行政许可。"),
        ("企业建立公职律师制度。", "鼓励企业建立公职律师制度。"),
        ("设立复议委员会。", "探索设立复议委员会。"),
        ("已设立复议委员会。", "设立复议委员会。"),
        ("全部建成服务站。", "建成服务站。"),
        ("干部法治意识不强。", "个别干部法治意识不强。"),
        ("违法的，依法追究责任。", "不违法的，依法追究责任。"),
        ("行政机关拒绝受理申请。", "行政机关不得拒绝受理申请。"),
        ("行政机关不得受理申请。", "行政机关不得拒绝受理申请。"),
    ],
)
def test_a_weaker_or_denied_sentence_does_not_support_a_stronger_one(claim: str, evidence: str) -> None:
    assert codes(claim, evidence) & {"modal", "negation", "scope"}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("市财政局负责组织培训。", "市司法局负责组织培训，市财政局负责保障经费。"),
        ("市司法局负责保障经费。", "市司法局负责组织培训，市财政局负责保障经费。"),
        ("市城管局负责交通管理。", "市公安局负责交通管理。市城管局负责市容管理。"),
        ("下级政府监督上级政府。", "上级政府监督下级政府。"),
        ("政府监督人大。", "人大监督政府，政府监督企业。"),
        ("到2023年底，各县区行政负责人出庭应诉率达到90%以上。", RATE),
        ("乙区完成投资300万元。", "甲区完成投资300万元，乙区完成投资500万元。"),
        ("2021年办理200件。", "2021年办理100件，2022年办理200件。"),
        ("受理行政诉讼案件100件。", "受理行政复议案件100件；受理行政诉讼案件50件。"),
        ("主城区2024年前完成。", "主城区2023年前完成，其他县区2024年前完成。"),
        ("大型企业免征。", "小型企业免征，大型企业减半征收。"),
        ("机关应当每学期开展1次。", "学校应当每学期开展1次，机关应当每季度开展1次。"),
    ],
)
def test_what_is_said_of_another_is_not_supported(claim: str, evidence: str) -> None:
    assert codes(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("各县区达到80%以上。", RATE),
        ("截至2023年底，市直各部门行政负责人出庭应诉率不低于90%。", RATE),
        ("每次至少3天。", TRAINING),
        ("各县区政府每年组织两次以上培训。", TRAINING),
        ("2022年年底前向社会公布。", DEADLINES),
        ("撤销25件。", CASES),
        ("行政机关应自收到申请之日起十五个工作日以内作出决定。", "行政机关应当自收到申请之日起15个工作日内作出决定。"),
        ("罚款15000元。", "罚款1.5万元。"),
        ("坚持公正、公开、公平。", "坚持公开、公平、公正。"),
    ],
)
def test_the_same_said_otherwise_is_supported(claim: str, evidence: str) -> None:
    assert codes(claim, evidence) == set()


@pytest.mark.parametrize(
    ("claim", "place", "right"),
    [
        ("张掖市建立法律顾问制度。", "张掖市", True),
        ("全市建立法律顾问制度。", "张掖市", True),
        ("建立法律顾问制度。", "张掖市", True),
        ("张掖市建立法律顾问制度。", None, False),
        ("赣州市建立法律顾问制度。", "张掖市", False),
        ("甘州区建立法律顾问制度。", "张掖市", False),
        ("甘肃省建立法律顾问制度。", "张掖市", False),
        ("全省建立法律顾问制度。", "张掖市", False),
    ],
)
def test_only_the_place_of_the_words_may_be_put_to_them(claim: str, place: str | None, right: bool) -> None:
    assert check_claim(claim, "建立法律顾问制度。", place).supported is right
