"""A section is given by the headings under it where a question says its heading and little else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.compose.matter import carrying
from assistant.evidence import Evidence, Hit
from assistant.understand.topic import Term, Topic
from assistant.understand.understand import Part
from index.models import Plan
from index.search import Index

MakeIndex = Callable[..., Index]


@pytest.fixture
def looked_at(small_index: MakeIndex) -> tuple[Index, Evidence]:
    """A small plan whose section is called 主要任务, and a sentence elsewhere that came out best."""
    index = small_index("规范执法。加强监督。", "推进公开。公开信息。")
    plan: Plan = next(iter(index.plans.values()))
    clause = next(clause for clause in plan.citable if clause.heading == "推进公开")
    hit = Hit(
        plan_id=plan.plan_id,
        clause_id=clause.clause_id,
        sentence=clause.sentences[-1],
        coverage=0.4,
        similarity=0.8,
        score=0.5,
        unnamed=0.0,
    )
    return index, Evidence(hits=(hit,))


@pytest.mark.parametrize(("text", "word", "others"), [("主要任务有哪些", "主要任务", ()), ("重点任务有哪些", "重点任务", ("主要任务",))])
def test_a_section_is_found_by_its_heading_though_no_sentence_of_it_was(
    looked_at: tuple[Index, Evidence], text: str, word: str, others: tuple[str, ...]
) -> None:
    index, evidence = looked_at
    topic = Topic(terms=(Term(word=word, alternatives=others, weight=3.0),), quoted=(), words=word)
    found = carrying(index, Part(text=text, topic=topic, intents=("list",), exists=False), evidence)
    assert [statement.text for statement in found.statements] == ["（一）规范执法。", "（二）推进公开。"]
    assert found.complete


def test_another_matter_is_told_by_its_sentence(looked_at: tuple[Index, Evidence]) -> None:
    index, evidence = looked_at
    topic = Topic(terms=(Term(word="信息", alternatives=(), weight=3.0),), quoted=(), words="信息")
    found = carrying(index, Part(text="信息有哪些", topic=topic, intents=("list",), exists=False), evidence)
    assert [statement.text for statement in found.statements] == ["公开信息。"]
