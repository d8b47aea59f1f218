"""Keyword search over the domain's words, the same for clauses and questions."""

from __future__ import annotations

import pytest

from index.keywords import KeywordIndex
from index.models import Piece
from index.words import cut, cut_for_search, thesaurus


def piece(plan_id: str, words: str, context: str = "") -> Piece:
    return Piece(plan_id=plan_id, clause_id=words, place="", start=0, end=len(words), context=context, words=words)


@pytest.fixture(scope="module")
def keywords() -> KeywordIndex:
    return KeywordIndex(
        [piece("a", "推进政务公开"), piece("a", "加强行政复议"), piece("b", "规范行政复议听证"), piece("b", "落实经费", "行政应诉")]
    )


def test_a_piece_with_the_word_is_found(keywords: KeywordIndex) -> None:
    assert [position for position, _ in keywords.best(cut_for_search("行政复议"), ["a"], 5)] == [1]


def test_the_heading_above_a_piece_counts_as_its_words(keywords: KeywordIndex) -> None:
    assert 3 in [position for position, _ in keywords.best(cut_for_search("行政应诉"), ["b"], 5)]


@pytest.mark.parametrize(("words", "plans"), [([], ["a"]), (["没有的词"], ["a"]), (["公开"], []), (["公开"], ["b"]), (["公开"], ["c"])])
def test_without_a_shared_word_or_an_allowed_plan_nothing_is_found(keywords: KeywordIndex, words: list[str], plans: list[str]) -> None:
    assert keywords.best(words, plans, 5) == []


def test_a_rare_word_weighs_more(keywords: KeywordIndex) -> None:
    assert keywords.rarity("没有的词") > keywords.rarity("公开") > keywords.rarity("行政")


@pytest.mark.parametrize("pieces", [[], [piece("a", "。。")]])
def test_an_index_without_words_finds_nothing(pieces: list[Piece]) -> None:
    assert KeywordIndex(pieces).best(["公开"], ["a"], 5) == []


@pytest.mark.parametrize("word", ["抚远市", "新质生产力", "专精特新", "行政复议", "肃南裕固族自治县"])
def test_domain_words_and_place_names_stay_whole(word: str) -> None:
    assert word in cut(f"推进{word}工作")


def test_width_and_case_make_no_difference() -> None:
    assert cut("互联网＋ＡＰＰ１２３４５") == cut("互联网+app12345")


@pytest.mark.parametrize("text", ["", "，。！", "\x00\x01", "\ud800", "<b></b>"])
def test_what_has_no_words_gives_none_or_plain_ones(text: str) -> None:
    assert all(word.isalnum() for word in cut_for_search(text))


def test_what_people_say_leads_to_what_documents_write() -> None:
    assert all(written for written in thesaurus().values())
