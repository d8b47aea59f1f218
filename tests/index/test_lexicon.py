"""How rare a word is depends on the documents asked, and on no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from index.lexicon import Lexicon

Write = Callable[..., str]
WORDS = st.sampled_from(["公开", "监督", "复议", "调解"])
PIECES = st.lists(st.frozensets(WORDS), max_size=6)  # the words of each piece


def lexicon_of(pieces: list[frozenset[str]]) -> Lexicon:
    return Lexicon(Counter(word for piece in pieces for word in piece), len(pieces))


@given(st.lists(PIECES, max_size=4), WORDS)
def test_several_joined_are_as_one_of_all_their_pieces(groups: list[list[frozenset[str]]], word: str) -> None:
    joined, whole = Lexicon.joined(map(lexicon_of, groups)), lexicon_of([piece for group in groups for piece in group])
    assert (joined.rarity(word), joined.knows(word), joined.words) == (whole.rarity(word), whole.knows(word), whole.words)


@given(PIECES)
def test_a_word_of_fewer_pieces_is_rarer_and_one_of_none_the_rarest(pieces: list[frozenset[str]]) -> None:
    lexicon = lexicon_of(pieces)
    counts = Counter(word for piece in pieces for word in piece)
    falling = sorted(counts, key=lambda word: counts[word])
    assert [lexicon.rarity(word) for word in falling] == sorted((lexicon.rarity(word) for word in falling), reverse=True)
    assert all(lexicon.rarity("没有的词") > lexicon.rarity(word) > 0 for word in counts if counts[word] < len(pieces))


def test_width_and_case_make_no_difference() -> None:
    lexicon = Lexicon({"app12345": 1}, 1)
    assert lexicon.knows("ＡＰＰ１２３４５")


def test_documents_of_other_places_change_nothing_for_a_place(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "推进政务公开。", "加强执法监督。"))
    workshop.build()
    alone = workshop.index().lexicon(["张掖市"])
    workshop.write("b.txt", plan_text("赣州市", "推进政务公开。", "推进政务公开。", "健全行政调解。"))
    workshop.build()
    index = workshop.index()
    beside, every = index.lexicon(["张掖市"]), index.lexicon()
    for word in ("政务公开", "执法", "监督", "行政调解", "没有的词"):
        assert (beside.rarity(word), beside.knows(word)) == (alone.rarity(word), alone.knows(word))
    assert beside.words == alone.words < every.words
    assert every.rarity("政务公开") != alone.rarity("政务公开")


def test_a_place_of_which_nothing_is_held_has_the_words_of_all(workshop, plan_text: Write) -> None:
    workshop.write("a.txt", plan_text("张掖市", "推进政务公开。"))
    workshop.write("b.txt", plan_text("赣州市", "健全行政调解。"))
    workshop.build()
    index = workshop.index()
    assert index.lexicon(["天水市"]).words == index.lexicon().words == index.lexicon(["张掖市", "赣州市"]).words


def test_an_empty_index_has_no_words(workshop) -> None:
    workshop.build()
    assert workshop.index().lexicon().words == frozenset()
