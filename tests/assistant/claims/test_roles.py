"""Units said to be answerable are those the evidence prints, in the role in which it prints them."""

from __future__ import annotations

import pytest

from assistant.claims.checking import check_claim
from assistant.claims.roles import prints_roles, without_roles, wrong_roles

PRINTED = "推进政务公开。（牵头单位：市政府办公室；责任单位：市司法局、市财政局及市政府其他部门，各县区政府）"
TWO = (
    "（一）推进政务公开。（牵头单位：市政府办公室；责任单位：市司法局）\n"
    "（二）加强执法监督。（牵头单位：市司法局；责任单位：市公安局、市财政局）"
)


def codes(claim: str, evidence: str = PRINTED) -> set[str]:
    return {failure.code for failure in check_claim(claim, evidence).failures}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("责任单位：市司法局、市财政局", [[("市司法局", "责任"), ("市财政局", "责任")]]),
        ("责任单位是市司法局。", [[("市司法局", "责任")]]),
        ("推进政务公开，由市政府办公室牵头。", [[("市政府办公室", "牵头")]]),
        ("由市司法局、市财政局配合", [[("市司法局", "配合"), ("市财政局", "配合")]]),
        ("牵头单位：甲局；责任单位：乙局", [[("甲局", "牵头")], [("乙局", "责任")]]),
        ("推进政务公开。", []),
    ],
)
def test_what_is_said_of_units_is_read(text: str, units: list[list[tuple[str, str]]]) -> None:
    assert without_roles(text)[1] == units


def test_the_rest_of_the_claim_is_left() -> None:
    assert without_roles("推进政务公开，由市政府办公室牵头。")[0] == "推进政务公开，。"
    assert without_roles("推进政务公开。")[0] == "推进政务公开。"


def test_it_is_known_whether_roles_are_printed_at_all() -> None:
    assert prints_roles(PRINTED)
    assert not prints_roles("推进政务公开，由市司法局牵头。")


def test_each_wrong_unit_is_named_in_a_sentence() -> None:
    said = [[("市公安局", "责任"), ("市司法局", "牵头")]]
    assert [failure.detail for failure in wrong_roles(said, PRINTED)] == [
        "依据没有把“市公安局”列为责任单位。",
        "依据中“市司法局”是责任单位，不是牵头单位。",
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "推进政务公开，由市政府办公室牵头。",
        "推进政务公开，由市政府办公室负责。",
        "推进政务公开。责任单位：市财政局、市司法局",
        "责任单位是市司法局、市财政局",
        "责任单位包括市司法局和市财政局。",
        "牵头单位：市政府办公室",
        "推进政务公开。（牵头单位：市政府办公室；责任单位：市司法局）",
    ],
)
def test_units_in_the_role_printed_are_supported(claim: str) -> None:
    assert codes(claim) == set()


@pytest.mark.parametrize(
    "claim",
    [
        "推进政务公开，由市司法局牵头。",
        "推进政务公开，由市公安局负责。",
        "推进政务公开。牵头单位：市司法局",
        "推进政务公开。责任单位：市司法局、市公安局",
        "推进政务公开。责任单位：市政府办公室",
        "推进政务公开。配合单位：市财政局",
        "推进政务公开。责任单位：省司法厅",
        "推进政务公开。责任单位：司法局",
        "推进政务公开。责任单位：各县区党委",
        "责任单位是市司法局和市教育局",
    ],
)
def test_another_unit_or_another_role_is_not(claim: str) -> None:
    assert "unit" in codes(claim)


@pytest.mark.parametrize(
    "claim", ["推进政务公开，由市司法局牵头。", "推进政务公开。责任单位：市公安局", "加强执法监督，由市政府办公室牵头。"]
)
def test_units_are_those_of_the_paragraph_the_claim_stands_in(claim: str) -> None:
    assert "unit" in codes(claim, TWO)


@pytest.mark.parametrize(
    "claim", ["加强执法监督，由市司法局牵头。", "加强执法监督。责任单位：市公安局、市财政局", "推进政务公开，由市政府办公室牵头。"]
)
def test_units_of_its_own_paragraph_are_supported(claim: str) -> None:
    assert codes(claim, TWO) == set()


@pytest.mark.parametrize("claim", ["市公安局推进政务公开。", "市司法局牵头推进政务公开。", "推进政务公开的牵头单位是市司法局。"])
def test_a_unit_put_into_the_sentence_is_not_supported(claim: str) -> None:
    assert codes(claim, TWO)


@pytest.mark.parametrize("claim", ["由市财政局牵头组织培训，市司法局保障经费。", "市财政局牵头组织培训。", "市司法局负责保障经费。"])
def test_roles_told_in_prose_may_not_be_exchanged(claim: str) -> None:
    assert codes(claim, "由市司法局牵头组织培训，市财政局负责保障经费。")
