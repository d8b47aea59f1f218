"""Whole sentences and run-in measures, each with its span."""

from __future__ import annotations

import pytest

from index.models import Plan
from index.sentences import items, sentences


def split(words: str) -> list[str]:
    return [words[span.start : span.end] for span in sentences(words, 0, len(words))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("建立体系。完善制度！", ["建立体系。", "完善制度！"]),
        ("他说：“依法办理。”随后公开。", ["他说：“依法办理。”", "随后公开。"]),
        ("执行（含备案。不含审批）规定。公开。", ["执行（含备案。不含审批）规定。", "公开。"]),
        ("第一段\n\n第二段。", ["第一段", "第二段。"]),
        ("第一段\r\n第二段。\r\n", ["第一段", "第二段。"]),
        ("没有句号", ["没有句号"]),
        (" 　\n ", []),
        ("", []),
    ],
)
def test_a_sentence_is_whole_and_without_the_space_around_it(words: str, expected: list[str]) -> None:
    assert split(words) == expected


def test_measures_that_count_on_from_one_are_items() -> None:
    words = "主要做法。一是公开。二是监督。三是问责。"
    found = items(words, 0, len(words))
    assert [(item.label, words[item.start : item.end]) for item in found] == [
        ("一是", "一是公开。"),
        ("二是", "二是监督。"),
        ("三是", "三是问责。"),
    ]


@pytest.mark.parametrize("words", ["统一是关键。", "一是公开。", "二是监督。三是问责。", "做到一是一、二是二"])
def test_what_does_not_count_on_from_one_is_no_list(words: str) -> None:
    assert items(words, 0, len(words)) == ()


def test_the_report_of_changchun_has_its_measures(bundled: dict[str, Plan]) -> None:
    plan = bundled["长春报告"]
    first = next(clause for clause in plan.clauses if clause.path == ("一", "(一)"))
    assert [item.label for item in first.items][:3] == ["一是", "二是", "三是"]


def test_sentences_of_every_clause_give_its_words_back(bundled: dict[str, Plan]) -> None:
    for plan in bundled.values():
        for clause in plan.citable:
            said = "".join("".join(plan.words(span).split()) for span in clause.sentences)
            body = plan.text[clause.body_start : clause.end] if clause.path else plan.words(clause)
            assert said == "".join(body.split())
