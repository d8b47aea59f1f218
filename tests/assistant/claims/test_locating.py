"""Each stretch of a claim is laid beside the sentence that says it best, and stays with the rest of its own sentence."""

from __future__ import annotations

import pytest

from assistant.claims.locating import lay
from assistant.claims.passage import passage

CLAUSE = "完善公开目录，及时公布预算。加强执法监督，每年评查案卷2次。健全考核机制；严格责任追究。"


def beside(claim: str, evidence: str = CLAUSE) -> list[list[str]]:
    """For each sentence and stretch of the claim the words found for it."""
    ground = passage(evidence)
    return [[ground.between(list(stretch.alignment.found)) for stretch in part] for part in lay(passage(claim), ground)]


def test_each_sentence_is_laid_beside_its_own() -> None:
    assert beside("健全考核机制。完善公开目录。") == [["健全考核机制"], ["完善公开目录"]]


def test_stretches_of_a_sentence_stay_together() -> None:
    assert beside("加强执法监督，每年评查案卷2次。") == [["加强执法监督", "每年评查案卷2次"]]


def test_a_stretch_that_stands_elsewhere_is_found_there() -> None:
    assert beside("加强执法监督，健全考核机制。") == [["加强执法监督", "健全考核机制"]]


def test_a_stretch_that_stands_nowhere_is_found_nowhere() -> None:
    assert beside("培训干部。") == [[""]]


def test_of_two_like_sentences_the_better_one_is_taken() -> None:
    evidence = "甲局每年评查案卷2次。乙局每年评查案卷4次。"
    assert beside("乙局每年评查案卷4次。", evidence) == [["乙局每年评查案卷4次"]]
    assert beside("甲局每年评查案卷2次。", evidence) == [["甲局每年评查案卷2次"]]


def test_a_stretch_found_in_two_sentences_is_that_of_its_own_sentence() -> None:
    evidence = "甲局组织培训，由市政府负责。乙局组织考试，由市政府负责。"
    ground = passage(evidence)
    [[_, responsible]] = lay(passage("乙局组织考试，由市政府负责。"), ground)
    assert {ground.tokens[i].part for i in responsible.alignment.found} == {1}


@pytest.mark.parametrize(
    ("claim", "begins"), [("加强执法监督", True), ("执法监督", False), ("每年评查案卷2次", False), ("培训干部", False)]
)
def test_it_is_told_whether_a_stretch_begins_a_sentence(claim: str, begins: bool) -> None:
    [[found]] = lay(passage(claim), passage(CLAUSE))
    assert found.begins is begins


def test_a_list_in_another_order_is_laid_beside_the_list() -> None:
    [[found]] = lay(passage("公正、公开、公平"), passage("坚持原则。公开、公平、公正。"))
    assert found.alignment.reordered
    assert found.alignment.share == 1
