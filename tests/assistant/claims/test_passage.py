"""A passage: stretches between marks, sentences between full stops, and where the tokens of a claim stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims.passage import Alignment, Passage, align, passage, reordered


def whole(text: str) -> tuple[Passage, list[int]]:
    read = passage(text)
    return read, list(range(len(read.tokens)))


def laid(claim: str, evidence: str) -> Alignment:
    return align(*whole(claim), *whole(evidence))


def in_another_order(claim: str, evidence: str) -> bool:
    return reordered(*whole(claim), *whole(evidence)) is not None


def test_stretches_and_sentences_hold_every_token_once() -> None:
    read = passage("公开预算，接受监督；定期评估。")
    assert [read.words(indices) for indices in read.segments.values()] == ["公开预算", "接受监督", "定期评估"]
    assert [read.between(indices) for indices in read.parts.values()] == ["公开预算,接受监督", "定期评估"]
    assert read.segments_of_part == {0: [0, 1], 1: [2]}


def test_words_leave_marks_out_and_between_keeps_them() -> None:
    read, indices = whole("公开、公平")
    assert (read.words(indices), read.between(indices)) == ("公开公平", "公开、公平")
    assert read.between([]) == ""


def test_the_same_words_are_found_whole() -> None:
    found = laid("定期评估制度", "建立定期评估制度")
    assert found.share == 1
    assert [evidence - claimed for claimed, evidence in found.pairs] == [2] * len(found.pairs)


def test_nothing_in_common_is_found_nowhere() -> None:
    assert laid("公开预算", "培训干部") == Alignment((), 0.0)


def test_a_single_character_in_common_is_no_match() -> None:
    assert laid("公开预算", "甲乙公丙丁").pairs == ()


def test_a_value_alone_is_a_match() -> None:
    assert laid("甲乙2025年", "丙丁2025年").share == pytest.approx(1 / 3)


def test_a_word_found_by_chance_in_another_stretch_is_left_aside() -> None:
    claim, evidence = "建立评估制度公开", "建立评估制度，结果公开"
    assert laid(claim, evidence).share < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("公开、公平、公正", "公正、公开、公平"),
        ("坚持公开、公平、公正原则", "坚持公正、公平、公开原则"),
        ("市司法局、市财政局和市公安局", "市公安局、市财政局和市司法局"),
    ],
)
def test_a_list_in_another_order_is_the_same_list(one: str, other: str) -> None:
    assert in_another_order(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("公开、公平、公正", "公开、公平、廉洁"),
        ("公开、公平、公正", "公开、公平"),
        ("公开、公平", "公开、公开"),
        ("公开预算", "预算公开"),
        ("甲局公开、乙局保密", "甲局保密、乙局公开"),
    ],
)
def test_another_list_or_none_is_not(one: str, other: str) -> None:
    assert not in_another_order(one, other)


@given(st.text("公开预算接受监督评估，。、2025年不得", max_size=40), st.text("公开预算接受监督评估，。、2025年不得", max_size=80))
def test_pairs_rise_on_both_sides_and_join_the_same_tokens(claim: str, evidence: str) -> None:
    said, ground = passage(claim), passage(evidence)
    found = laid(claim, evidence)
    assert 0 <= found.share <= 1
    assert all(said.tokens[one].key == ground.tokens[other].key for one, other in found.pairs)
    assert all(a < b and x < y for (a, x), (b, y) in zip(found.pairs, found.pairs[1:], strict=False))
