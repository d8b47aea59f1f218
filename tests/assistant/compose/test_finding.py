"""For each kind of answer asked for, the sentence that carries it; what is not there is said to be missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.compose.finding import find
from assistant.evidence import Evidence, Hit
from assistant.understand.intents import intents_of
from assistant.understand.topic import Topic
from assistant.understand.understand import Part
from index.search import Index

MakeIndex = Callable[..., Index]
SUPERVISION = (
    "建立健全行政执法监督机制。加强监督，2024年年底前基本建成协调监督体系。"
    "每年至少组织一次案卷评查，评查案卷不少于30件。（责任单位：市司法局、各县区政府）"
)
TRAINING = "落实培训制度。每年培训不少于60学时。"


def evidence_of(index: Index, *best: str) -> Evidence:
    """The sentences that hold these words, each a little worse than the one before; all others far behind."""
    hits = []
    for plan in index.plans.values():
        for clause in plan.citable:
            for sentence in clause.sentences if clause.path else ():
                words = plan.words(sentence)
                if words.startswith("（责任单位"):
                    continue
                rank = next((i for i, said in enumerate(best) if said in words), None)
                score = 0.1 if rank is None else 0.9 - 0.05 * rank
                hits.append(
                    Hit(plan_id=plan.plan_id, clause_id=clause.clause_id, sentence=sentence, coverage=score, similarity=score, score=score)
                )
    return Evidence(hits=tuple(sorted(hits, key=lambda hit: -hit.score)))


def asking(text: str, topic: Topic) -> Part:
    return Part(text=text, topic=topic, intents=intents_of(text), exists=False)


@pytest.mark.parametrize(
    ("question", "best", "said"),
    [
        ("协调监督体系什么时候建成", ("监督机制", "2024年"), "2024年年底前基本建成协调监督体系。"),
        ("监督机制由哪些单位负责", ("监督机制",), "责任单位：市司法局、各县区政府。"),
        ("案卷评查不少于多少件", ("监督机制", "案卷"), "每年至少组织一次案卷评查，评查案卷不少于30件。"),
        ("多久评查一次", ("监督机制", "案卷"), "每年至少组织一次案卷评查，评查案卷不少于30件。"),
        ("每年培训多少学时", ("培训制度", "60学时"), "每年培训不少于60学时。"),
        ("在哪一条", ("60学时",), "见一（二）：每年培训不少于60学时。"),
    ],
)
def test_the_fact_asked_for_is_said_though_another_sentence_is_a_little_nearer(
    question: str, best: tuple[str, ...], said: str, small_index: MakeIndex, topic: Callable[..., Topic]
) -> None:
    index = small_index(SUPERVISION, TRAINING)
    found = find(index, asking(question, topic("监督", "培训")), evidence_of(index, *best))
    assert found.statements[0].text == said
    assert found.missing == ()


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("培训什么时候完成", "时间要求"),
        ("培训由哪个部门负责", "责任单位"),
    ],
)
def test_what_is_asked_for_and_nowhere_near_is_missing(
    question: str, missing: str, small_index: MakeIndex, topic: Callable[..., Topic]
) -> None:
    index = small_index(SUPERVISION, "落实培训制度。加强培训考核。")
    found = find(index, asking(question, topic("培训")), evidence_of(index, "培训考核", "培训制度"))
    assert found.statements == ()
    assert missing in found.missing


def test_a_number_of_another_unit_is_not_the_number_asked_for(small_index: MakeIndex, topic: Callable[..., Topic]) -> None:
    index = small_index(SUPERVISION, TRAINING)
    found = find(index, asking("每年培训多少学时", topic("培训")), evidence_of(index, "案卷", "监督机制"))
    assert not any("30件" in statement.text for statement in found.statements)


def test_two_things_asked_are_both_answered(small_index: MakeIndex, topic: Callable[..., Topic]) -> None:
    index = small_index(SUPERVISION, TRAINING)
    found = find(index, asking("协调监督体系什么时候建成由谁负责", topic("监督")), evidence_of(index, "2024年", "监督机制"))
    assert [statement.text for statement in found.statements] == ["2024年年底前基本建成协调监督体系。", "责任单位：市司法局、各县区政府。"]
    assert [unit.name for unit in found.units] == ["市司法局", "各县区政府"]


def test_a_list_that_is_announced_is_given_whole(small_index: MakeIndex, topic: Callable[..., Topic]) -> None:
    index = small_index("规范决策程序。重大决策必须经过下列程序：\n公众参与；\n专家论证；\n集体讨论决定。")
    found = find(index, asking("重大决策要经过哪些程序", topic("重大决策", "程序")), evidence_of(index, "下列程序"))
    said = "".join(statement.text for statement in found.statements)
    assert all(member in said for member in ("公众参与", "专家论证", "集体讨论决定"))


def test_no_evidence_is_nothing_found(small_index: MakeIndex, topic: Callable[..., Topic]) -> None:
    found = find(small_index(TRAINING), asking("每年培训多少学时", topic("培训")), Evidence(hits=()))
    assert (found.statements, found.hits) == ((), ())
    assert found.missing


@pytest.mark.parametrize("question", ["什么时候", "谁负责", "多少", "多久一次", "第几条", "有哪些", "怎么规定", "是不是", ""])
def test_every_statement_rests_on_sentences_of_the_clauses_looked_at(
    question: str, small_index: MakeIndex, topic: Callable[..., Topic]
) -> None:
    index = small_index(SUPERVISION, TRAINING)
    found = find(index, asking(question, topic("监督")), evidence_of(index, "监督机制", "2024年"))
    assert found.statements or found.missing
    for statement in found.statements:
        for source in statement.sources:
            clause = index.clauses[source.clause_id]
            starts, ends = {s.start for s in clause.sentences}, {s.end for s in clause.sentences}
            assert source.start in starts and source.end in ends
