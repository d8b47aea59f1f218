"""What holds for all input: no text is an error, a sentence supports itself in any writing, strange words support nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from assistant.claims.checking import check_claim
from assistant.claims.passage import passage
from assistant.claims.roles import prints_roles
from assistant.claims.tokens import readable
from assistant.understand.cleaning import simplified
from index.models import Plan

TO_TRADITIONAL = OpenCC("s2t")
_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_WORDS = "市 政府 应当 不得 可以 公开 60学时 至少 2025年底 百分之五 每年 除法律另有规定外 责任单位： 市司法局 由 牵头 的".split()  # noqa: SIM905
_MARKS = list("，。；、（）《》“”\n")
Sentences = Callable[..., tuple[str, str]]
slow = settings(max_examples=100, deadline=None)


def piled(most: int) -> st.SearchStrategy[str]:
    """Words and marks of plans in any order."""
    return st.lists(st.sampled_from([*_WORDS, *_MARKS]), max_size=most).map("".join)


@pytest.fixture(scope="module")
def sentences(bundled: dict[str, Plan]) -> list[tuple[str, str]]:
    """The sentences of the bundled plans, each with the words of its clause."""
    return [
        (plan.words(sentence), plan.text[clause.start : clause.end])
        for plan in bundled.values()
        for clause in plan.citable
        for sentence in clause.sentences
    ]


@pytest.fixture(scope="module")
def draw(sentences: list[tuple[str, str]]) -> Sentences:
    """Draws a sentence that is no list of units, with the words of its clause."""
    prose = [pair for pair in sentences if not prints_roles(readable(pair[0]))]
    return lambda data: prose[data.draw(st.integers(0, len(prose) - 1))]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=120), st.none() | st.text(max_size=8))
def test_no_text_is_an_error_and_the_verdict_is_the_same_twice(claim: str, evidence: str, place: str | None) -> None:
    support = check_claim(claim, evidence, place)
    assert support == check_claim(claim, evidence, place)
    assert support.supported is not bool(support.failures)


@settings(max_examples=300, deadline=None)
@given(piled(15), piled(25))
def test_no_piling_up_of_their_words_is_an_error(claim: str, evidence: str) -> None:
    support = check_claim(claim, evidence)
    assert support.supported is not bool(support.failures)


def test_every_sentence_of_the_bundled_plans_is_supported_by_itself_and_by_its_clause(sentences: list[tuple[str, str]]) -> None:
    refused = [said for said, clause in sentences if not (check_claim(said, said).supported and check_claim(said, clause).supported)]
    assert refused == []


@slow
@given(data=st.data())
def test_no_other_writing_changes_the_verdict(draw: Sentences, data: st.DataObject) -> None:
    said, other = draw(data)[0], draw(data)[0]
    written = [said.translate(_FULL), re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " ", said), f"\u3000 {said}\n"]
    for evidence in (said, other):
        verdict = check_claim(said, evidence).supported
        assert [check_claim(claim, evidence).supported for claim in written] == [verdict] * len(written)


@slow
@given(data=st.data())
def test_traditional_characters_say_the_same(draw: Sentences, data: st.DataObject) -> None:
    said, _ = draw(data)
    traditional = TO_TRADITIONAL.convert(said)
    if simplified(traditional) == simplified(said):
        assert check_claim(traditional, said).supported
        assert check_claim(said, traditional).supported


@slow
@given(number=st.integers(10_001, 99_999), unit=st.sampled_from(["件", "%", "万元", "学时", "个工作日"]), data=st.data())
def test_a_number_that_is_not_there_is_never_supported(draw: Sentences, number: int, unit: str, data: st.DataObject) -> None:
    said, clause = draw(data)
    assert not check_claim(f"{said.rstrip('。；')}{number}{unit}。", clause).supported


@slow
@given(data=st.data())
def test_a_sentence_turned_over_is_never_supported(draw: Sentences, data: st.DataObject) -> None:
    said, clause = draw(data)
    for turned in (f"没有要求{said}", f"不得{said}", f"不{said}"):
        assert not check_claim(turned, clause).supported


@settings(max_examples=200, deadline=None)
@given(st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=30), st.text("子丑寅卯辰巳午未申", min_size=1, max_size=60))
def test_words_of_which_none_is_there_are_never_supported(claim: str, evidence: str) -> None:
    assert not check_claim(claim, evidence).supported


def test_long_text_is_checked_fast(bundled: dict[str, Plan]) -> None:
    evidence = bundled["长春方案"].text[:20_000]
    check_claim("公开。", "公开。")  # the words of the language are loaded once
    passage.cache_clear()
    for claim in (evidence[1_000:5_000], evidence[1_000:5_000][::-1], evidence[1_000:2_000].replace("，", "") * 4):
        began = time.perf_counter()
        check_claim(claim, evidence)
        assert time.perf_counter() - began < 15
