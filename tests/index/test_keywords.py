"""Keyword search over the domain's words, the same for clauses and questions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.keywords import KeywordIndex
from index.models import Piece
from index.words import cut, cut_for_search, thesaurus


def piece(plan_id: str, words: str, context: str = "") -> Piece:
    return Piece(plan_id=plan_id, clause_id=words, place="", start=0, end=len(words), context=context, words=words)


PIECES = [piece("a", "推进政务公开"), piece("a", "加强行政复议"), piece("b", "规范行政复议听证"), piece("b", "落实经费", "行政应诉")]


@pytest.fixture(scope="module")
def keywords() -> KeywordIndex:
    return KeywordIndex.of(PIECES)


def of(*plans: str) -> np.ndarray:
    """Which pieces are of these plans."""
    return np.array([one.plan_id in plans for one in PIECES])


def test_a_piece_with_the_word_is_found(keywords: KeywordIndex) -> None:
    assert [position for position, _ in keywords.best(cut_for_search("行政复议"), of("a"), 5)] == [1]


def test_the_heading_above_a_piece_counts_as_its_words(keywords: KeywordIndex) -> None:
    assert 3 in [position for position, _ in keywords.best(cut_for_search("行政应诉"), of("b"), 5)]


@pytest.mark.parametrize(("words", "plans"), [([], ["a"]), (["没有的词"], ["a"]), (["公开"], []), (["公开"], ["b"]), (["公开"], ["c"])])
def test_without_a_shared_word_or_an_allowed_plan_nothing_is_found(keywords: KeywordIndex, words: list[str], plans: list[str]) -> None:
    assert keywords.best(words, of(*plans), 5) == []


def test_no_more_are_found_than_asked_for(keywords: KeywordIndex) -> None:
    assert len(keywords.best(["行政"], of("a", "b"), 1)) == 1


@pytest.mark.parametrize("pieces", [[], [piece("a", "。。")]])
def test_an_index_without_words_finds_nothing(pieces: list[Piece], tmp_path: Path) -> None:
    for index in (KeywordIndex.of(pieces), kept(KeywordIndex.of(pieces), tmp_path)):
        assert index.best(["公开"], np.ones(len(pieces), dtype=bool), 5) == []
        assert index.frequencies() == {}


def kept(index: KeywordIndex, folder: Path) -> KeywordIndex:
    """The same after it was on disk."""
    index.save(folder / "keywords")
    return KeywordIndex.load(folder / "keywords")


SENTENCES = st.lists(st.lists(st.sampled_from(["公开", "监督", "复议", "调解", "。"]), max_size=4).map("".join), max_size=6)


@given(SENTENCES, st.sets(st.integers(0, 5)), st.sampled_from(["公开", "监督复议", "没有"]))
def test_on_disk_it_finds_the_same_and_never_what_is_not_allowed(sentences: list[str], allowed: set[int], asked: str) -> None:
    pieces = [piece("a", words) for words in sentences]
    index, mask = KeywordIndex.of(pieces), np.array([at in allowed for at in range(len(pieces))], dtype=bool)
    words = cut_for_search(asked)
    found = index.best(words, mask, 10)
    with TemporaryDirectory() as folder:
        assert kept(index, Path(folder)).best(words, mask, 10) == found
    assert {at for at, _ in found} == {at for at in allowed if at < len(pieces) and set(words) & set(cut_for_search(sentences[at]))}
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@given(SENTENCES)
def test_frequencies_count_the_pieces_that_have_a_word(sentences: list[str]) -> None:
    counted = Counter(word for words in sentences for word in set(cut_for_search(words)))
    assert KeywordIndex.of([piece("a", words) for words in sentences]).frequencies() == counted


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
