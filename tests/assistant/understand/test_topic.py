"""The matter a question is about: its telling words, and the words documents write for them."""

from __future__ import annotations

import pytest

from assistant.understand.topic import Topic, read_topic
from index.lexicon import Lexicon

PIECES = 1000


class Everything(Lexicon):
    """Every word is common."""

    def __init__(self) -> None:
        super().__init__({}, PIECES)

    def rarity(self, word: str) -> float:
        return 3.0

    def knows(self, word: str) -> bool:
        return True


EVERYTHING_KNOWN = Everything()


def common(*known: str) -> Lexicon:
    """Words known are in one piece of twenty, all others in no document."""
    return Lexicon(dict.fromkeys(known, PIECES // 20), PIECES)


def words_of(topic: Topic) -> list[str]:
    return [term.word for term in topic.terms]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("行政复议体制改革什么时候完成", ["行政复议", "体制改革", "完成"]),
        ("请问一下执法人员培训是怎么规定的", ["执法人员", "培训"]),
        ("由谁负责", []),
        ("方案的规定", []),
        ("", []),
        ("？？？", []),
        ("2025年", []),
        ("12345热线", ["12345", "热线"]),
    ],
)
def test_the_matter_is_without_the_asking_and_the_little_words(question: str, words: list[str]) -> None:
    topic = read_topic(question, EVERYTHING_KNOWN)
    assert words_of(topic) == words
    assert topic.is_empty is (words == [])


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    topic = read_topic("行政调解工资", common("行政调解"))
    weights = {term.word: term.weight for term in topic.terms}
    assert weights["工资"] > weights["行政调解"]
    assert topic.total == sum(weights.values())


def test_a_general_noun_tells_less_than_a_name() -> None:
    weights = {term.word: term.weight for term in read_topic("行政调解工作", EVERYTHING_KNOWN).terms}
    assert weights["工作"] < weights["行政调解"]


def test_a_word_with_its_words_in_documents_is_as_rare_as_the_commonest_of_them() -> None:
    [term] = read_topic("公务员", common("工作人员")).terms
    assert "工作人员" in term.alternatives
    assert not term.names
    assert not term.at_home
    assert term.weight <= round(common("工作人员").rarity("工作人员"), 3)


def test_a_word_that_names_a_thing_no_document_has_is_marked() -> None:
    [term] = read_topic("工资", common()).terms
    assert (term.names, term.at_home) == (True, False)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("“枫桥经验”怎么说", ("枫桥经验",)),
        ("「枫桥经验」", ("枫桥经验",)),
        ("“三调联动”和“一案三书”", ("三调联动", "一案三书")),
        ("枫桥经验", ()),
    ],
)
def test_phrases_in_quotation_marks_are_kept_whole(question: str, quoted: tuple[str, ...]) -> None:
    assert read_topic(question, EVERYTHING_KNOWN).quoted == quoted


def test_a_compound_no_document_has_is_looked_for_by_its_parts() -> None:
    assert words_of(read_topic("咨询机构", common("咨询", "机构"))) == ["咨询", "机构"]


def test_an_empty_matter_divides_by_one() -> None:
    assert read_topic("由谁负责", EVERYTHING_KNOWN).total == 1.0


@pytest.mark.parametrize("word", ["法治督察", "咨询机构"])
def test_a_term_of_the_trade_and_a_compound_that_the_documents_have_stay_whole(word: str) -> None:
    assert words_of(read_topic(word, common("法治", "督察", "咨询", "机构", "咨询机构"))) == [word]
